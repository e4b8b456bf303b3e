import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { environmentFile, filesBelow, synced } from '../support/output-folder.ts';
import { type Outcome, runCommands } from './commands.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-environments-'));
  write('environments/production.yaml', environmentFile('production', synced));
  write('environments/staging.yaml', environmentFile('staging', synced));
  write('other/audit.yaml', environmentFile('audit'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** Runs command lines one after the other in the folder. */
function slipway(...lines: string[]): Outcome[] {
  return runCommands(lines.map(line => ({ folder, argv: line.split(' ') })));
}

/** The lines of standard output, without the time that the command took. */
function linesOf(
  { stdout, stderr, code }: Outcome = { stdout: '', stderr: 'nothing ran', code: 1 },
): string[] {
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  return stdout
    .replace(/, \d+\.\d s\n/, '\n')
    .split('\n')
    .slice(0, -1);
}

const objects = expect.stringMatching(/^\w+ +\d+ objects/);
const bootstrap =
  'Argo CD, once: kubectl apply --server-side --field-manager=slipway:git.example.com/platform/dist -f dist/argocd/ (first the namespaces: dist/argocd/README.md)';

test('a synth of one environment lists the ones that it kept', () => {
  const [, stagingOnly] = slipway('synth', 'synth -e environments/staging.yaml');
  const kept = Object.keys(filesBelow(join(folder, 'dist'))).filter(path =>
    /production[./]/.test(path),
  ).length;
  expect(linesOf(stagingOnly)).toEqual([
    objects,
    objects,
    `kept as they are: production (${kept} files)`,
    expect.stringMatching(`^dist: 0 written, 0 removed, \\d+ unchanged, ${kept} kept$`),
    bootstrap,
  ]);
});

test('a synth of all environments says what it removed, kept and moved, and why', () => {
  slipway('synth', 'synth -e other/audit.yaml');
  rmSync(join(folder, 'environments/staging.yaml'));
  rmSync(join(folder, 'environments/production.yaml'));
  write('environments/prod.yaml', environmentFile('production', synced));
  const [all] = slipway('synth');
  expect(linesOf(all).slice(2, -2)).toEqual([
    'moved: production now comes from environments/prod.yaml, no longer from environments/production.yaml',
    expect.stringMatching(
      /^kept: audit \(\d+ files\), because its file other\/audit\.yaml is not in environments\/; to remove it, add --remove audit$/,
    ),
    expect.stringMatching(
      /^removed: staging \(\d+ files\), because its file environments\/staging\.yaml is gone; Argo CD keeps its objects in the cluster until you delete them: docs\/gitops\.md$/,
    ),
  ]);
});

test('prints the same as JSON', () => {
  const [, , all] = slipway('synth', 'synth -e other/audit.yaml', 'synth --json');
  rmSync(join(folder, 'environments/staging.yaml'));
  const [removed] = slipway('synth --json --remove audit');
  const production = { name: 'production', file: 'environments/production.yaml' };
  const staging = { name: 'staging', file: 'environments/staging.yaml' };
  const audit = { name: 'audit', file: 'other/audit.yaml' };
  const why = 'because its file other/audit.yaml is not in environments/';
  expect(JSON.parse(all?.stdout ?? '').environments).toEqual({
    written: [production, staging],
    kept: [{ ...audit, why, files: expect.any(Number) }],
    removed: [],
  });
  expect(JSON.parse(removed?.stdout ?? '').environments).toEqual({
    written: [production],
    kept: [],
    removed: [
      { ...audit, why: '--remove names it', files: expect.any(Number) },
      { ...staging, why: 'its file environments/staging.yaml is gone', files: expect.any(Number) },
    ],
  });
});

test('names the files of a removed environment that were changed by hand', () => {
  slipway('synth');
  write('dist/staging/README.md', 'mine');
  const [removed] = slipway('synth -e environments/production.yaml -r staging');
  expect(linesOf(removed)).toContain('staging/README.md: was changed by hand and is now removed');
});

test('a removal that is not possible ends with exit code 2 and touches nothing', () => {
  slipway('synth');
  const before = filesBelow(join(folder, 'dist'));
  const refused = slipway('synth --remove production', 'synth -r stagin', 'synth -f yaml -r staging');
  expect(refused).toEqual(
    [
      'dist: found --remove production, but this run makes it from environments/production.yaml; delete that file, or name only the other files with --environment',
      'dist: found --remove stagin, expected production or staging; did you mean staging',
      'error: --remove goes with --format tree; leave it out',
    ].map(message => ({ code: 2, stdout: '', stderr: `${message}\n` })),
  );
  expect(filesBelow(join(folder, 'dist'))).toEqual(before);
});

test('a stream of some environments leaves out the ApplicationSet, which lists all of them', () => {
  const [all, stagingOnly] = slipway('synth -f yaml', 'synth -f yaml -e environments/staging.yaml').map(
    ({ stdout }) => (loadAll(stdout) as { kind: string }[]).map(({ kind }) => kind),
  );
  expect(all).toContain('ApplicationSet');
  expect(stagingOnly).toContain('AppProject');
  expect(stagingOnly).not.toContain('ApplicationSet');
});

test('a chart of one environment keeps the values of the others, and lists what was kept and removed', () => {
  const [, stagingOnly] = slipway('helm', 'helm -e environments/staging.yaml');
  expect(linesOf(stagingOnly)).toEqual([
    'kept as they are: production',
    expect.stringMatching(/^dist\/helm\/slipway: 0 written, 0 removed, \d+ unchanged$/),
  ]);
  expect(readFileSync(join(folder, 'dist/helm/slipway/values-production.yaml'), 'utf8')).not.toBe('');
  rmSync(join(folder, 'environments/production.yaml'));
  const [all] = slipway('helm');
  expect(linesOf(all)[0]).toBe(
    'removed: production, because its file environments/production.yaml is gone; its release stays in the cluster until you uninstall it',
  );
});
