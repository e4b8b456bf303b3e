import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceTree } from '../../../output/replace/replace-tree.ts';
import { recoverTree } from '../../../output/replace/workspace.ts';
import { TestFolder } from './folder.ts';
import { asJavaScript } from './program.ts';

const other = { 'other/kept': '1' };
const before = { 'a/same': '1', 'a/changed': '1', 'b/gone': '1', ...other };
const made = { 'a/same': '1', 'a/changed': '2', 'c/new': '1' };
const after = { ...made, ...other };
const keeps = (path: string) => path.startsWith('other/');
const theirs = { CNAME: 'example.com' };

/** The changes of the file system in one replacement. The last two empty and remove the folder next to `dist`. */
const changes = Array.from({ length: 18 }, (_, index) => index + 1);

/** The first of the two renames that swap the trees. Up to it, the old tree is in its place. */
const firstRename = 15;

/** A program that fails at the nth change: `kill` means SIGKILL, other words are error codes. */
const source = (module: string) => `
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const [dist, how, at] = process.argv.slice(2);
let changesLeft = Number(at);
for (const name of ['mkdtempSync', 'mkdirSync', 'writeFileSync', 'linkSync', 'copyFileSync', 'renameSync', 'symlinkSync', 'rmSync']) {
  const real = fs[name];
  fs[name] = (...args) => {
    if (changesLeft-- !== 1) return real(...args);
    if (how === 'kill') process.kill(process.pid, 'SIGKILL');
    throw Object.assign(new Error(how), { code: how });
  };
}
syncBuiltinESMExports();
const { recordOf, replaceTree } = await import(${JSON.stringify(module)});
const record = recordOf(dist);
replaceTree(dist, new Map(Object.entries(${JSON.stringify(made)})), {}, { record, keeps: ${keeps} });
`;

let folder: TestFolder;
let program: TestFolder;

beforeAll(() => {
  program = new TestFolder();
  const module = asJavaScript('output/replace/replace-tree.ts', program.path);
  writeFileSync(join(program.path, 'program.mjs'), source(module));
});
afterAll(() => program.remove());

beforeEach(() => {
  folder = new TestFolder();
  replaceTree(folder.dist, new Map(Object.entries(before)));
  folder.write('CNAME', theirs.CNAME);
});
afterEach(() => folder.remove());

function replacement(how: string, at: number) {
  const args = [join(program.path, 'program.mjs'), folder.dist, how, String(at)];
  const { status, signal, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { end: signal ?? status, stderr };
}

test('without a fault the program replaces the tree, with exactly the number of changes tried here', () => {
  expect(replacement('kill', changes.length + 1)).toEqual({ end: 0, stderr: '' });
  expect(folder.files()).toEqual({ ...after, ...theirs });
  expect(folder.siblings()).toEqual([]);
});

test.each(changes)('a kill at change %i leaves a whole tree, and the next run finishes', at => {
  expect(replacement('kill', at).end).toBe('SIGKILL');
  recoverTree(folder.dist);
  const whole = at <= firstRename ? before : after;
  expect(folder.files()).toEqual({ ...whole, ...theirs });
  expect(folder.siblings()).toEqual([]);
  replaceTree(folder.dist, new Map(Object.entries(after)));
  expect(folder.files()).toEqual({ ...after, ...theirs });
});

test.each(changes.slice(0, firstRename + 1))(
  'a full disk at change %i leaves a whole tree, and says so',
  at => {
    const { end, stderr } = replacement('ENOSPC', at);
    const message = `${folder.dist}: the disk is full, the old tree is untouched; free some space and run again`;
    // A hard link that cannot be made becomes a copy: then the replacement succeeds.
    expect(folder.files()).toEqual({ ...(end === 0 ? after : before), ...theirs });
    if (end !== 0) expect(stderr).toContain(message);
    expect(folder.siblings()).toEqual([]);
  },
);

/** Mounts a file system of 64 KiB. Returns false if this process may not mount. */
function mountSmallDisk(path: string): boolean {
  mkdirSync(path, { recursive: true });
  const args = ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', path];
  return spawnSync('mount', args, { stdio: 'ignore' }).status === 0;
}

test('on a disk that is really full the old tree stays, and nothing is next to it', () => {
  const disk = join(folder.path, 'disk');
  if (!mountSmallDisk(disk)) return;
  try {
    const dist = join(disk, 'dist');
    replaceTree(dist, new Map(Object.entries(before)));
    const free = statfsSync(disk).bfree;
    const large = new Map([...Object.entries(after), ['large', 'x'.repeat(128 * 1024)]]);
    expect(() => replaceTree(dist, large)).toThrow(
      new Error(`${dist}: the disk is full, the old tree is untouched; free some space and run again`),
    );
    expect(statfsSync(disk).bfree).toBe(free);
    expect(replaceTree(dist, new Map(Object.entries(before))).unchanged).toEqual(Object.keys(before));
  } finally {
    execFileSync('umount', [disk]);
  }
});
