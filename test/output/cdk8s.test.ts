import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, small } from '../cli/commands.ts';

const cdk8s = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
const parts = [
  'charts',
  'cli',
  'config',
  'imports',
  'node_modules',
  'output',
  'rules',
  'cdk8s.yaml',
  'main.ts',
  'package.json',
];
let project: string;

/** This project with one small environment in place of its environments. */
beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'slipway-cdk8s-'));
  for (const part of parts) symlinkSync(join(root, part), join(project, part));
  mkdirSync(join(project, 'environments'));
  writeFileSync(join(project, 'environments/small.yaml'), small);
});
afterAll(() => rmSync(project, { recursive: true }));

function run(...argv: string[]) {
  return spawnSync(process.execPath, argv, { cwd: project, encoding: 'utf8' });
}

function synth(...options: string[]) {
  return run(cdk8s, 'synth', '--check-upgrade=false', ...options);
}

function filesIn(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name))
      .sort()
      .map(path => [path.slice(join(project, folder).length + 1), readFileSync(path, 'utf8')]),
  );
}

test('cdk8s synth writes the bytes that slipway synth writes, and lists and checks them', () => {
  const { status, stdout } = synth();
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringContaining('success') });
  expect(stdout).toContain('  - .dist/small/application/');
  expect(readlinkSync(join(project, '.dist'))).toBe('dist');
  expect(run('cli/slipway.mjs', 'synth', '--output', 'ours').status).toBe(0);
  expect(filesIn('dist')).toEqual(filesIn('ours'));
});

test('a failing app leaves dist as it was, and the next synth succeeds', () => {
  const before = filesIn('dist');
  writeFileSync(join(project, 'environments/broken.yaml'), 'name: Broken\n');
  const failed = synth();
  rmSync(join(project, 'environments/broken.yaml'));
  expect(failed.status).toBe(1);
  expect(failed.stderr).toContain('environments/broken.yaml');
  expect(filesIn('dist')).toEqual(before);
  expect(synth().status).toBe(0);
  expect(filesIn('dist')).toEqual(before);
});

test('cdk8s synth keeps an environment of another file and its expected Secrets, removes one whose file is gone, and reports both', () => {
  const secrets = '    secrets: { TOKEN: { secret: token, key: value } }\n';
  writeFileSync(join(project, 'audit.yaml'), small.replace('name: small', 'name: audit') + secrets);
  writeFileSync(join(project, 'environments/brief.yaml'), small.replace('name: small', 'name: brief'));
  expect(run('cli/slipway.mjs', 'synth').status).toBe(0);
  expect(run('cli/slipway.mjs', 'synth', '--environment', 'audit.yaml').status).toBe(0);
  rmSync(join(project, 'environments/brief.yaml'));
  const { status, stderr } = synth();
  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.stringContaining('kept: audit (') });
  expect(stderr).toContain('removed: brief (');
  expect(readdirSync(join(project, 'dist'))).toEqual(['.slipway.json', 'audit', 'small']);
  expect(run('cli/slipway.mjs', 'synth', '--remove', 'audit').status).toBe(0);
});

test('writes another output folder instead of dist', () => {
  expect(synth('--output', 'elsewhere').status).toBe(0);
  expect(filesIn('elsewhere')).toEqual(filesIn('dist'));
});
