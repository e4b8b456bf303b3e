import { dirname, join, normalize } from 'node:path';
import type { Environment } from './environment.ts';
import { type DataObject, mergePatch } from './merge.ts';
import { BadInput, badInput, type Problem } from './problem.ts';
import { readEnvironmentFile } from './read/environment-file.ts';
import { validate } from './validate.ts';

/**
 * Reads environment files, merges each into what it extends, and checks all of them.
 *
 * @throws BadInput with the problems of all files.
 */
export async function loadEnvironments(files: readonly string[]): Promise<Environment[]> {
  const results = await Promise.allSettled(files.map(loadEnvironment));
  const problems = results.flatMap(result => (result.status === 'rejected' ? problemsOf(result.reason) : []));
  const loaded = results.flatMap((result, index) =>
    result.status === 'fulfilled' ? [{ file: files[index] ?? '', environment: result.value }] : [],
  );
  problems.push(...namesUsedTwice(loaded));
  if (problems.length > 0) throw new BadInput(problems);
  return loaded.map(({ environment }) => environment);
}

async function loadEnvironment(file: string): Promise<Environment> {
  return validate(await readMerged(file, []), file);
}

/** The data of a file merged into that of the file it extends. */
async function readMerged(file: string, extending: readonly string[]): Promise<DataObject> {
  const chain = [...extending, normalize(file)];
  if (extending.includes(normalize(file))) {
    throw badInput({
      file: chain[0] ?? file,
      path: 'extends',
      message: `extends itself (${chain.join(' -> ')}); remove one of these`,
    });
  }
  const { extends: base, ...own } = await readEnvironmentFile(file);
  if (base === undefined) return own;
  if (typeof base !== 'string') {
    throw badInput({
      file,
      path: 'extends',
      message: `expected the path of a file such as ./production.yaml, found ${JSON.stringify(base)}`,
    });
  }
  return mergePatch(await readMerged(join(dirname(file), base), chain), own) as DataObject;
}

function problemsOf(reason: unknown): readonly Problem[] {
  if (reason instanceof BadInput) return reason.problems;
  throw reason;
}

function namesUsedTwice(loaded: readonly { file: string; environment: Environment }[]): Problem[] {
  const first = new Map<string, string>();
  const problems: Problem[] = [];
  for (const { file, environment } of loaded) {
    const other = first.get(environment.name);
    if (other === undefined) first.set(environment.name, file);
    else {
      problems.push({
        file,
        path: 'name',
        message: `found ${JSON.stringify(environment.name)}, which ${other} uses already; give each environment its own name`,
      });
    }
  }
  return problems;
}
