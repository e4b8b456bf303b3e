import { Command, Option } from 'commander';
import { patternNames } from '../simulation/load/patterns.ts';
import type { SimulateRequest } from '../simulation/run.ts';
import { outputFolder, seconds } from './arguments.ts';
import { requirePackages } from './command-packages.ts';
import { progressBar } from './progress.ts';

interface SimulateOptions {
  readonly application?: string;
  readonly trace?: string;
  readonly pattern?: SimulateRequest['pattern'];
  readonly duration?: number;
  readonly mode?: SimulateRequest['mode'];
  readonly startup: number;
  readonly output: string;
  readonly json?: boolean;
}

const help = `
A trace is a CSV file with a column time (ISO 8601, or seconds since 1970), a column for each metric that the rules
name, and optionally a column replicas. CPUUtilization and MemoryUtilization are averages over the replicas of that
column (default: the minimum); every other metric is a total of the application.

Examples:
  $ slipway simulate environments/production.ts
  $ slipway simulate environments/production.ts --trace last-month.csv --mode both
  $ slipway simulate environments/production.ts --pattern diurnal --duration 720h --json

Exit codes: 0 simulated, 2 usage or bad input.`;

/** `slipway simulate`: the scaling rules against a trace of metrics. */
export function simulateCommand(): Command {
  return new Command('simulate')
    .description(
      "run the reference's scaling algorithm and the autoscaler side by side over a trace of metrics",
    )
    .argument('<environment>', 'environment file')
    .option('-a, --application <name>', 'application (default: every application that scales by rules)')
    .addOption(
      new Option('-t, --trace <file>', 'recorded metrics, as CSV').conflicts(['pattern', 'duration']),
    )
    .addOption(new Option('-p, --pattern <pattern>', 'made-up load (default: spike)').choices(patternNames))
    .option('-d, --duration <duration>', 'length of the pattern, such as 2h (default: once)', seconds)
    .addOption(
      new Option('-m, --mode <mode>', "autoscaler to simulate (default: the environment's)").choices([
        'target',
        'step',
        'both',
      ]),
    )
    .option('--startup <duration>', 'time from the creation of a pod until it is ready', seconds, 30)
    .option('-o, --output <folder>', 'folder of the chart and the page', outputFolder, 'simulated')
    .option('--json', 'print the result as JSON')
    .addHelpText('after', help)
    .action(simulate);
}

async function simulate(environment: string, options: SimulateOptions): Promise<void> {
  requirePackages('simulate');
  const [{ runSimulations, writeReports }, { loadEnvironments }] = await Promise.all([
    import('../simulation/run.ts'),
    import('../config/load.ts'),
  ]);
  const environments = await loadEnvironments([environment]);
  const bar = progressBar('simulated', process.stderr);
  const reports = environments.flatMap(loaded =>
    runSimulations({ ...options, file: environment, environment: loaded, onProgress: bar.show }),
  );
  bar.end();
  const files = writeReports(options.output, reports);
  const json = reports.map(report => report.json);
  const text = [...reports.map(report => report.text), files.join('\n')].join('\n\n');
  process.stdout.write(options.json ? `${JSON.stringify(json, null, 2)}\n` : `${text}\n`);
}
