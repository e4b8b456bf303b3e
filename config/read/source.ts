import type { Constructs } from '../define.ts';
import { type Data, type DataObject, mergePatch } from '../merge.ts';
import { formatPath, type Path } from '../path.ts';
import type { Place, Problem } from '../problem.ts';
import type { LineMap } from './line-map.ts';

/** The data of one file, without what it extends, and where its keys are. */
export interface Source {
  readonly file: string;
  readonly data: DataObject;
  /** The lines of its keys. - unknown: the file is a module, which computes its data. */
  readonly lines?: () => LineMap;
  /** What adds objects to it. - none: the file exports none, or is not a module. */
  readonly constructs?: Constructs;
}

/** A file and, after it, what it extends. */
export type SourceChain = readonly [Source, ...Source[]];

/**
 * A problem at a path of an environment, reported for the file itself. Where the value comes from a file that it
 * extends, the problem names that place too.
 */
export function problemAt(sources: SourceChain, path: Path, message: string): Problem {
  const [ownSource] = sources;
  const origin = sources.find(({ data }) => depthOf(data, path) === path.length);
  const problem = { file: ownSource.file, path: formatPath(path), message };
  if (origin && origin !== ownSource) return { ...problem, from: placeOf(origin, path) };
  return { ...problem, ...placeOf(ownSource, path.slice(0, depthOf(ownSource.data, path))) };
}

/** The data of a file, merged into what it extends. */
export function mergedData(sources: SourceChain): DataObject {
  return sources
    .map(({ data }): Data => data)
    .reduceRight((base, patch) => mergePatch(base, patch)) as DataObject;
}

/** Whether one of the sources has the key. */
export function isWritten(sources: readonly Pick<Source, 'data'>[], path: Path): boolean {
  return sources.some(({ data }) => depthOf(data, path) === path.length);
}

function placeOf({ file, lines }: Source, path: Path): Place {
  const line = lines?.().lineOf(formatPath(path));
  return line === undefined ? { file } : { file, line };
}

/** How many keys of the path the data has, from the first on. */
function depthOf(data: DataObject, path: Path): number {
  let value: Data | undefined = data;
  for (const [depth, key] of path.entries()) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return depth;
    value = (value as Record<PropertyKey, Data>)[key];
  }
  return path.length;
}
