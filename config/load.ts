import { statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { checkAcross } from './claims/conflicts.ts';
import type { Environment } from './environment.ts';
import type { Loaded } from './loaded.ts';
import { BadInput, formatProblem, type Problem } from './problem.ts';
import { constructsOf, withConstructs, withoutConstructs } from './read/constructs.ts';
import { readEnvironmentFile } from './read/environment-file.ts';
import { withManifests } from './read/manifests.ts';
import { kindOf } from './read/regular-file.ts';
import { mergedData, problemAt, type SourceChain } from './read/source.ts';
import { withTextFiles } from './read/text-files.ts';
import { show } from './units/expected.ts';
import { validate } from './validate.ts';

/**
 * Reads environment files, merges each into the file that it extends, and checks all of them.
 *
 * @throws BadInput with the problems of all files.
 */
export async function loadEnvironments(files: readonly string[]): Promise<Environment[]> {
  const loaded = await loadWithSources(files);
  return loaded.map(({ environment }) => environment);
}

/**
 * The same, with the files of each environment.
 *
 * @param check finds more problems in the environments that could be loaded. Default: no more checks.
 * @throws BadInput with the problems of all files, and those that `check` found.
 */
export async function loadWithSources(
  files: readonly string[],
  check: (loaded: readonly Loaded[]) => readonly Problem[] = () => [],
): Promise<Loaded[]> {
  const results = await Promise.allSettled(files.map(load));
  const loaded = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []));
  const problems = results.flatMap(result => (result.status === 'rejected' ? problemsOf(result.reason) : []));
  const all = withoutRepetition([...problems, ...checkAcross(loaded), ...check(loaded)]);
  if (all.length > 0) throw new BadInput(all);
  return loaded;
}

async function load(file: string): Promise<Loaded> {
  const sources = await readSources(file, []);
  const data = mergedData(sources);
  const found = constructsOf(sources);
  let { environment, faults } = validate(found ? withoutConstructs(data) : data);
  if (environment && found) {
    ({ environment, faults } = validate(await withConstructs(data, environment, found)));
  }
  if (environment) return { environment, sources };
  throw new BadInput(faults.map(({ path, message }) => problemAt(sources, path, message)));
}

async function readSources(file: string, extending: readonly string[]): Promise<SourceChain> {
  const chain = [...extending, normalize(file)];
  const source = await readEnvironmentFile(file);
  const { extends: base, $schema: _forEditors, ...data } = source.data;
  const ownSource = withManifests(withTextFiles({ ...source, data }));
  if (base === undefined) return [ownSource];
  if (typeof base !== 'string') {
    const message = `expected the path of a file such as ./production.yaml, found ${show(base)}`;
    throw new BadInput([problemAt([source], ['extends'], message)]);
  }
  const baseFile = join(dirname(file), base);
  if (chain.includes(baseFile)) {
    const message = `leads back to the file itself (${[...chain, baseFile].join(' -> ')}); remove one of these`;
    throw new BadInput([problemAt([source], ['extends'], message)]);
  }
  const stat = statSync(baseFile, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile()) {
    const found = stat === undefined ? 'does not exist' : `is ${kindOf(stat)}, expected a file`;
    const message = `found ${show(base)}, which ${found}; write the path of a file relative to this one`;
    throw new BadInput([problemAt([source], ['extends'], message)]);
  }
  return [ownSource, ...(await readSources(baseFile, chain))];
}

function problemsOf(reason: unknown): readonly Problem[] {
  if (reason instanceof BadInput) return reason.problems;
  throw reason;
}

/** A problem in an extended file is reported once, for that file, if that file is loaded too. */
function withoutRepetition(problems: readonly Problem[]): Problem[] {
  const ownTexts = new Set(problems.filter(({ from }) => !from).map(formatProblem));
  const reported = new Set<string>();
  return problems.filter(problem => {
    const { from, path, message } = problem;
    const text = formatProblem(problem);
    const repeated = reported.has(text) || (from && ownTexts.has(formatProblem({ ...from, path, message })));
    reported.add(text);
    return !repeated;
  });
}
