import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { loadEnvironments } from '../../../config/load.ts';
import type { Data } from '../../../config/merge.ts';
import { type Synthesis, synthesize } from '../../../output/synthesize.ts';

const environments = join(import.meta.dirname, '..', '..', '..', 'environments');

/** What an environment file says besides what it extends (RFC 7396). */
export type Patch = Readonly<Record<string, Data>>;

/**
 * Synthesizes environments of `environments/` as a repository of one's own would hold them.
 *
 * @param patches by the name of the environment, which is that of the file too.
 */
export async function synthesizeWith(
  folder: string,
  repository: string,
  patches: Readonly<Record<string, Patch>>,
): Promise<Synthesis> {
  await mkdir(folder, { recursive: true });
  const files = Object.entries(patches).map(async ([name, patch]) => {
    const file = join(folder, `${name}.json`);
    const base = relative(folder, join(environments, `${name}.ts`));
    const text = { extends: base, ...patch, name, gitops: { repository } };
    await writeFile(file, JSON.stringify(text));
    return file;
  });
  const synthesis = synthesize(await loadEnvironments(await Promise.all(files)));
  if (synthesis.violations.length > 0) throw new Error(JSON.stringify(synthesis.violations, null, 2));
  return synthesis;
}
