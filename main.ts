import { environmentLines, treeKind } from './cli/environment-lines.ts';
import { exitWith } from './cli/exit.ts';
import { noticeLines } from './cli/notice-lines.ts';
import { folderForCdk8s, restoreLink, synthesizeTree } from './output/write-tree.ts';

/** The cdk8s app: load, build, check, write. `slipway synth` does the same, with options. */
async function main(): Promise<void> {
  const folder = folderForCdk8s(process.env.CDK8S_OUTDIR);
  const { decision, replacement, synthesis } = await synthesizeTree(folder);
  restoreLink(folder);
  // cdk8s-cli prints which files there are, and nothing of environments that were kept or removed.
  const lines = [...noticeLines(synthesis), ...environmentLines(decision, treeKind(replacement))];
  process.stderr.write(lines.map(line => `${line}\n`).join(''));
}

process.exitCode = await exitWith(main);
