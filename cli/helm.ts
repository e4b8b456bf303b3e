import { join } from 'node:path';
import { Command } from 'commander';
import { outputFolder } from './arguments.ts';

interface HelmOptions {
  readonly environment?: readonly string[];
  readonly output?: string;
  readonly json?: boolean;
}

const defaultFolder = join('dist', 'helm', 'slipway');

const help = `
Examples:
  $ slipway helm
  $ slipway helm --environment environments/production.ts --output /tmp/chart
  $ helm template production dist/helm/slipway --values dist/helm/slipway/values-production.yaml

Exit codes: 0 written, 2 usage or bad input.`;

/** `slipway helm`: the Helm chart of the same objects. */
export function helmCommand(): Command {
  return new Command('helm')
    .description('write a Helm chart that renders the objects of the environments, with typed values')
    .option('-e, --environment <file...>', 'environment files (default: all in environments/)')
    .option('-o, --output <folder>', `folder of the chart (default: "${defaultFolder}")`, outputFolder)
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', help)
    .action(helm);
}

async function helm({ environment, output = defaultFolder, json }: HelmOptions): Promise<void> {
  const [{ environmentFiles }, { loadEnvironments }, { helmChart }, { replaceTree }] = await Promise.all([
    import('../config/files.ts'),
    import('../config/load.ts'),
    import('../output/helm/chart.ts'),
    import('../output/replace/replace-tree.ts'),
  ]);
  const environments = await loadEnvironments(environment ?? (await environmentFiles('environments')));
  const { written, removed, unchanged } = replaceTree(output, helmChart(environments));
  const done = {
    folder: output,
    written: written.length,
    removed: removed.length,
    unchanged: unchanged.length,
  };
  const text = `${output}: ${done.written} written, ${done.removed} removed, ${done.unchanged} unchanged\n`;
  process.stdout.write(json ? `${JSON.stringify(done, null, 2)}\n` : text);
}
