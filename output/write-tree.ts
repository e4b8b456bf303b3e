import { lstatSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { environmentsAfter, keptShares } from './environments/decide.ts';
import { type EnvironmentsOfFolder, type LoadRequest, loadForFolder } from './environments/load.ts';
import { type Replacement, replaceTree } from './replace/replace-tree.ts';
import { type Synthesis, soundSynthesis } from './synthesize.ts';
import { environmentOf } from './tree.ts';
import { withFileInError } from './unbuildable.ts';

/** The folder of the rendered tree, if a command names no other. */
export const defaultFolder = 'dist';

/** The link to the tree that `output` in cdk8s.yaml names. */
const linkForCdk8s = '.dist';

/** The result of one run on a folder. */
export interface SynthesizedTree extends EnvironmentsOfFolder {
  readonly synthesis: Synthesis;
  readonly replacement: Replacement;
}

/**
 * Loads, builds, checks and writes. The files of environments that are kept stay as they are.
 *
 * @throws BadInput or Violations; nothing is touched then.
 */
export async function synthesizeTree(folder: string, request: LoadRequest = {}): Promise<SynthesizedTree> {
  const loaded = await loadForFolder(folder, request);
  const { record, decision } = loaded;
  const sourceFiles = Object.fromEntries(decision.made.map(({ name, file }) => [name, file]));
  const synthesis = withFileInError(sourceFiles, () =>
    soundSynthesis(loaded.environments, keptShares(decision)),
  );
  const kept = new Set(decision.kept.map(({ name }) => name));
  const keeps = (path: string): boolean => kept.has(environmentOf(path));
  const environments = environmentsAfter(decision, synthesis.shares);
  const replacement = replaceTree(folder, synthesis.files(), environments, { record, keeps });
  return { ...loaded, synthesis, replacement };
}

/**
 * The folder where the app of cdk8s writes.
 *
 * cdk8s-cli deletes its output folder before it runs the app: if the app then fails, nothing is left. Therefore
 * cdk8s.yaml names a link. cdk8s-cli deletes only the link, and `restoreLink` makes it again after `dist` is complete.
 *
 * @param outdir `CDK8S_OUTDIR`, which cdk8s-cli sets. Default: the app runs without cdk8s-cli, and writes `dist`.
 */
export function folderForCdk8s(outdir: string | undefined): string {
  return outdir === undefined || outdir === linkForCdk8s ? defaultFolder : outdir;
}

/** Makes the link again after the tree is written. Does nothing for another folder, or if its path is taken. */
export function restoreLink(folder: string): void {
  if (folder !== defaultFolder) return;
  const link = join(dirname(folder), linkForCdk8s);
  if (lstatSync(link, { throwIfNoEntry: false }) === undefined) symlinkSync(folder, link, 'dir');
}
