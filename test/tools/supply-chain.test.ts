import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Packages that bring an install script, which `.npmrc` does not run, and why they work without. */
const installScripts: Readonly<Record<string, string>> = {
  '@parcel/watcher': 'cdk8s-cli watches files with it; its program comes as an optional dependency',
  '@swc/core': 'its program comes as an optional dependency; the script fetches it where that is missing',
  esbuild: 'its program comes as an optional dependency; the script only saves a process at each start',
};

interface Lockfile {
  readonly packages: Readonly<
    Record<
      string,
      { readonly name?: string; readonly hasInstallScript?: boolean; readonly resolved?: string }
    >
  >;
}

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lockfile;
const nameOf = (path: string): string => path.replace(/^.*node_modules\//, '');

test('no package brings an install script that no one has looked at', () => {
  const found = Object.entries(lockfile.packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript ? [nameOf(path)] : [],
  );
  expect(found.sort()).toEqual(Object.keys(installScripts).sort());
});

test('no install script runs', () => {
  expect(readFileSync('.npmrc', 'utf8').split('\n')).toContain('ignore-scripts=true');
});

test('backport, which nothing uses, is left out with all that it brings', () => {
  const found = Object.entries(lockfile.packages).filter(([path]) => nameOf(path) === 'backport');
  expect(found.map(([, { name }]) => name)).toEqual(['fastest-levenshtein']);
});

const workflows = '.github/workflows';
const files = readdirSync(workflows);

test.each(files)('every action of %s is pinned by digest, with its version', file => {
  const used = [...readFileSync(join(workflows, file), 'utf8').matchAll(/^\s*(?:- )?uses: (.*)$/gm)];
  expect(used.length).toBeGreaterThan(0);
  for (const [, action] of used) expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('some workflow asks whether there are advisories', () => {
  const texts = files.map(file => readFileSync(join(workflows, file), 'utf8'));
  expect(texts.some(text => text.includes('npm audit --omit=dev'))).toBe(true);
});
