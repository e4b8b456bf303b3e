import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { type Source, sources } from './sources.ts';

/**
 * What each folder may import apart from itself: docs/architecture.md. Data flows from left to right, and nothing
 * depends on what comes after it. `config/units` is arithmetic, which rules need too. `tools` writes docs/environment.md
 * with what environments make.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  environments: ['config'],
  config: [],
  imports: [],
  charts: ['config', 'imports'],
  rules: ['config/units', 'imports'],
  output: ['config', 'charts', 'rules', 'imports'],
  simulation: ['config', 'charts'],
  tools: ['config', 'output'],
  cli: ['config', 'charts', 'rules', 'output', 'simulation', 'tools'],
  'main.ts': ['config', 'charts', 'rules', 'output', 'cli'],
  bench: ['config', 'charts', 'rules', 'output', 'simulation', 'tools', 'cli'],
};

const all = sources();
const topOf = (path: string): string => path.split('/')[0] ?? '';

/** Imports of a file that its folder must not have. */
function forbidden({ path, imports }: Source): string[] {
  const folder = topOf(path);
  const folders = [folder, ...(allowed[folder] ?? [])];
  return imports
    .filter(({ of }) => /\.(ts|mjs|cjs|json)$/.test(of) && of.includes('/'))
    .filter(({ of }) => !folders.some(importable => of.startsWith(`${importable}/`)))
    .map(({ of }) => `${path} imports ${of}`);
}

test.each(Object.keys(allowed))('%s imports only what lies to its left', folder => {
  const files = all.filter(({ path }) => topOf(path) === folder);
  expect(files.length).toBeGreaterThan(0);
  expect(files.flatMap(forbidden)).toEqual([]);
});

test('every import of a file names a file that is there', () => {
  const paths = new Set(all.map(({ path }) => path));
  const missing = all.flatMap(({ path, imports }) =>
    imports
      .filter(({ of }) => of.endsWith('.ts') && of.includes('/') && !paths.has(of))
      .map(({ of }) => `${path} imports ${of}`),
  );
  expect(missing).toEqual([]);
});

test('what runs at a user needs no package for development', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
  const present = new Set(
    [manifest.dependencies, manifest.peerDependencies].flatMap(Object.keys).concat(builtinModules),
  );
  const isThere = (name: string): boolean => name.startsWith('node:') || present.has(packageOf(name));
  const missing = all
    .filter(({ path }) => !['test', 'bench'].includes(topOf(path)))
    .flatMap(({ path, imports }) =>
      imports
        .filter(({ of, typeOnly }) => !typeOnly && !all.some(source => source.path === of) && !isThere(of))
        .map(({ of }) => `${path} imports ${of}`),
    );
  expect(missing).toEqual([]);
});

/** `cdk8s-cli` of `cdk8s-cli/plugins`, `@swc/core` of `@swc/core/x`. */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}
