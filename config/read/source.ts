import type { Data, DataObject } from '../merge.ts';
import { formatPath, type Path } from '../path.ts';
import type { Place, Problem } from '../problem.ts';
import type { LineMap } from './line-map.ts';

/** What one file says by itself, and where. */
export interface Source {
  readonly file: string;
  readonly data: DataObject;
  /** Where its keys are. - not known: a module, which computes its data. */
  readonly lines?: () => LineMap;
}

/** A file and, after it, what it extends. */
export type SourceChain = readonly [Source, ...Source[]];

/**
 * The problem of an environment that is made of sources, the file itself first, then what it extends.
 *
 * It is told of the file itself. Where the value comes from another one, that is named too.
 */
export function problemAt(sources: SourceChain, path: Path, message: string): Problem {
  const [own] = sources;
  const origin = sources.find(({ data }) => depthOf(data, path) === path.length);
  const problem = { file: own.file, path: formatPath(path), message };
  if (origin && origin !== own) return { ...problem, from: placeOf(origin, path) };
  return { ...problem, ...placeOf(own, path.slice(0, depthOf(own.data, path))) };
}

/** Whether one of the sources has the key. */
export function isWritten(sources: readonly Source[], path: Path): boolean {
  return sources.some(({ data }) => depthOf(data, path) === path.length);
}

function placeOf({ file, lines }: Source, path: Path): Place {
  const line = lines?.().lineOf(formatPath(path));
  return line === undefined ? { file } : { file, line };
}

/** How many of the keys of a path the data has, one after the other. */
function depthOf(data: DataObject, path: Path): number {
  let value: Data | undefined = data;
  for (const [depth, key] of path.entries()) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return depth;
    value = (value as Record<PropertyKey, Data>)[key];
  }
  return path.length;
}
