import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Environments, recordFile } from '../../../output/replace/record.ts';
import { recordOf, replaceTree } from '../../../output/replace/replace-tree.ts';
import { TestFolder } from './folder.ts';

let folder: TestFolder;
const tree = (files: Record<string, string>) => new Map(Object.entries(files));
const replace = (files: Record<string, string>) => replaceTree(folder.dist, tree(files));

beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

test('a new folder holds the files and their record, and nothing is next to it', () => {
  const files = { 'production/a/x.yaml': 'x\n', 'production/README.md': '# y\n' };
  expect(replace(files)).toEqual({
    written: ['production/a/x.yaml', 'production/README.md'],
    removed: [],
    unchanged: [],
    kept: [],
    edited: [],
  });
  expect(folder.files()).toEqual(files);
  expect(folder.siblings()).toEqual([]);
  expect(JSON.parse(folder.read('.slipway.json'))).toEqual({
    format: 2,
    environments: {},
    files: {
      'production/README.md': 'e4642059449cc9405b074b4b21c1e516b7dc165fa507d7b960b2b8cc4b7f84c3',
      'production/a/x.yaml': '73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac',
    },
  });
});

test('writes into an empty folder, and makes missing folders above it', () => {
  mkdirSync(folder.dist);
  replace({ a: '1' });
  replaceTree(join(folder.path, 'x/y/z'), tree({ a: '1' }));
  expect(folder.files()).toEqual({ a: '1' });
});

test('only what changed is written, and the rest keeps its time stamp', () => {
  replace({ a: '1', b: '1', 'c/d': '1' });
  const before = statSync(join(folder.dist, 'a'));
  expect(replace({ a: '1', b: '2', e: '1' })).toEqual({
    written: ['b', 'e'],
    removed: ['c/d'],
    unchanged: ['a'],
    kept: [],
    edited: [],
  });
  expect(folder.files()).toEqual({ a: '1', b: '2', e: '1' });
  expect(statSync(join(folder.dist, 'a')).mtimeMs).toBe(before.mtimeMs);
  expect(statSync(join(folder.dist, 'a')).ino).toBe(before.ino);
});

test('nothing is touched when nothing changed', () => {
  replace({ 'a/b': '1' });
  const before = statSync(folder.dist);
  expect(replace({ 'a/b': '1' })).toEqual({
    written: [],
    removed: [],
    unchanged: ['a/b'],
    kept: [],
    edited: [],
  });
  expect(statSync(folder.dist).ino).toBe(before.ino);
});

test('files that are not ours stay, with their links, folders and permissions', () => {
  replace({ 'a/x': '1' });
  folder.write('CNAME', 'example.com');
  folder.write('a/notes.txt', 'mine');
  mkdirSync(join(folder.dist, 'empty'));
  symlinkSync('CNAME', join(folder.dist, 'link'));
  chmodSync(join(folder.dist, 'CNAME'), 0o640);
  replace({ 'b/y': '1' });
  expect(folder.files()).toEqual({ CNAME: 'example.com', 'a/notes.txt': 'mine', 'b/y': '1' });
  expect(readlinkSync(join(folder.dist, 'link'))).toBe('CNAME');
  expect(lstatSync(join(folder.dist, 'empty')).isDirectory()).toBe(true);
  expect(lstatSync(join(folder.dist, 'CNAME')).mode & 0o777).toBe(0o640);
});

test('removes a folder if none of our files is left in it', () => {
  replace({ 'a/x': '1', b: '1' });
  replace({ b: '1' });
  expect(() => lstatSync(join(folder.dist, 'a'))).toThrow('ENOENT');
});

test('a file of ours may become a folder, and a folder a file', () => {
  replace({ a: '1', 'b/x': '1' });
  replace({ 'a/x': '2', b: '2' });
  expect(folder.files()).toEqual({ 'a/x': '2', b: '2' });
});

test('a file of ours that was edited by hand is written again, and reported', () => {
  replace({ a: '1', b: '1', c: '1' });
  folder.write('a', 'edited');
  folder.write('b', 'edited');
  expect(replace({ a: '1', c: '1' })).toEqual({
    written: ['a'],
    removed: ['b'],
    unchanged: ['c'],
    kept: [],
    edited: ['a', 'b'],
  });
  expect(folder.files()).toEqual({ a: '1', c: '1' });
});

