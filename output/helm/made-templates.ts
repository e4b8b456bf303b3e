import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentSchema } from '../../config/environment.ts';
import { renderEnvironment } from '../render.ts';
import { templatesOf } from './templates.ts';
import { type Reads, readsOf } from './values/reads.ts';

/** Templates of every chart, and the values that they read. */
export interface MadeTemplates {
  /** By path in the chart. */
  readonly files: ReadonlyMap<string, string>;
  readonly reads: Reads;
}

/** The folders whose sources templates come from, and what says which packages those use. */
const sourceFolders = ['charts', 'config', 'imports', 'output', 'rules'];
const packages = 'package-lock.json';

/**
 * The templates, made once for each state of the sources: they are the same for all environments, and take half a
 * minute of processor time. Kept next to the compiled sources (docs/decisions/compiled-sources.md).
 *
 * @param project folder of the sources.
 */
export function madeTemplates(project: string, make: () => MadeTemplates = makeTemplates): MadeTemplates {
  const file = keptFile(project);
  const kept = file === undefined ? undefined : read(file);
  if (kept !== undefined) return kept;
  const made = make();
  if (file !== undefined) write(file, made);
  return made;
}

function makeTemplates(): MadeTemplates {
  const made = templatesOf({ schema: environmentSchema, render: renderEnvironment });
  return { files: made.files, reads: readsOf(made) };
}

/** Where templates of these sources are kept. - undefined: nothing says which packages the sources use. */
function keptFile(project: string): string | undefined {
  if (!existsSync(join(project, packages))) return undefined;
  const sources = sourceFolders.flatMap(folder =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => join(folder, name)),
  );
  const hash = createHash('sha256');
  for (const path of [packages, ...sources.sort()]) {
    const content = readFileSync(join(project, path));
    hash.update(`${path} ${content.length} `).update(content);
  }
  return join(project, 'node_modules/.cache/slipway', `chart-${hash.digest('hex').slice(0, 32)}.json`);
}

function read(file: string): MadeTemplates | undefined {
  try {
    const { files, reads } = JSON.parse(readFileSync(file, 'utf8'));
    return { files: new Map(Object.entries<string>(files)), reads: readsFrom(reads) };
  } catch {
    // Nothing is kept, or another process has not finished writing on a system without atomic renames.
    return undefined;
  }
}

/** Nothing can be written in a read-only installation: then each process makes its templates. */
function write(file: string, { files, reads }: MadeTemplates): void {
  const unfinished = `${file}-${process.pid}`;
  try {
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(unfinished, JSON.stringify({ files: Object.fromEntries(files), reads }, withMaps));
    renameSync(unfinished, file);
  } catch {}
}

function withMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}

function readsFrom(reads: unknown): Reads {
  if (reads === 'whole') return reads;
  return new Map(Object.entries(reads as object).map(([key, inside]) => [key, readsFrom(inside)]));
}
