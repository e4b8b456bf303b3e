import { exitWith } from './cli/exit.ts';
import { noticeLines } from './cli/summary.ts';
import { environmentFiles } from './config/files.ts';
import { loadEnvironments } from './config/load.ts';
import { synthesize } from './output/synthesize.ts';
import { writeTreeForCdk8s } from './output/write-tree.ts';
import { Violations } from './rules/violation.ts';

/** The cdk8s app: load, build, check, write. `slipway synth` does the same, with options. */
async function main(): Promise<void> {
  const environments = await loadEnvironments(await environmentFiles('environments'));
  const synthesis = synthesize(environments);
  if (synthesis.violations.length > 0) throw new Violations(synthesis.violations);
  for (const line of noticeLines(synthesis)) process.stderr.write(`${line}\n`);
  writeTreeForCdk8s(process.env.CDK8S_OUTDIR, synthesis);
}

process.exitCode = await exitWith(main);
