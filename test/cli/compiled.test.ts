import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './commands.ts';

/** A small project with `cli/compiled.mjs`. */
let project: string;

beforeEach(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'slipway-compiled-')));
  for (const folder of ['cli', 'config', 'node_modules']) mkdirSync(join(project, folder));
  for (const name of ['tsx', 'esbuild']) {
    symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
  cpSync(join(root, 'cli/compiled.mjs'), join(project, 'cli/compiled.mjs'));
  source('package.json', '{ "type": "module" }');
  source('config/number.ts', 'export const number: number = 1;\n');
  source(
    'cli/main.ts',
    "import { number } from '../config/number.ts';\nexport const found = [number, import.meta.dirname];\n",
  );
});
afterEach(() => rmSync(project, { recursive: true }));

function source(path: string, text: string): void {
  writeFileSync(join(project, path), text);
}

/** Arguments of a Node that prints what modules export as `found`. */
function printing(...entries: string[]): string[] {
  const program = `
    import { load } from ${JSON.stringify(join(project, 'cli/compiled.mjs'))};
    for (const entry of ${JSON.stringify(entries)}) console.log(JSON.stringify((await load(entry)).found));`;
  return ['--input-type=module', '-e', program];
}

function run(...entries: string[]) {
  return spawnSync(process.execPath, printing(...entries), { encoding: 'utf8' });
}

/** What modules export as `found`. */
function found(...entries: string[]): unknown[] {
  const { stdout, stderr, status } = run(...entries);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
}

/** The names in the folder of compiled forms. */
function compiledForms(): string[] {
  const cache = join(project, 'node_modules/.cache/slipway');
  return existsSync(cache) ? readdirSync(cache) : [];
}

test('a compiled module behaves as its source, and knows the folder of its source', () => {
  expect(found('cli/main.ts')).toEqual([[1, join(project, 'cli')]]);
  expect(compiledForms()).toHaveLength(1);
});

test('compiles once, and again when the content of a source changes, even if its size and time do not', () => {
  const times = statSync(join(project, 'config/number.ts'));
  found('cli/main.ts');
  const first = compiledForms();
  found('cli/main.ts');
  expect(compiledForms()).toEqual(first);
  source('config/number.ts', 'export const number: number = 2;\n');
  utimesSync(join(project, 'config/number.ts'), times.atime, times.mtime);
  expect(found('cli/main.ts')).toEqual([[2, join(project, 'cli')]]);
  expect(compiledForms()).toHaveLength(2);
});

test('compiles a project again after it was moved', () => {
  found('cli/main.ts');
  const moved = `${project}-moved`;
  cpSync(project, moved, { recursive: true, verbatimSymlinks: true });
  rmSync(project, { recursive: true });
  project = moved;
  expect(found('cli/main.ts')).toEqual([[1, join(moved, 'cli')]]);
});

test('two modules of one project have separate compiled forms', () => {
  source('cli/other.ts', 'export const found = "other";\n');
  expect(found('cli/main.ts', 'cli/other.ts')).toEqual([[1, join(project, 'cli')], 'other']);
});

test('processes that compile at the same time do not disturb each other', async () => {
  const processes = [1, 2, 3, 4].map(() =>
    spawn(process.execPath, printing('cli/main.ts'), { stdio: 'ignore' }),
  );
  const codes = await Promise.all(processes.map(async process => (await once(process, 'exit'))[0]));
  expect(codes).toEqual([0, 0, 0, 0]);
  expect(compiledForms()).toHaveLength(1);
});

test('tsx runs the source if no compiled form can be written', () => {
  writeFileSync(join(project, 'node_modules/.cache'), 'a file');
  expect(found('cli/main.ts')).toEqual([[1, join(project, 'cli')]]);
});

test('a module that imports from a folder without sources of ours is never cached', () => {
  mkdirSync(join(project, 'elsewhere'));
  source('elsewhere/found.ts', 'export const found = "elsewhere";\n');
  source('cli/main.ts', "export { found } from '../elsewhere/found.ts';\n");
  expect(found('cli/main.ts')).toEqual(['elsewhere']);
  expect(compiledForms()).toEqual([]);
});

test('an error in a source names its file and line, and leaves nothing behind', () => {
  source('config/number.ts', '\nexport const = ;\n');
  const { stderr, status } = run('cli/main.ts');
  expect(status).toBe(1);
  expect(stderr).toContain(`${join(project, 'config/number.ts')}:2:13: ERROR: `);
  expect(compiledForms()).toEqual([]);
});

test('a stack trace names the line of the source', () => {
  source('config/number.ts', '\ninterface A {}\nexport const number = (): A => null!.x;\n');
  source('cli/main.ts', "import { number } from '../config/number.ts';\nexport const found = number();\n");
  const { stderr } = run('cli/main.ts');
  expect(stderr).toContain(`${join(project, 'config/number.ts')}:3:`);
  expect(stderr).toContain(`${join(project, 'cli/main.ts')}:2:`);
});

test('compiled forms older than a day are removed, younger ones stay', () => {
  found('cli/main.ts');
  const [old = ''] = compiledForms();
  const young = join(project, 'node_modules/.cache/slipway/young');
  mkdirSync(young);
  utimesSync(join(project, 'node_modules/.cache/slipway', old), new Date(0), new Date(0));
  source('config/number.ts', 'export const number: number = 3;\n');
  found('cli/main.ts');
  expect(compiledForms()).not.toContain(old);
  expect(compiledForms()).toContain('young');
});

test('templates of charts older than a day are removed with them', () => {
  found('cli/main.ts');
  const old = `chart-${'0a'.repeat(16)}.json`;
  source(`node_modules/.cache/slipway/${old}`, '{}');
  utimesSync(join(project, 'node_modules/.cache/slipway', old), new Date(0), new Date(0));
  source('config/number.ts', 'export const number: number = 4;\n');
  found('cli/main.ts');
  expect(compiledForms()).not.toContain(old);
});

test('this project runs in its compiled form', () => {
  const ask = `
    import { compiled } from ${JSON.stringify(join(root, 'cli/compiled.mjs'))};
    console.log(await compiled('cli/main.ts'));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', ask], { encoding: 'utf8' });
  expect(stdout).toMatch(/\/node_modules\/\.cache\/slipway\/[0-9a-f]{32}\/entry\.mjs\n$/);
});
