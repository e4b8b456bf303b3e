import { join } from 'node:path';
import { Command } from 'commander';
import { outputFolder } from './arguments.ts';

interface HelmOptions {
  readonly environment?: readonly string[];
  readonly remove?: readonly string[];
  readonly output?: string;
  readonly json?: boolean;
}

const defaultFolder = join('dist', 'helm', 'slipway');

const help = `
Without --environment, an environment whose file is gone from environments/ loses its values file. With it, the values
of all other environments of the chart stay as they are.

Examples:
  $ slipway helm
  $ slipway helm --environment environments/production.ts --output /tmp/chart
  $ helm template production dist/helm/slipway --values dist/helm/slipway/values-production.yaml

Exit codes: 0 written, 2 usage or bad input.`;

/** `slipway helm`: the Helm chart of the same objects. */
export function helmCommand(): Command {
  return new Command('helm')
    .description('write a Helm chart that renders the objects of all environments, with typed values')
    .option('-e, --environment <file...>', 'environment files (default: all in environments/)')
    .option('-r, --remove <name...>', 'environments to remove from the chart')
    .option('-o, --output <folder>', `folder of the chart (default: "${defaultFolder}")`, outputFolder)
    .option('--json', 'print what was done as JSON')
    .addHelpText('after', help)
    .action(helm);
}

async function helm({ environment, remove, output = defaultFolder, json }: HelmOptions): Promise<void> {
  const [{ writeChart }, { chartKind, environmentLines, environmentsInJson }] = await Promise.all([
    import('../output/write-chart.ts'),
    import('./environment-lines.ts'),
  ]);
  const { decision, replacement } = await writeChart(output, { files: environment, remove });
  const { written, removed, unchanged } = replacement;
  const result = {
    folder: output,
    environments: environmentsInJson(decision, chartKind),
    written: written.length,
    removed: removed.length,
    unchanged: unchanged.length,
  };
  const counts = `${output}: ${result.written} written, ${result.removed} removed, ${result.unchanged} unchanged`;
  const text = [...environmentLines(decision, chartKind), counts].map(line => `${line}\n`).join('');
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : text);
}
