import type { ApiClient } from './client.ts';
import { type Patience, until } from './deadline.ts';
import { condition, type KubernetesObject } from './objects.ts';

export const zones = ['zone-a', 'zone-b', 'zone-c'] as const;

/** Two a zone: a drained node's pods then find another node in their zone. */
const nodesPerZone = 2;

/** What one node offers; the reference architecture in its production size fits on six. */
const resources = { cpu: '16', memory: '64Gi', 'ephemeral-storage': '200Gi', pods: '110' };

export interface NodesProps {
  /** Default: 2. */
  readonly perZone?: number;
  /** The addresses of the pods of each node, in CIDR notation, by its number from 0. Default: KWOK's own. */
  readonly podNetwork?: (node: number) => string;
}

/** The nodes that KWOK plays: `zone-a-1`, `zone-a-2`, `zone-b-1` and so on. */
export function simulatedNodes({
  perZone = nodesPerZone,
  podNetwork,
}: NodesProps = {}): readonly KubernetesObject[] {
  const names = zones.flatMap(zone => Array.from({ length: perZone }, (_, index) => ({ zone, index })));
  return names.map(({ zone, index }, number) => ({
    ...simulatedNode(`${zone}-${index + 1}`, zone),
    ...(podNetwork && { spec: { podCIDR: podNetwork(number), podCIDRs: [podNetwork(number)] } }),
  }));
}

function simulatedNode(name: string, zone: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake', 'node.alpha.kubernetes.io/ttl': '0' },
      labels: {
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'topology.kubernetes.io/region': 'simulated',
        'topology.kubernetes.io/zone': zone,
      },
    },
    status: { allocatable: resources, capacity: resources },
  };
}

/** Creates the simulated nodes and waits until all are Ready. */
export async function addSimulatedNodes(
  client: ApiClient,
  { signal, ...props }: NodesProps & Pick<Patience, 'signal'> = {},
): Promise<void> {
  const nodes = simulatedNodes(props);
  for (const node of nodes) {
    await client.create(node);
    const { apiVersion, kind, metadata } = node;
    await client.patch({ apiVersion, kind, name: metadata.name }, { status: node.status }, 'status');
  }
  const look = async () => {
    const present = await client.list({ apiVersion: 'v1', kind: 'Node' });
    const ready = present.filter(node => condition(node, 'Ready') === 'True');
    return ready.length >= nodes.length ? { done: undefined } : { state: `${ready.length} Ready` };
  };
  await until(`${nodes.length} nodes Ready`, look, signal === undefined ? {} : { signal });
}
