import { dirname } from 'node:path';
import type { LocalGit } from '../tools/cluster/local-git.ts';
import type { Sandbox } from '../tools/cluster/sandbox.ts';

/** How to reach a sandbox, as one line of JSON. */
export function accessAsJson({ cluster, kubectl, delivery, git }: Sandbox): string {
  const { folder, kubeconfig, connection } = cluster;
  const { server } = connection;
  return `${JSON.stringify({ folder, kubeconfig, server, kubectl, ...delivery, ...(git && { git }) })}\n`;
}

/** How to reach a sandbox, as text. */
export function accessAsText({ cluster, kubectl, delivery, git }: Sandbox): string {
  const lines = [
    ...delivery.refused.map(text => `refused  ${text}`),
    ...delivery.warnings.map(text => `warning  ${text}`),
    '',
    'In another terminal:',
    `  export KUBECONFIG=${cluster.kubeconfig} PATH=${dirname(kubectl)}:$PATH`,
    ...(git ? syncCommands(git) : exampleCommands),
    '',
    `Logs: ${cluster.folder}/logs. Pods run no containers: docs/testing.md. Ctrl-C ends it.`,
  ];
  return `${lines.join('\n')}\n`;
}

const exampleCommands = [
  '  kubectl get nodes -L topology.kubernetes.io/zone',
  '  kubectl get rollout,hpa,cluster -n production',
];

function syncCommands({ checkout, tree, environments }: LocalGit): string[] {
  return [
    '  kubectl get applications -n argocd --watch',
    '',
    `Argo CD syncs ${environments.join(', ')}. To deliver a change of an environment file:`,
    `  npx slipway synth --output ${tree} && git -C ${checkout} publish`,
  ];
}
