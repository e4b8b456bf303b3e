import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandPackages } from '../../cli/command-packages.ts';
import { sources } from './sources.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '../..');
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const manifest = JSON.parse(textOf('package.json')) as Manifest;
const { dependencies, peerDependencies, peerDependenciesMeta, devDependencies } = manifest;
const all = new Map(sources().map(source => [source.path, source]));

type CommandName = keyof typeof commandPackages;
const commands = Object.keys(commandPackages) as CommandName[];
const fileOf = (command: CommandName): string => `cli/${command}.ts`;

/** What a command's file imports only when the command runs. */
function loadedLater(path: string): Set<string> {
  const found = [...textOf(path).matchAll(/\bimport\('([^']+)'\)/g)];
  return new Set(found.map(([, name = '']) => join('cli', name)));
}

/** The packages that a program loads which begins with these files, but for what `leftOut` says. */
function packagesBelow(
  paths: Iterable<string>,
  leftOut: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): Set<string> {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const open = [...paths];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const { of, typeOnly } of all.get(path)?.imports ?? []) {
      if (typeOnly || leftOut.get(path)?.has(of)) continue;
      if (all.has(of)) open.push(of);
      else packages.add(packageOf(of));
    }
  }
  return packages;
}

/** `@swc/core` of `@swc/core/x`. */
function packageOf(name: string): string {
  const parts = name.startsWith('@') ? 2 : 1;
  return name.split('/').slice(0, parts).join('/');
}

test('nothing that synth, validate and helm load needs a package of another command', () => {
  const later = new Map(commands.map(command => [fileOf(command), loadedLater(fileOf(command))]));
  const needed = packagesBelow(['cli/main.ts', 'main.ts'], later);
  expect(needed).toContain('zod');
  expect([...needed].filter(name => name in peerDependencies)).toEqual([]);
});

test.each(commands)('the packages of slipway %s are those that it alone loads', command => {
  const needed = packagesBelow(loadedLater(fileOf(command)));
  const others = [...needed].filter(name => !name.startsWith('node:') && !(name in dependencies));
  expect(others.sort()).toEqual([...commandPackages[command]].sort());
});

test('the packages of commands are optional peer dependencies, in the range that we test', () => {
  const names = Object.values(commandPackages).flat().sort();
  expect(Object.keys(peerDependencies).sort()).toEqual(names);
  for (const name of names) {
    expect(peerDependenciesMeta[name]).toEqual({ optional: true });
    expect(devDependencies[name]).toBe(peerDependencies[name]);
  }
});

/** Who needs a package, in the words of docs/dependencies.md. */
function groupOf(name: string): string {
  if (name in dependencies) return 'everyone';
  const command = commands.find(candidate =>
    (commandPackages[candidate] as readonly string[]).includes(name),
  );
  return command === undefined ? 'development' : `\`slipway ${command}\``;
}

test('docs/dependencies.md lists every package, with who needs it', () => {
  const [table = ''] = textOf('docs/dependencies.md').split('\n## ');
  const rows = table.split('\n').filter(line => line.startsWith('| `'));
  const listed = rows.flatMap(line => {
    const [, packages = '', , who = '', reason = ''] = line.split('|').map(cell => cell.trim());
    expect(reason).not.toBe('');
    return [...packages.matchAll(/`([^`]+)`/g)].map(([, name = '']) => [name, who]);
  });
  const names = Object.keys({ ...dependencies, ...devDependencies });
  const expected = names.map(name => [name, groupOf(name)]);
  expect(listed.sort()).toEqual(expected.sort());
});

test('the lockfile names no registry', () => {
  expect(textOf('.npmrc').split('\n')).toContain('omit-lockfile-registry-resolved=true');
  expect(textOf('package-lock.json')).not.toContain('"resolved"');
});
