import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceTree } from '../../../output/replace/replace-tree.ts';
import { recoverTree } from '../../../output/replace/workspace.ts';
import { TestFolder } from './folder.ts';

let folder: TestFolder;
const replace = (text: string) => replaceTree(folder.dist, new Map([['a', text]]));
const beside = (name: string) => join(folder.path, name);
/** No process has this number: it is above the largest of Linux. */
const dead = { process: 999_999_999 };

beforeEach(() => {
  folder = new TestFolder();
  replace('1');
});
afterEach(() => folder.remove());

/** Whatever people call a copy, and what almost looks like ours. */
const names = [
  '.dist.slipway-backup',
  '.dist.slipway-2026',
  '.dist.slipway-999999999',
  '.dist.slipway-999999999-abcdef',
  '.dist.slipway-999999999-backup-of-monday',
  '.dist.slipway.old',
];

test.each(names)('a folder beside the tree that is called %s stays, whatever command runs', name => {
  mkdirSync(beside(name));
  writeFileSync(join(beside(name), 'mine'), 'precious');
  recoverTree(folder.dist);
  replace('2');
  expect(readFileSync(join(beside(name), 'mine'), 'utf8')).toBe('precious');
});

test.each([
  ['a mark of another tree', '{"slipway workspace of":"other","process":999999999}'],
  ['a mark without a process', '{"slipway workspace of":"dist"}'],
  ['a number alone', '999999999'],
  ['a text that is no JSON', 'precious'],
  ['nothing', ''],
  ['null', 'null'],
])('a file called owner that holds %s is no mark of ours', (_, text) => {
  const theirs = beside('.dist.slipway-999999999-abcdef');
  mkdirSync(theirs);
  writeFileSync(join(theirs, 'owner'), text);
  recoverTree(folder.dist);
  expect(readFileSync(join(theirs, 'owner'), 'utf8')).toBe(text);
});

test('files and links of such a name stay, and so does what links lead to', () => {
  writeFileSync(beside('.dist.slipway-999999999-abcdef'), 'precious');
  folder.workspaceOf(dead, 'elsewhere');
  symlinkSync('elsewhere', beside('.dist.slipway-999999999-abcdeg'));
  recoverTree(folder.dist);
  replace('2');
  expect(lstatSync(beside('.dist.slipway-999999999-abcdef')).isFile()).toBe(true);
  expect(lstatSync(beside('.dist.slipway-999999999-abcdeg')).isSymbolicLink()).toBe(true);
  expect(existsSync(join(beside('elsewhere'), 'owner'))).toBe(true);
});

test('what a killed process began is removed, with its mark and without', () => {
  folder.workspaceOf(dead, '.dist.slipway-999999999-abcdef');
  mkdirSync(beside('.dist.slipway-999999998-abcdef'));
  recoverTree(folder.dist);
  expect(folder.beside()).toEqual([]);
});

test('what a running process began stays', () => {
  folder.workspaceOf({ process: process.ppid }, `.dist.slipway-${process.ppid}-abcdef`);
  mkdirSync(beside(`.dist.slipway-${process.ppid}-abcdeg`));
  recoverTree(folder.dist);
  expect(folder.beside()).toHaveLength(2);
});

test('a later process of the same number is not the one that was killed', () => {
  if (!existsSync('/proc/self/stat')) return;
  folder.workspaceOf({ process: process.ppid, started: '1' });
  recoverTree(folder.dist);
  expect(folder.beside()).toEqual([]);
});

describe('where the next tree is made', () => {
  const message = (what: string) =>
    `${folder.path}/.dist.slipway: found ${what} that slipway did not make, at the path where it makes the next ${folder.dist}; move it away`;

  test("a folder of somebody else's is refused, and stays", () => {
    mkdirSync(beside('.dist.slipway'));
    writeFileSync(join(beside('.dist.slipway'), 'mine'), 'precious');
    recoverTree(folder.dist);
    expect(() => replace('2')).toThrow(new Error(message('a folder')));
    expect(readFileSync(join(beside('.dist.slipway'), 'mine'), 'utf8')).toBe('precious');
    expect(folder.beside()).toEqual(['.dist.slipway']);
    expect(folder.files()).toEqual({ a: '1' });
  });

  test('a file is refused, and a link', () => {
    writeFileSync(beside('.dist.slipway'), 'precious');
    expect(() => replace('2')).toThrow(new Error(message('something')));
    expect(readFileSync(beside('.dist.slipway'), 'utf8')).toBe('precious');
  });
});
