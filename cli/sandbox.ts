import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command } from 'commander';
import type { Sandbox } from '../tools/cluster/sandbox.ts';

const defaultFolder = 'dist';

const help = `
Needs no root and no Docker. The first start builds the programs from pinned Go modules, which takes a quarter
of an hour; later ones take half a minute. Ctrl-C ends everything and removes its folder.

Examples:
  $ slipway sandbox                       with every object in dist/
  $ slipway sandbox dist/production       with one environment
  $ slipway sandbox --empty               nothing but the controllers

Exit codes: 0 ended by Ctrl-C, 2 usage, bad input or a program that failed, 130 or 143 interrupted before it was up.`;

/** `slipway sandbox`: a real API server with the controllers, to try manifests on. */
export function sandboxCommand(): Command {
  return new Command('sandbox')
    .description('keep a real API server with its controllers running, to try manifests on with kubectl')
    .argument('[folder...]', 'folders of manifests to apply (default: "dist", if it exists)')
    .option('--empty', 'apply nothing')
    .option('--argocd', 'run Argo CD too, and play what its syncs wait for')
    .option('--json', 'print how to reach it as one line of JSON when it is up')
    .addHelpText('after', help)
    .action(sandbox);
}

interface SandboxOptions {
  readonly empty?: boolean;
  readonly argocd?: boolean;
  readonly json?: boolean;
}

async function sandbox(folders: readonly string[], { empty, argocd, json }: SandboxOptions): Promise<void> {
  const [{ startSandbox }, { Interrupted, interruptible }, { aborted }] = await Promise.all([
    import('../tools/cluster/sandbox.ts'),
    import('../tools/cluster/harness/interrupt.ts'),
    import('../tools/cluster/harness/deadline.ts'),
  ]);
  const wanted = empty ? [] : folders.length > 0 ? folders : [defaultFolder].filter(existsSync);
  const step = (text: string): boolean => process.stderr.write(`${text}\n`);
  process.exitCode = await interruptible(async signal => {
    try {
      const started = await startSandbox(wanted, signal, step, { argoCd: argocd });
      try {
        process.stdout.write(json ? inJson(started) : inWords(started));
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

function inJson({ cluster, kubectl, delivery }: Sandbox): string {
  const { folder, kubeconfig, connection } = cluster;
  return `${JSON.stringify({ folder, kubeconfig, server: connection.server, kubectl, ...delivery })}\n`;
}

function inWords({ cluster, kubectl, delivery }: Sandbox): string {
  const lines = [
    ...delivery.refused.map(text => `refused  ${text}`),
    ...delivery.warnings.map(text => `warning  ${text}`),
    '',
    'In another terminal:',
    `  export KUBECONFIG=${cluster.kubeconfig} PATH=${dirname(kubectl)}:$PATH`,
    '  kubectl get nodes -L topology.kubernetes.io/zone',
    '  kubectl get rollout,hpa,cluster -n production',
    '',
    `Logs: ${cluster.folder}/logs. Pods run no containers: docs/testing.md. Ctrl-C ends it.`,
  ];
  return `${lines.join('\n')}\n`;
}
