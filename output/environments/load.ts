import { existsSync } from 'node:fs';
import { checkNeighbors } from '../../config/claims/conflicts.ts';
import type { Environment } from '../../config/environment.ts';
import { environmentFiles, environmentsFolder } from '../../config/files.ts';
import { loadWithSources } from '../../config/load.ts';
import type { Loaded } from '../../config/loaded.ts';
import type { Problem } from '../../config/problem.ts';
import type { Ownership } from '../replace/record.ts';
import { recordOf } from '../replace/replace-tree.ts';
import { type Decision, type DecisionInput, decide, neighborsOf, problemsOf } from './decide.ts';
import { parameterProblems } from './parameter-problems.ts';
import { fileOfSource, sourcePath } from './source-path.ts';

export interface LoadRequest {
  /** Environment files. - all files in `environments/`: an environment whose file is gone from there is removed. */
  readonly files?: readonly string[];
  /** Names of environments to remove from the folder. Default: none. */
  readonly remove?: readonly string[];
}

/** The environments that a run builds into a folder, and what it does with the others there. */
export interface EnvironmentsOfFolder {
  readonly folder: string;
  readonly record: Ownership | undefined;
  readonly environments: readonly Environment[];
  readonly decision: Decision;
}

/**
 * Reads the environments to build into a folder, and decides what to do with those that it already has.
 *
 * @throws BadInput with the problems of all files, and with their conflicts with what the folder keeps. Then nothing
 * is touched.
 */
export async function loadForFolder(
  folder: string,
  { files, remove = [] }: LoadRequest = {},
): Promise<EnvironmentsOfFolder> {
  const record = recordOf(folder);
  const requested = files ?? (await environmentFiles(environmentsFolder));
  const inputOf = (loaded: readonly Loaded[]): DecisionInput => ({
    folder,
    before: record?.environments ?? {},
    made: loaded.map(({ environment: { name }, sources }) => ({
      name,
      source: sourcePath(folder, sources[0].file),
    })),
    remove,
    all: files === undefined ? sourcePath(folder, environmentsFolder) : undefined,
    exists: source => existsSync(fileOfSource(folder, source)),
    show: source => fileOfSource(folder, source),
  });
  const sources = new Set(requested.map(file => sourcePath(folder, file)));
  const loaded = await loadWithSources(requested, some => problemsWith(inputOf(some), some, sources));
  const environments = loaded.map(({ environment }) => environment);
  return { folder, record, environments, decision: decide(inputOf(loaded)) };
}

/** @param requested all requested files. What came before from one that failed to load is not a neighbor. */
function problemsWith(
  input: DecisionInput,
  loaded: readonly Loaded[],
  requested: ReadonlySet<string>,
): Problem[] {
  const read = new Set(input.made.map(({ source }) => source));
  const isBroken = (source: string): boolean => requested.has(source) && !read.has(source);
  const { before } = input;
  const neighbors = neighborsOf(input, decide(input)).filter(
    ({ name }) => !isBroken(before[name]?.source ?? ''),
  );
  return [...problemsOf(input), ...checkNeighbors(loaded, neighbors), ...parameterProblems(loaded)];
}
