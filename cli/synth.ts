import { Command, Option } from 'commander';
import { outputFolder } from './arguments.ts';

interface SynthOptions {
  readonly environment?: readonly string[];
  readonly output?: string;
  readonly format: 'tree' | 'yaml' | 'json';
  readonly json?: boolean;
}

const help = `
Examples:
  $ slipway synth
  $ slipway synth --environment environments/production.ts --output /tmp/preview
  $ slipway synth --environment staging.yaml --format yaml | kubectl diff -f -

Exit codes: 0 written, 1 objects that contradict each other (nothing is written), 2 usage or bad input.`;

/** `slipway synth`: build, check, write. */
export function synthCommand(): Command {
  return new Command('synth')
    .description('render environments to manifests, check them, and write the tree')
    .option('-e, --environment <file...>', 'environment files (default: all in environments/)')
    .option('-o, --output <folder>', 'folder of the tree (default: "dist")', outputFolder)
    .addOption(
      new Option('-f, --format <format>', 'a tree of files, or one stream on standard output')
        .choices(['tree', 'yaml', 'json'])
        .default('tree'),
    )
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', help)
    .action(synth);
}

async function synth({ environment, output, format, json }: SynthOptions, command: Command): Promise<void> {
  if (format !== 'tree' && (output !== undefined || json)) {
    const option = output === undefined ? '--json' : '--output';
    throw command.error(`error: ${option} goes with --format tree; leave it out`);
  }
  const started = performance.now();
  const [{ environmentFiles }, { loadEnvironments }, { synthesize }, { Violations }] = await Promise.all([
    import('../config/files.ts'),
    import('../config/load.ts'),
    import('../output/synthesize.ts'),
    import('../rules/violation.ts'),
  ]);
  const environments = await loadEnvironments(environment ?? (await environmentFiles('environments')));
  const synthesis = synthesize(environments);
  if (synthesis.violations.length > 0) throw new Violations(synthesis.violations);
  const { noticeLines, summarize } = await import('./summary.ts');
  if (format !== 'tree') {
    const { toStream } = await import('../output/stream.ts');
    for (const line of noticeLines(synthesis)) process.stderr.write(`${line}\n`);
    process.stdout.write(toStream(synthesis.objects, format));
    return;
  }
  const { defaultFolder, writeTree } = await import('../output/write-tree.ts');
  const folder = output ?? defaultFolder;
  const replacement = writeTree(folder, synthesis);
  const summary = summarize(folder, synthesis, replacement, (performance.now() - started) / 1000);
  process.stdout.write(json ? summary.json : summary.text);
}
