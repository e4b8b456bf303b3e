import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { InstanceManagers } from '../../tools/cluster/harness/instance-managers.ts';
import { addSimulatedNodes } from '../../tools/cluster/harness/nodes.ts';
import { referenceTo } from '../../tools/cluster/harness/objects.ts';
import { runStandIns } from '../../tools/cluster/harness/stand-ins.ts';

/** Instances of PostgreSQL that answer the real operator, on nodes whose pods have addresses on loopback. */
export interface SimulatedInstances {
  readonly managers: InstanceManagers;
  readonly end: () => Promise<void>;
}

/** Puts such nodes in the place of those that every cluster has: so never on a sandbox that runs already. */
export async function simulateInstances(
  client: ApiClient,
  nodesPerZone: number,
): Promise<SimulatedInstances> {
  for (const node of await client.list({ apiVersion: 'v1', kind: 'Node' })) {
    await client.delete(referenceTo(node));
  }
  const network = 64 + (process.pid % 128);
  await addSimulatedNodes(client, {
    perZone: nodesPerZone,
    podNetwork: node => `127.${network}.${node}.0/24`,
  });
  const managers = new InstanceManagers();
  const ending = new AbortController();
  const running = runStandIns(client, ending.signal, [managers.look], 0.3);
  const end = async (): Promise<void> => {
    ending.abort();
    await running;
    managers.end();
  };
  return { managers, end };
}
