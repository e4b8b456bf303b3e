import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type KubernetesMinor, kubernetesMinors } from '../config/kubernetes.ts';
import type { ValidationResult } from '../tools/kubeconform.ts';
import { exitCodes } from './exit.ts';

interface ValidateOptions {
  readonly kubernetesVersion?: readonly KubernetesMinor[];
  readonly json?: boolean;
}

const help = `
Examples:
  $ slipway validate
  $ slipway validate dist/production --kubernetes-version 1.36 1.37

Each environment is checked against its cluster.kubernetes and against newer minors.
Needs Go the first time, to build kubeconform and to fetch the schemas; from then on it works offline.
Exit codes: 0 every object is valid, 1 some are not, 2 usage or bad input.`;

/** `slipway validate`: every object against the schemas of Kubernetes and of the custom resources. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('check manifests with kubeconform, strictly and offline')
    .argument('[folder]', 'folder of manifests', 'dist')
    .addOption(
      new Option(
        '-k, --kubernetes-version <minor...>',
        'Kubernetes minors (default: every supported one)',
      ).choices(kubernetesMinors),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', help)
    .action(validate);
}

async function validate(folder: string, options: ValidateOptions, command: Command): Promise<void> {
  const { recoverTree } = await import('../output/replace/workspace.ts');
  recoverTree(folder);
  if (!existsSync(folder)) throw command.error(`error: ${folder}: no such folder; run slipway synth first`);
  const kubeconform = await import('../tools/kubeconform.ts');
  const result = await kubeconform.validate({ folder, minors: options.kubernetesVersion });
  process.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : summary(result));
  for (const { kubernetes, file, kind, name, message } of options.json ? [] : result.failures) {
    const object = kind ? `${kind} ${name}: ` : '';
    process.stderr.write(`${folder}/${file}: ${object}${message} (Kubernetes ${kubernetes})\n`);
  }
  if (result.failures.length > 0) process.exitCode = exitCodes.findings;
}

function summary({ minors }: ValidationResult): string {
  const lines = minors.map(({ kubernetes, valid, invalid, errors, skipped, newer }) => {
    const unchecked =
      newer.length === 0 ? '' : `; for a newer minor: ${newer.map(path => path || 'all').join(', ')}`;
    return `Kubernetes ${kubernetes}: ${valid} valid, ${invalid} invalid, ${errors} errors, ${skipped} skipped${unchecked}\n`;
  });
  return lines.join('');
}
