import { dirname } from 'node:path';
import type { LocalGit } from '../tools/cluster/local-git.ts';
import type { Sandbox } from '../tools/cluster/sandbox.ts';

/** How a program reaches a sandbox: one line of JSON. */
export function inJson({ cluster, kubectl, delivery, git }: Sandbox): string {
  const { folder, kubeconfig, connection } = cluster;
  const { server } = connection;
  return `${JSON.stringify({ folder, kubeconfig, server, kubectl, ...delivery, ...(git && { git }) })}\n`;
}

/** How a person reaches it. */
export function inWords({ cluster, kubectl, delivery, git }: Sandbox): string {
  const lines = [
    ...delivery.refused.map(text => `refused  ${text}`),
    ...delivery.warnings.map(text => `warning  ${text}`),
    '',
    'In another terminal:',
    `  export KUBECONFIG=${cluster.kubeconfig} PATH=${dirname(kubectl)}:$PATH`,
    ...(git ? syncing(git) : lookingAround),
    '',
    `Logs: ${cluster.folder}/logs. Pods run no containers: docs/testing.md. Ctrl-C ends it.`,
  ];
  return `${lines.join('\n')}\n`;
}

const lookingAround = [
  '  kubectl get nodes -L topology.kubernetes.io/zone',
  '  kubectl get rollout,hpa,cluster -n production',
];

function syncing({ checkout, tree, environments }: LocalGit): string[] {
  return [
    '  kubectl get applications -n argocd --watch',
    '',
    `Argo CD syncs ${environments.join(', ')}. To deliver a change of an environment file:`,
    `  npx slipway synth --output ${tree} && git -C ${checkout} publish`,
  ];
}
