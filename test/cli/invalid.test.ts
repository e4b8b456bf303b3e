import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type InvalidCase,
  invalidCases,
  makeGeneratedCases,
  removeGeneratedCases,
} from '../support/invalid-cases.ts';
import { type Outcome, root, runCommands } from './commands.ts';

const slipway = join(root, 'cli/slipway.mjs');
const generatedFolder = makeGeneratedCases();
const tree = mkdtempSync(join(tmpdir(), 'slipway-tree-'));
const cases = invalidCases(generatedFolder);
let before: string[];
let outcomes: Outcome[];

beforeAll(() => {
  const good = join(root, 'environments/development.ts');
  execFileSync(process.execPath, [slipway, 'synth', '--environment', good, '--output', tree]);
  before = snapshot(tree);
  outcomes = runCommands(cases.map(({ folder, files }) => ({ folder, argv: synthOf(files) })));
});

afterAll(() => {
  rmSync(tree, { recursive: true });
  removeGeneratedCases(generatedFolder);
});

function synthOf(files: readonly string[]): string[] {
  return ['synth', ...files.flatMap(file => ['--environment', file]), '--output', tree];
}

/** Every file of a folder with its content and the time of its last change. */
function snapshot(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map(name => {
      const path = resolve(folder, name);
      const stat = statSync(path);
      return `${name} ${stat.mtimeMs} ${stat.isFile() ? readFileSync(path, 'utf8') : ''}`;
    });
}

test.each(cases.map((invalidCase, index) => ({ ...invalidCase, index })))(
  'ends with exit code 2 and one message, without a stack trace: $name',
  ({ index, expected }) => {
    expect(outcomes[index]).toEqual({ code: 2, stdout: '', stderr: expected });
  },
);

test('leaves the old tree as it is', () => {
  expect(before.length).toBeGreaterThan(10);
  expect(snapshot(tree)).toEqual(before);
});

test.each(['module-syntax-error.ts', 'image-latest.yaml', 'large.yaml'])(
  'says the same in a separate process: %s',
  name => {
    const { folder, files, expected } = cases.find(invalidCase => invalidCase.name === name) as InvalidCase;
    const { status, stdout, stderr } = spawnSync(process.execPath, [slipway, ...synthOf(files)], {
      cwd: folder,
    });
    expect({ status, stdout: String(stdout), stderr: String(stderr) }).toEqual({
      status: 2,
      stdout: '',
      stderr: expected,
    });
  },
);
