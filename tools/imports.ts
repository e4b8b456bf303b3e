import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as yaml from 'js-yaml';
import { cached, contentKey, entryFolder } from './cache.ts';
import { type CustomResourceDefinition, readCrds } from './crds.ts';
import { importedKinds } from './imported-kinds.ts';
import { withoutProse } from './openapi.ts';
import { run } from './run.ts';
import { isBranch, withBranches } from './typed-branches.ts';
import { type CrdSourceName, crdSources } from './versions.ts';

export const importsFolder = join(import.meta.dirname, '..', 'imports');

const modules = join(import.meta.dirname, '..', 'node_modules');
const cli = join(modules, 'cdk8s-cli', 'bin', 'cdk8s');
const sourceNames = Object.keys(importedKinds) as CrdSourceName[];

/** The files that decide what is generated from the pinned sources: this code and the versions of cdk8s' generator. */
const generator = [
  ...['crds.ts', 'imported-kinds.ts', 'imports.ts', 'openapi.ts', 'typed-branches.ts'].map(file =>
    join(import.meta.dirname, file),
  ),
  ...['cdk8s-cli', 'json2jsii'].map(name => join(modules, name, 'package.json')),
];

/**
 * The content of every file of `imports/`, by file name: what `cdk8s import` makes of the pinned definitions.
 * It is cached until a pin, this code or cdk8s' generator changes.
 */
export async function generateImports(): Promise<Map<string, string>> {
  const folder = await cached('imports', await importsKey(), generate);
  const names = (await readdir(folder)).sort();
  const files = names.map(async name => [name, await readFile(join(folder, name), 'utf8')] as const);
  return new Map(await Promise.all(files));
}

/** Whether the files are in the cache, so that nothing must be fetched. */
export async function haveImports(): Promise<boolean> {
  return existsSync(entryFolder('imports', await importsKey()));
}

async function importsKey(): Promise<string> {
  const sources = await Promise.all(generator.map(file => readFile(file, 'utf8')));
  return contentKey(JSON.stringify(crdSources), ...sources);
}

async function generate(target: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-imports-'));
  try {
    const specs = await Promise.all(sourceNames.map(name => writeSource(folder, name)));
    await cdk8sImport(folder, specs);
    for (const name of sourceNames) {
      await writeFile(join(target, `${name}.ts`), await assemble(folder, name));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the used definitions of one source; returns the spec under which cdk8s imports them. */
async function writeSource(folder: string, name: CrdSourceName): Promise<string> {
  const crds = await readCrds(name);
  const used = Object.entries(importedKinds[name]).map(([kind, branches]) =>
    trimmed(definitionOf(kind, crds, name), branches),
  );
  const file = `${name}.crd.yaml`;
  await writeFile(join(folder, file), used.map(crd => yaml.dump(crd, { noRefs: true })).join('---\n'));
  return `${name}:=${file}`;
}

/** The definition of a kind. @throws when the source does not have it, with the kinds that it has. */
export function definitionOf(
  kind: string,
  crds: readonly CustomResourceDefinition[],
  source: string,
): CustomResourceDefinition {
  const crd = crds.find(({ spec }) => spec.names.kind === kind);
  if (crd !== undefined) return crd;
  const kinds = crds.map(({ spec }) => spec.names.kind).join(', ');
  throw new Error(
    `tools/imported-kinds.ts: ${source}: expected a kind of the source, one of ${kinds}; found ${kind}`,
  );
}

/** The definition with its stored version only, without prose; only the named branches of its spec have types. */
function trimmed(crd: CustomResourceDefinition, branches: readonly string[]): CustomResourceDefinition {
  const { group, names, scope, versions } = crd.spec;
  const stored = versions
    .filter(version => version.storage)
    .map(({ name, served, storage, schema }) => {
      const { properties = {}, ...root } = withoutProse(schema.openAPIV3Schema);
      const spec = withBranches(properties.spec ?? {}, branches, names.kind);
      const others = Object.entries(properties).filter(([, property]) => !isBranch(property));
      return {
        name,
        served,
        storage,
        schema: { openAPIV3Schema: { ...root, properties: { ...Object.fromEntries(others), spec } } },
      };
    });
  const { apiVersion, kind, metadata } = crd;
  return {
    apiVersion,
    kind,
    metadata: { name: metadata.name },
    spec: { group, names, scope, versions: stored },
  };
}

async function cdk8sImport(folder: string, specs: readonly string[]): Promise<void> {
  await writeFile(join(folder, 'cdk8s.yaml'), yaml.dump({ language: 'typescript', imports: specs }));
  const args = [cli, 'import', '--output', 'generated', '--no-save', '--no-check-upgrade'];
  const { code, stdout, stderr } = await run(process.execPath, args, { cwd: folder });
  if (code !== 0) throw new Error(`cdk8s import: exit code ${code}: ${stderr.trim() || stdout.trim()}`);
}

/** One file from what cdk8s wrote for a source: a file for each API group. */
async function assemble(folder: string, name: CrdSourceName): Promise<string> {
  const generated = join(folder, 'generated');
  const files = (await readdir(generated)).filter(file => groupFile(name).test(file)).sort();
  if (files.length === 0) throw new Error(`cdk8s import: no file written for ${name}`);
  const bodies = await Promise.all(files.map(file => readFile(join(generated, file), 'utf8')));
  const { module, version } = crdSources[name];
  const header = [
    `${firstWords} from ${module} ${version}. Do not edit.`,
    '/* eslint-disable */',
    "import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';",
    "import type { Construct } from 'constructs';",
  ];
  return `${[header.join('\n'), helper, ...bodies.map(body)].join('\n\n')}\n`;
}

/** cdk8s names a file `<module name>-<API group>.ts`. */
function groupFile(name: CrdSourceName): RegExp {
  return new RegExp(`^${name}-[a-z0-9.-]+\\.ts$`);
}

const blankResult =
  /^ {2}\/\/ filter undefined values\n {2}return Object\.entries\(result\)\.reduce\(.*\);$/gm;

/**
 * What follows the header and the imports, without comments: none says more than the name below it. The copy of an
 * object without its undefined values, which cdk8s inlines as a quadratic loop, becomes a call.
 */
function body(text: string): string {
  return text
    .replace(/^\/\/.*\n(import .*\n)*/, '')
    .replace(blankResult, '  return defined(result);')
    .replace(/^ *\/\*[\s\S]*?\*\/\n/gm, '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{2,}(?= {2})/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The first words of a file that an earlier run wrote. */
const firstWords = '// Generated by "npm run imports"';

const helper = `/** The object without the properties whose value is undefined. */
function defined(object: Record<string, any>): Record<string, any> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}`;

/** Replaces each file in one step, and prints their sizes when all of them are written. */
async function writeImports(): Promise<void> {
  const files = await generateImports();
  await mkdir(importsFolder, { recursive: true });
  for (const [file, text] of files) {
    const path = join(importsFolder, file);
    await writeFile(`${path}.new`, text);
    await rename(`${path}.new`, path);
  }
  const others = (await readdir(importsFolder))
    .filter(file => !files.has(file))
    .map(file => join(importsFolder, file));
  for (const file of others) {
    if ((await readFile(file, 'utf8')).startsWith(firstWords)) await rm(file);
  }
  const sizes = [...files].map(([file, text]) => `imports/${file}: ${Math.ceil(text.length / 1024)} KiB\n`);
  process.stdout.write(sizes.join(''));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await writeImports();
