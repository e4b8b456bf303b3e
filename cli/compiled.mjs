import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const project = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where sources lie. What is compiled from elsewhere is never kept. */
const folders = ['bench', 'charts', 'cli', 'config', 'imports', 'output', 'rules', 'simulation', 'tools'];

/**
 * Imports a module of ours in its compiled form, or by tsx where there is none: docs/decisions/compiled-sources.md.
 *
 * @param {string} entry path from the project's root, such as cli/main.ts
 */
export async function load(entry) {
  // Stack traces name the sources.
  process.setSourceMapsEnabled(true);
  // Node 20 optimizes functions that ran 66 KB of bytecode, in other threads: a quarter of all processor time of a
  // large synth. At eight times that no command is slower (docs/benchmarks.md). Later versions know no such flag.
  if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=540672');
  const file = await compiled(entry);
  if (file === undefined) (await import('tsx/esm/api')).register();
  return import(pathToFileURL(file ?? join(project, entry)).href);
}

/**
 * Compiles a module and all that it imports of ours, once for each state of the sources.
 *
 * @param {string} entry path from the project's root
 * @returns {Promise<string | undefined>} path of the compiled module; undefined where nothing can be kept, as in a
 * read-only installation, and where a source is broken
 */
export async function compiled(entry) {
  const sources = findSources();
  const cache = join(project, 'node_modules/.cache/slipway');
  const folder = join(cache, stateOf(entry, sources));
  const file = join(folder, 'entry.mjs');
  if (existsSync(file)) return file;
  let own;
  try {
    mkdirSync(cache, { recursive: true });
    own = mkdtempSync(`${folder}-`);
    await compile(join(project, entry), own, sources);
    renameSync(own, folder);
    removeOld(cache);
  } catch {
    // Another process was first, or nothing can be kept here, or a source is broken, which tsx tells better.
    if (own !== undefined) rmSync(own, { recursive: true, force: true });
  }
  return existsSync(file) ? file : undefined;
}

function findSources() {
  return folders
    .map(folder => join(project, folder))
    .filter(folder => existsSync(folder))
    .flatMap(folder =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
    )
    .filter(path => path.endsWith('.ts'))
    .sort();
}

/** All that the compiled form depends on, by content: times and sizes may be the same for other sources. */
function stateOf(entry, sources) {
  const compiler = createRequire(import.meta.url).resolve('esbuild/package.json');
  const hash = createHash('sha256').update(JSON.stringify([entry, sources]));
  for (const path of [fileURLToPath(import.meta.url), compiler, ...sources]) {
    const content = readFileSync(path);
    hash.update(`${content.length} `).update(content);
  }
  return hash.digest('hex').slice(0, 32);
}

async function compile(file, folder, sources) {
  const { build, stop } = await import('esbuild');
  try {
    const { metafile } = await build({
      entryPoints: { entry: file },
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      absWorkingDir: '/',
      bundle: true,
      // A command's own modules are loaded with that command alone.
      splitting: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      tsconfigRaw: {},
      sourcemap: 'linked',
      sourcesContent: false,
      metafile: true,
      logLevel: 'silent',
      plugins: [keepPlaces, requirePackages],
      banner: {
        js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
      },
    });
    const unknown = Object.keys(metafile.inputs).find(
      input => !input.startsWith('required:') && !sources.includes(join('/', input)),
    );
    if (unknown !== undefined) throw new Error(`${unknown} lies in none of ${folders.join(', ')}`);
  } finally {
    await stop();
  }
}

/** A module reads files that lie beside its source. */
const keepPlaces = {
  name: 'keep-places',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
      loader: 'ts',
    }));
  },
};

/**
 * Large packages of CommonJS are required, as they require each other. Imported, they are read twice: once to find
 * the names of their exports, a tenth of a second for cdk8s-plus-27.
 */
const requirePackages = {
  name: 'require-packages',
  setup(build) {
    build.onResolve({ filter: /^(cdk8s|cdk8s-plus-27|constructs)$/ }, ({ path, kind }) =>
      kind === 'import-statement' ? { path, namespace: 'required' } : { path, external: true },
    );
    build.onLoad({ filter: /./, namespace: 'required' }, ({ path }) => ({
      contents: `module.exports = require('${path}');`,
    }));
  },
};

/** A compiled form, or one that is being made. */
const ours = /^[0-9a-f]{32}(-\w{6})?$/;

/** Removes compiled forms of more than a day ago: a younger one may be that of a running process. */
function removeOld(cache) {
  const day = 24 * 60 * 60 * 1000;
  for (const name of readdirSync(cache).filter(name => ours.test(name))) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > day) rmSync(path, { recursive: true, force: true });
  }
}
