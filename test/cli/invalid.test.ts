import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type InvalidCase, invalidCases, makeMonsters, removeMonsters } from '../support/invalid-cases.ts';
import { type Outcome, root, runCommands } from './commands.ts';

const slipway = join(root, 'cli/slipway.mjs');
const monsters = makeMonsters();
const tree = mkdtempSync(join(tmpdir(), 'slipway-tree-'));
const cases = invalidCases(monsters);
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
  removeMonsters(monsters);
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

test.each(cases.map((each, index) => ({ ...each, index })))(
  'ends with exit code 2 and one message, without a stack trace: $name',
  ({ index, expected }) => {
    expect(outcomes[index]).toEqual({ code: 2, stdout: '', stderr: expected });
  },
);

test('leaves the tree of before as it is', () => {
  expect(before.length).toBeGreaterThan(10);
  expect(snapshot(tree)).toEqual(before);
});

test.each(['module-syntax-error.ts', 'image-latest.yaml', 'large.yaml'])(
  'says the same in a process of its own: %s',
  name => {
    const { folder, files, expected } = cases.find(each => each.name === name) as InvalidCase;
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
