import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { requirePackages } from './command-packages.ts';
import { accessAsJson, accessAsText } from './sandbox-access.ts';

const defaultFolder = 'dist';

const help = `
Needs no root and no Docker. The first start builds the programs from pinned Go modules, which takes a quarter
of an hour; later ones take half a minute. Ctrl-C stops everything and removes its folder.

Examples:
  $ slipway sandbox                       with every object in dist/
  $ slipway sandbox dist/production       with one environment
  $ slipway sandbox --empty               nothing but the controllers
  $ slipway sandbox --argocd              dist/ pushed to a Git repository, from which Argo CD syncs it

Exit codes: 0 ended by Ctrl-C, 2 usage, bad input or a program that failed, 130 or 143 interrupted before it was up.`;

/** `slipway sandbox`: a real API server with the controllers, to try manifests on. */
export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('keep a real API server with its controllers running, to try manifests on with kubectl')
    .argument('[folder...]', 'folders of manifests to apply (default: "dist", if it exists)')
    .option('--empty', 'apply nothing')
    .option(
      '--argocd',
      'let Argo CD sync one tree from a Git repository, and simulate what its syncs wait for',
    )
    .option('--json', 'print how to reach it as one line of JSON when it is up')
    .addHelpText('after', help)
    .action(sandbox);
}

interface SandboxOptions {
  readonly empty?: boolean;
  readonly argocd?: boolean;
  readonly json?: boolean;
}

async function sandbox(
  folders: readonly string[],
  { empty, argocd, json }: SandboxOptions,
  command: Command,
): Promise<void> {
  if (argocd && folders.length > 1) {
    throw command.error('error: --argocd takes one folder, a tree of slipway synth; name one of them');
  }
  requirePackages('sandbox');
  const [{ startSandbox }, { Interrupted, interruptible }, { aborted }] = await Promise.all([
    import('../tools/cluster/sandbox.ts'),
    import('../tools/cluster/harness/interrupt.ts'),
    import('../tools/cluster/harness/deadline.ts'),
  ]);
  const applied = empty ? [] : folders.length > 0 ? folders : [defaultFolder].filter(existsSync);
  const step = (text: string): boolean => process.stderr.write(`${text}\n`);
  process.exitCode = await interruptible(async signal => {
    try {
      const started = await startSandbox(applied, signal, step, { argoCd: argocd });
      try {
        process.stdout.write(json ? accessAsJson(started) : accessAsText(started));
        await Promise.race([aborted(signal), started.cluster.broken(signal)]);
        return 0;
      } finally {
        await started.cluster.end();
      }
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return error.exitCode;
    }
  });
}
