import { lstatSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Replacement, replaceTree } from './replace/replace-tree.ts';
import type { Synthesis } from './synthesize.ts';

/** The folder that holds the rendered tree unless a command is told another one. */
export const defaultFolder = 'dist';

/** What `output` in cdk8s.yaml names: a link to the tree. */
const linkForCdk8s = '.dist';

/** Writes a synthesis that has no violations. @throws BadInput as `replaceTree` does. */
export function writeTree(folder: string, synthesis: Synthesis): Replacement {
  return replaceTree(folder, synthesis.files(), synthesis.expects);
}

/**
 * Writes the tree where `cdk8s synth` looks for it.
 *
 * cdk8s-cli deletes its output folder before it runs the app, so that a failing app would leave nothing. Therefore
 * cdk8s.yaml names a link: only the link is deleted, and it is put back here, after `dist` is complete.
 *
 * @param outdir `CDK8S_OUTDIR`, which cdk8s-cli sets. Default: the app runs by itself, and writes `dist`.
 */
export function writeTreeForCdk8s(outdir: string | undefined, synthesis: Synthesis): Replacement {
  if (outdir !== undefined && outdir !== linkForCdk8s) return writeTree(outdir, synthesis);
  const replacement = writeTree(defaultFolder, synthesis);
  restoreLink(join(dirname(defaultFolder), linkForCdk8s));
  return replacement;
}

function restoreLink(link: string): void {
  if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(link);
  symlinkSync(defaultFolder, link, 'dir');
}
