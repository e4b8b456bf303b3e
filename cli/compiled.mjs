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

/** The folders with sources. A compiled module that needs another folder is never cached. */
const sourceFolders = [
  'bench',
  'charts',
  'cli',
  'config',
  'imports',
  'output',
  'rules',
  'simulation',
  'tools',
];

/**
 * Imports a module of Slipway in its compiled form. Without one, tsx runs it: docs/decisions/compiled-sources.md.
 *
 * @param {string} entry path from the project's root, such as cli/main.ts
 */
export async function load(entry) {
  // Stack traces then name the sources.
  process.setSourceMapsEnabled(true);
  // Node 20 optimizes a function after 66 KB of bytecode, in other threads: a quarter of the processor time of a large
  // synth. With eight times that no command is slower (docs/benchmarks.md). Later versions do not have this flag.
  if (process.version.startsWith('v20.')) setFlagsFromString('--interrupt-budget=540672');
  const file = await compiled(entry);
  if (file === undefined) (await import('tsx/esm/api')).register();
  return import(pathToFileURL(file ?? join(project, entry)).href);
}

/**
 * Compiles a module and the modules of Slipway that it imports, once for each state of the sources.
 *
 * @param {string} entry path from the project's root
 * @returns {Promise<string | undefined>} path of the compiled module; undefined if nothing can be written, as in a
 * read-only installation, or if a source is broken
 */
export async function compiled(entry) {
  const sources = findSources();
  const cache = join(project, 'node_modules/.cache/slipway');
  const folder = join(cache, stateOf(entry, sources));
  const file = join(folder, 'entry.mjs');
  if (existsSync(file)) return file;
  let unfinished;
  try {
    mkdirSync(cache, { recursive: true });
    unfinished = mkdtempSync(`${folder}-`);
    await compile(join(project, entry), unfinished, sources);
    renameSync(unfinished, folder);
    removeOld(cache);
  } catch {
    // Another process was first, or nothing can be written here, or a source is broken: tsx has the better message.
    if (unfinished !== undefined) rmSync(unfinished, { recursive: true, force: true });
  }
  return existsSync(file) ? file : undefined;
}

function findSources() {
  return sourceFolders
    .map(folder => join(project, folder))
    .filter(folder => existsSync(folder))
    .flatMap(folder =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(name => join(folder, name)),
    )
    .filter(path => path.endsWith('.ts'))
    .sort();
}

/** A hash of all that the compiled form depends on, by content: other sources may have the same times and sizes. */
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
      // The modules of one command are loaded with that command only.
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
      plugins: [keepSourceFolders, requirePackages],
      banner: {
        js: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
      },
    });
    const foreignInput = Object.keys(metafile.inputs).find(
      input => !input.startsWith('required:') && !sources.includes(join('/', input)),
    );
    if (foreignInput !== undefined) throw new Error(`${foreignInput} is not in ${sourceFolders.join(', ')}`);
  } finally {
    await stop();
  }
}

/** `import.meta.dirname` stays the folder of the source, from which modules read files. */
const keepSourceFolders = {
  name: 'keep-source-folders',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
      loader: 'ts',
    }));
  },
};

/**
 * Loads large CommonJS packages with `require`. With `import` they are read twice: once more to find the names of
 * their exports, which takes a tenth of a second for cdk8s-plus-27.
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

/** Names of compiled forms, finished or not, and of templates of charts (output/helm/made-templates.ts). */
const kept = /^([0-9a-f]{32}(-\w{6})?|chart-[0-9a-f]{32}\.json(-\d+)?)$/;

/** Removes what is older than a day: a running process may use a younger one. */
function removeOld(cache) {
  const day = 24 * 60 * 60 * 1000;
  for (const name of readdirSync(cache).filter(name => kept.test(name))) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > day) rmSync(path, { recursive: true, force: true });
  }
}
