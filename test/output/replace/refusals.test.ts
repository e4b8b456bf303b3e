import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordFile } from '../../../output/replace/record.ts';
import { recordOf, replaceTree } from '../../../output/replace/replace-tree.ts';
import { TestFolder } from './folder.ts';

let folder: TestFolder;
const tree = (files: Record<string, string>) => new Map(Object.entries(files));
const replace = (files: Record<string, string>) => replaceTree(folder.dist, tree(files));

beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

describe('a refusal leaves the folder as it was', () => {
  test('a folder with files and no record', () => {
    folder.write('index.html', 'hello');
    expect(() => replace({ a: '1' })).toThrow(
      new Error(
        `${folder.dist}: expected an empty folder or one that slipway wrote, found files and no .slipway.json; name another folder with --output, or empty this one`,
      ),
    );
    expect(folder.files()).toEqual({ 'index.html': 'hello' });
    expect(folder.siblings()).toEqual([]);
  });

  const unreadable = {
    '<<<<<<< HEAD': 'something else; restore the file from Git, or',
    '{ "format": 3, "environments": {}, "files": {} }': 'something else; restore the file from Git, or',
    '{ "format": 2, "files": {} }': 'something else; restore the file from Git, or',
    '{ "format": 2, "environments": { "a": {} }, "files": {} }':
      'something else; restore the file from Git, or',
    '{ "format": 1, "expects": {}, "files": {} }': 'format 1, which names no environments;',
  };

  test.each(Object.entries(unreadable))('a record that cannot be read: %s', (record, found) => {
    replace({ a: '1' });
    folder.write('.slipway.json', record);
    expect(() => replace({ a: '2' })).toThrow(
      new Error(
        `${folder.dist}/.slipway.json: expected the record that slipway writes (format 2), found ${found} delete the folder and synthesize all of its environments again`,
      ),
    );
    expect(folder.files()).toEqual({ a: '1' });
  });

  test('every path that is taken by a file of someone else', () => {
    replace({ a: '1' });
    folder.write('b', 'theirs');
    folder.write('c', 'theirs');
    folder.write('d/e', 'theirs');
    const problem = (path: string) =>
      `${folder.dist}/${path}: found something that slipway did not write, at a path where it must write; move it away`;
    expect(() => replace({ b: '1', 'c/x': '1', d: '1' })).toThrow(
      new Error(['c', 'b', 'd'].map(problem).join('\n')),
    );
    expect(folder.files()).toEqual({ a: '1', b: 'theirs', c: 'theirs', 'd/e': 'theirs' });
  });

  test('a file where the folder should be', () => {
    writeFileSync(folder.dist, 'a file');
    const message = 'expected a folder, found a file on the way to it; name another folder with --output';
    expect(() => replace({ a: '1' })).toThrow(
      new Error(`${folder.dist}: expected a folder, found a file; name another folder with --output`),
    );
    expect(() => replaceTree(join(folder.dist, 'below'), tree({ a: '1' }))).toThrow(
      new Error(`${folder.dist}/below: ${message}`),
    );
  });

  test('a link to what does not exist, to a file, and to itself', () => {
    const refuse = (message: string) => {
      for (const run of [() => replace({ a: '1' }), () => recordOf(folder.dist)]) {
        expect(run).toThrow(new Error(`${folder.dist}: ${message}`));
      }
      rmSync(folder.dist);
    };
    symlinkSync('nowhere', folder.dist);
    refuse('found a link to nowhere, which does not exist; make that folder, or remove the link');
    symlinkSync('/dev/null', folder.dist);
    refuse('expected a folder, found a link to a device; name another folder with --output');
    symlinkSync('dist', folder.dist);
    refuse('it is a link that leads back to itself; remove it, or name another folder with --output');
    expect(folder.siblings()).toEqual([]);
  });

  test('a record that is a pipe, from which a read never returns, or a folder', () => {
    replace({ a: '1' });
    rmSync(join(folder.dist, recordFile));
    execFileSync('mkfifo', [join(folder.dist, recordFile)]);
    expect(() => replace({ a: '2' })).toThrow(
      new Error(`${folder.dist}/.slipway.json: is a pipe, expected a file; restore the file from Git`),
    );
    rmSync(join(folder.dist, recordFile));
    mkdirSync(join(folder.dist, recordFile));
    expect(() => replace({ a: '2' })).toThrow(
      new Error(`${folder.dist}/.slipway.json: is a folder, expected a file; restore the file from Git`),
    );
  });

  test('a tree that another process is writing', () => {
    replace({ a: '1' });
    folder.workspaceOf({ process: 1 });
    expect(() => replace({ a: '2' })).toThrow(
      new Error(
        `${folder.dist}: process 1 is writing to it; wait for that process, or delete ${folder.path}/.dist.slipway if that process is not slipway`,
      ),
    );
    expect(folder.files()).toEqual({ a: '1' });
  });
});