test('an edit that equals the new content does not count as an edit', () => {
  replace({ a: '1' });
  folder.write('a', '2');
  expect(replace({ a: '2' })).toEqual({ written: [], removed: [], unchanged: ['a'], kept: [], edited: [] });
});

test('writes a file of ours again that was deleted', () => {
  replace({ a: '1' });
  rmSync(join(folder.dist, 'a'));
  expect(replace({ a: '1' }).written).toEqual(['a']);
});

test('an edit through a hard link does not reach the old tree', () => {
  replace({ a: '1' });
  linkSync(join(folder.dist, 'a'), join(folder.path, 'hard-link'));
  replace({ a: '2' });
  expect(lstatSync(join(folder.path, 'hard-link')).size).toBe(1);
  expect(folder.files()).toEqual({ a: '2' });
});

test('the folder may be a link; what it points to is replaced', () => {
  mkdirSync(join(folder.path, 'real'));
  symlinkSync('real', folder.dist);
  replace({ a: '1' });
  expect(readlinkSync(folder.dist)).toBe('real');
  expect(folder.read('a')).toBe('1');
});

test('a file of someone else with the same content becomes ours', () => {
  replace({ a: '1' });
  folder.write('b', '2');
  expect(replace({ a: '1', b: '2' }).unchanged).toEqual(['a', 'b']);
  expect(replace({ a: '1' }).removed).toEqual(['b']);
});

describe('files that are kept', () => {
  const entry = { source: '../k.yaml', expects: [], claims: {} };
  const environments: Environments = { k: entry };
  const keeps = (path: string) => path.startsWith('k/');
  const replaceAndKeep = (files: Record<string, string>) =>
    replaceTree(folder.dist, tree(files), environments, { record: recordOf(folder.dist), keeps });

  beforeEach(() => replaceAndKeep({ 'k/x': '1', 'k/y/z': '1', a: '1' }));

  test('stay with their time stamps, and the record names them as before', () => {
    const before = statSync(join(folder.dist, 'k/x'));
    const hashes = JSON.parse(folder.read(recordFile)).files;
    expect(replaceAndKeep({ b: '1' })).toEqual({
      written: ['b'],
      removed: ['a'],
      unchanged: [],
      kept: ['k/x', 'k/y/z'],
      edited: [],
    });
    expect(folder.files()).toEqual({ 'k/x': '1', 'k/y/z': '1', b: '1' });
    expect(statSync(join(folder.dist, 'k/x')).mtimeMs).toBe(before.mtimeMs);
    expect(JSON.parse(folder.read(recordFile))).toEqual({
      format: 2,
      environments,
      files: { 'k/x': hashes['k/x'], 'k/y/z': hashes['k/y/z'], b: hashes.a },
    });
  });

  test('keep what was edited by hand, which is reported when they are made again', () => {
    folder.write('k/x', 'edited');
    expect(replaceAndKeep({ a: '2' }).edited).toEqual([]);
    expect(folder.read('k/x')).toBe('edited');
    expect(replaceAndKeep({ a: '2', 'k/x': '1' }).edited).toEqual(['k/x']);
  });

  test('may have become links, or may be gone', () => {
    rmSync(join(folder.dist, 'k/x'));
    rmSync(join(folder.dist, 'k/y/z'));
    symlinkSync('../a', join(folder.dist, 'k/x'));
    expect(replaceAndKeep({ a: '2' }).kept).toEqual(['k/x']);
    expect(readlinkSync(join(folder.dist, 'k/x'))).toBe('../a');
  });

  test('are refused if another process wrote to the folder after its record was read', () => {
    const record = recordOf(folder.dist);
    replaceAndKeep({ a: '2' });
    expect(() => replaceTree(folder.dist, tree({ a: '3' }), environments, { record, keeps })).toThrow(
      new Error(`${folder.dist}: another process wrote to it after this run read its record; run again`),
    );
    expect(folder.files()).toEqual({ 'k/x': '1', 'k/y/z': '1', a: '2' });
    expect(folder.siblings()).toEqual([]);
  });
});

test('finishes what a killed run left half done before it reads the record', () => {
  replace({ a: '1' });
  folder.workspaceOf({ process: 999999999 });
  mkdirSync(join(folder.path, '.dist.slipway/old'));
  renameSync(folder.dist, join(folder.path, '.dist.slipway/new'));
  expect([...(recordOf(folder.dist)?.files.keys() ?? [])]).toEqual(['a']);
  expect(folder.siblings()).toEqual([]);
});
