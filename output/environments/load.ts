import { existsSync } from 'node:fs';
import { checkNeighbors } from '../../config/checks/across.ts';
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
  /** Environment files. - all in `environments/`: then an environment whose file is gone from there is removed. */
  readonly files?: readonly string[];
  /** Names of environments to remove from the folder. Default: none. */
  readonly remove?: readonly string[];
}

/** The environments that are made into a folder, and what becomes of the others in it. */
export interface EnvironmentsOfFolder {
  readonly folder: string;
  readonly record: Ownership | undefined;
  readonly environments: readonly Environment[];
  readonly decision: Decision;
}

/**
 * Reads the environments that are to be made into a folder, and decides what becomes of those that it has already.
 *
 * @throws BadInput with the problems of all files, and with those that they have with what the folder keeps. Nothing
 * is touched then.
 */
export async function loadForFolder(
  folder: string,
  { files, remove = [] }: LoadRequest = {},
): Promise<EnvironmentsOfFolder> {
  const record = recordOf(folder);
  const named = files ?? (await environmentFiles(environmentsFolder));
  const wanted = (loaded: readonly Loaded[]): DecisionInput => ({
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
  const asked = new Set(named.map(file => sourcePath(folder, file)));
  const loaded = await loadWithSources(named, some => problemsWith(wanted(some), some, asked));
  const environments = loaded.map(({ environment }) => environment);
  return { folder, record, environments, decision: decide(wanted(loaded)) };
}

/** @param asked the files that are read, also those that could not be loaded: what was made of these is no neighbor */
function problemsWith(
  wanted: DecisionInput,
  loaded: readonly Loaded[],
  asked: ReadonlySet<string>,
): Problem[] {
  const read = new Set(wanted.made.map(({ source }) => source));
  const isBroken = (source: string): boolean => asked.has(source) && !read.has(source);
  const { before } = wanted;
  const neighbors = neighborsOf(wanted, decide(wanted)).filter(
    ({ name }) => !isBroken(before[name]?.source ?? ''),
  );
  return [...problemsOf(wanted), ...checkNeighbors(loaded, neighbors), ...parameterProblems(loaded)];
}
