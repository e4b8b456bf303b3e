import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Environment } from '../../../config/environment.ts';
import { loadEnvironments } from '../../../config/load.ts';
import type { Data } from '../../../config/merge.ts';
import { synthesize } from '../../../output/synthesize.ts';

const environments = join(import.meta.dirname, '..', '..', '..', 'environments');

/** What an environment file changes in the one that it extends (RFC 7396). */
export type Patch = Readonly<Record<string, Data>>;

/**
 * Environments of `environments/` as a repository of one's own would hold them.
 *
 * @param patches by the name of the environment, which is that of the file too.
 */
export async function environmentsWith(
  folder: string,
  repository: string,
  patches: Readonly<Record<string, Patch>>,
): Promise<readonly Environment[]> {
  await mkdir(folder, { recursive: true });
  const files = Object.entries(patches).map(async ([name, patch]) => {
    const file = join(folder, `${name}.json`);
    const base = relative(folder, join(environments, `${name}.ts`));
    const text = { extends: base, ...patch, name, gitops: { repository } };
    await writeFile(file, JSON.stringify(text));
    return file;
  });
  return loadEnvironments(await Promise.all(files));
}

/** The files of the tree, by path. @throws when a rule is violated. */
export function treeOf(synthesized: readonly Environment[]): Map<string, string> {
  const { violations, files } = synthesize(synthesized);
  if (violations.length > 0) throw new Error(JSON.stringify(violations, null, 2));
  return files();
}

/** The tree with analyses that look twice, a second apart, instead of for minutes. */
export function withShortAnalyses(tree: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...tree].map(([path, text]) => [path, fileWithShortAnalyses(text)]));
}

function fileWithShortAnalyses(text: string): string {
  if (!text.includes('kind: AnalysisTemplate')) return text;
  return text
    .replace(/interval: \d+s/, 'interval: 1s')
    .replace(/count: \d+/, 'count: 2')
    .replace(/initialDelay: \d+s/, 'initialDelay: 1s');
}
