import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRegularFile } from '../config/read/regular-file.ts';
import { errorCode } from './lock.ts';

/** A file of manifests, and what kubeconform would overlook in it. */
export interface ManifestFile {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  readonly hidden: readonly string[];
}

export interface ManifestFiles {
  readonly files: readonly ManifestFile[];
  /** Folders of Helm charts, relative to the folder: their files are templates. */
  readonly charts: readonly string[];
}

/**
 * The YAML and JSON files below a folder, sorted by path, without dot files, dot folders and Helm charts.
 *
 * Throws when there is no such folder and when it holds no manifest.
 */
export async function manifestFiles(folder: string): Promise<ManifestFiles> {
  const charts: string[] = [];
  const paths = await walk(folder, '', charts);
  if (paths.length === 0) {
    throw new Error(`${folder}: no .yaml, .yml or .json file with manifests; write them with slipway synth`);
  }
  const files = paths.sort().map(path => ({ path, hidden: hiddenIn(join(folder, path)) }));
  return { files, charts };
}

async function walk(folder: string, prefix: string, charts: string[]): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true }).catch(error => {
    if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw error;
    throw new Error(`${folder}: no such folder; write the manifests with slipway synth`);
  });
  if (prefix !== '' && entries.some(({ name }) => name === 'Chart.yaml')) {
    charts.push(prefix);
    return [];
  }
  const visible = entries.filter(({ name }) => !name.startsWith('.'));
  const found = visible.map(async entry => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (entry.isDirectory()) return walk(folder, path, charts);
    return /\.(ya?ml|json)$/i.test(entry.name) ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/** The API server takes 3 MB at once, and a file may hold many objects. */
const expectation = {
  largest: 100_000_000,
  adviceOnSize: 'write fewer objects into a file',
  adviceOnName: 'move it away, or restore the file',
};

/**
 * kubeconform cuts a file at lines that begin with `---` and drops the rest of such a line. It reads one document between
 * two of them (`pkg/resource/stream.go`).
 */
function hiddenIn(path: string): string[] {
  const text = readRegularFile(path, expectation).toString('utf8');
  const problems: string[] = [];
  if (/^---[ \t]*[^\s#]/m.test(text))
    problems.push('text after --- on its line is not validated; begin a new line');
  if (/^\.\.\.\s*$/m.test(text))
    problems.push('what follows a line of ... is not validated; separate with ---');
  return problems;
}
