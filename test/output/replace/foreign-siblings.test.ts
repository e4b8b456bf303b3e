import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceTree } from '../../../output/replace/replace-tree.ts';
import { recoverTree } from '../../../output/replace/workspace.ts';
import { TestFolder } from './folder.ts';

let folder: TestFolder;
const replace = (text: string) => replaceTree(folder.dist, new Map([['a', text]]));
const siblingPath = (name: string) => join(folder.path, name);
/** No process has this id: it is above the largest of Linux. */
const dead = { process: 999_999_999 };

beforeEach(() => {
  folder = new TestFolder();
  replace('1');
});
afterEach(() => folder.remove());

/** Names that people give to copies, and names that almost look like ours. */
const names = [
  '.dist.slipway-backup',
  '.dist.slipway-2026',
  '.dist.slipway-999999999',
  '.dist.slipway-999999999-abcdef',
  '.dist.slipway-999999999-backup-of-monday',
  '.dist.slipway.old',
];

test.each(names)('a folder %s next to the tree stays', name => {
  mkdirSync(siblingPath(name));
  writeFileSync(join(siblingPath(name), 'mine'), 'precious');
  recoverTree(folder.dist);
  replace('2');
  expect(readFileSync(join(siblingPath(name), 'mine'), 'utf8')).toBe('precious');
});

test.each([
  ['a mark of another tree', '{"slipway workspace of":"other","process":999999999}'],
  ['a mark without a process', '{"slipway workspace of":"dist"}'],
  ['a number alone', '999999999'],
  ['a text that is not JSON', 'precious'],
  ['nothing', ''],
  ['null', 'null'],
])('a file called owner that holds %s is not a mark of ours', (_, text) => {
  const theirs = siblingPath('.dist.slipway-999999999-abcdef');
  mkdirSync(theirs);
  writeFileSync(join(theirs, 'owner'), text);
  recoverTree(folder.dist);
  expect(readFileSync(join(theirs, 'owner'), 'utf8')).toBe(text);
});

test('files and links with such a name stay, and so do the targets of links', () => {
  writeFileSync(siblingPath('.dist.slipway-999999999-abcdef'), 'precious');
  folder.workspaceOf(dead, 'elsewhere');
  symlinkSync('elsewhere', siblingPath('.dist.slipway-999999999-abcdeg'));
  recoverTree(folder.dist);
  replace('2');
  expect(lstatSync(siblingPath('.dist.slipway-999999999-abcdef')).isFile()).toBe(true);
  expect(lstatSync(siblingPath('.dist.slipway-999999999-abcdeg')).isSymbolicLink()).toBe(true);
  expect(existsSync(join(siblingPath('elsewhere'), 'owner'))).toBe(true);
});

test('removes the workspace of a killed process, with a mark and without', () => {
  folder.workspaceOf(dead, '.dist.slipway-999999999-abcdef');
  mkdirSync(siblingPath('.dist.slipway-999999998-abcdef'));
  recoverTree(folder.dist);
  expect(folder.siblings()).toEqual([]);
});

test('keeps the workspace of a running process', () => {
  folder.workspaceOf({ process: process.ppid }, `.dist.slipway-${process.ppid}-abcdef`);
  mkdirSync(siblingPath(`.dist.slipway-${process.ppid}-abcdeg`));
  recoverTree(folder.dist);
  expect(folder.siblings()).toHaveLength(2);
});

test('a later process with the same id does not count as the killed one', () => {
  if (!existsSync('/proc/self/stat')) return;
  folder.workspaceOf({ process: process.ppid, started: '1' });
  recoverTree(folder.dist);
  expect(folder.siblings()).toEqual([]);
});

describe('at the path of the workspace', () => {
  const message = (what: string) =>
    `${folder.path}/.dist.slipway: found ${what} that slipway did not make, at the path where it makes the next ${folder.dist}; move it away`;

  test('a folder of someone else is refused, and stays', () => {
    mkdirSync(siblingPath('.dist.slipway'));
    writeFileSync(join(siblingPath('.dist.slipway'), 'mine'), 'precious');
    recoverTree(folder.dist);
    expect(() => replace('2')).toThrow(new Error(message('a folder')));
    expect(readFileSync(join(siblingPath('.dist.slipway'), 'mine'), 'utf8')).toBe('precious');
    expect(folder.siblings()).toEqual(['.dist.slipway']);
    expect(folder.files()).toEqual({ a: '1' });
  });

  test('a file is refused, and stays', () => {
    writeFileSync(siblingPath('.dist.slipway'), 'precious');
    expect(() => replace('2')).toThrow(new Error(message('something')));
    expect(readFileSync(siblingPath('.dist.slipway'), 'utf8')).toBe('precious');
  });
});
