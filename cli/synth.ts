import { Command, Option } from 'commander';
import { outputFolder } from './arguments.ts';

interface SynthOptions {
  readonly environment?: readonly string[];
  readonly remove?: readonly string[];
  readonly output?: string;
  readonly format: 'tree' | 'yaml' | 'json';
  readonly json?: boolean;
}

const help = `
Without --environment, an environment whose file is gone from environments/ is removed. With it, all other
environments of the folder stay as they are, and a stream leaves out the ApplicationSet, which lists them all.

Examples:
  $ slipway synth
  $ slipway synth --environment environments/production.ts --output /tmp/preview
  $ slipway synth --environment environments/production.ts --remove staging
  $ slipway synth --environment staging.yaml --format yaml | kubectl diff -f -

Exit codes: 0 written, 1 objects contradict each other (nothing is written), 2 usage or bad input.`;

/** `slipway synth`: build, check, write. */
export function synthCommand(): Command {
  return new Command('synth')
    .description('render environments to manifests, check them, and write the tree')
    .option('-e, --environment <file...>', 'environment files (default: all in environments/)')
    .option('-r, --remove <name...>', 'environments to remove from the tree')
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

async function synth(options: SynthOptions, command: Command): Promise<void> {
  const { environment, output, format, json, remove } = options;
  const treeOptions = Object.entries({ '--output': output, '--remove': remove, '--json': json });
  const [misplaced] = treeOptions.filter(([, value]) => value !== undefined).map(([option]) => option);
  if (format !== 'tree' && misplaced !== undefined) {
    throw command.error(`error: ${misplaced} goes with --format tree; leave it out`);
  }
  const started = performance.now();
  if (format !== 'tree') {
    const [{ streamOf }, { noticeLines }] = await Promise.all([
      import('../output/stream.ts'),
      import('./notice-lines.ts'),
    ]);
    const { text, notices } = await streamOf(environment, format);
    for (const line of noticeLines({ notices })) process.stderr.write(`${line}\n`);
    process.stdout.write(text);
    return;
  }
  const [{ defaultFolder, synthesizeTree }, { summarize }] = await Promise.all([
    import('../output/write-tree.ts'),
    import('./summary.ts'),
  ]);
  const done = await synthesizeTree(output ?? defaultFolder, { files: environment, remove });
  const summary = summarize(done, (performance.now() - started) / 1000);
  process.stdout.write(json ? summary.json : summary.text);
}
