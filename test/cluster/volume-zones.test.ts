import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { type Look, until } from '../../tools/cluster/harness/deadline.ts';
import { at, type KubernetesObject, listAt, referenceTo } from '../../tools/cluster/harness/objects.ts';
import {
  constraintOf,
  installCache,
  installDatabase,
  isPlaced,
  type Placing,
  placingOf,
  refusal,
  volumeZone,
  zoneLabel,
} from './installs.ts';
import { evict, perZone } from './pods.ts';
import { type SimulatedInstances, simulateInstances } from './simulated-instances.ts';
import { TestCluster } from './test-cluster.ts';

/** Nodes in each zone: with one, no pod can enter a zone that has an instance. */
const nodesPerZone = 4;

/**
 * Databases with each constraint. By the old one, 8 of 11 nodes are right for the second instance's Job and 4 of 10 for
 * the third's. 29 of 100 databases then come up (12 of 40 seen). So eight come up together in 5 of 100,000 runs.
 */
const installs = Array.from({ length: 8 }, (_, index) => index);

const instances = 'cnpg.io/podRole=instance';
const dataPods = 'app.kubernetes.io/name=cache,app.kubernetes.io/component=data';
const spreadRefusal = /didn't match pod topology spread constraints/;

let cluster: TestCluster;
let client: ApiClient;
let simulated: SimulatedInstances;

beforeAll(async () => {
  // Never a sandbox that runs already: its nodes go.
  cluster = await TestCluster.start({ command: 'sandbox' });
  client = cluster.client;
  simulated = await simulateInstances(client, nodesPerZone);
});

afterAll(async () => {
  await simulated?.end();
  await cluster?.end();
});

/** An instance without a node, and the others of its database. */
interface Stuck {
  readonly pod: KubernetesObject;
  readonly placed: readonly KubernetesObject[];
}

describe('databases, each instance begun by a Job of the operator that binds its volumes', () => {
  const stuck: Stuck[] = [];

  beforeAll(async () => {
    const { minDomains: _, ...constraint } = await constraintOf('Cluster', 'database');
    // As it was: the Jobs carry it, and it does not count them.
    const labelSelector = {
      matchLabels: { 'cnpg.io/cluster': 'database', 'cnpg.io/podRole': 'instance' },
    };
    for (const index of installs) {
      await installDatabase(client, `now-${index}`, { instances: wanted(index) });
      await installDatabase(client, `before-${index}`, {
        topologySpreadConstraints: [{ ...constraint, labelSelector }],
      });
    }
  });

  test('all run, as even over the zones as the number of their instances allows', async () => {
    for (const index of installs) {
      const { pods } = await settled(`now-${index}`, instances, found => isPlaced(found, wanted(index)));
      const counts = Object.values(await perZone(client, pods)).sort();
      expect(counts).toEqual({ 2: [1, 1], 3: [1, 1, 1], 5: [1, 2, 2] }[wanted(index)]);
    }
  });

  test('some never run by a constraint that leaves out the Jobs: their volumes are in a zone that is full', async () => {
    for (const index of installs) {
      const isSettled = (found: Placing) => isPlaced(found, 3) || found.stuck.length > 0;
      const { placed, stuck: found } = await settled(`before-${index}`, instances, isSettled);
      stuck.push(...found.map(pod => ({ pod, placed })));
    }
    expect(stuck.length).toBeGreaterThan(0);
    for (const { pod, placed } of stuck) {
      expect(refusal(pod)).toMatch(spreadRefusal);
      const full = await perZone(client, placed);
      expect(full[await volumeZone(client, pod)]).toBe(1);
    }
  });

  test('the Job that bound those volumes had the constraint, and no label by which it was counted', async () => {
    const [{ pod }] = stuck as [Stuck];
    const { name, namespace = '' } = pod.metadata;
    const job = await client.get({ apiVersion: 'batch/v1', kind: 'Job', namespace, name: `${name}-join` });
    const template = at(job, 'spec', 'template');
    expect(at(job, 'status', 'succeeded')).toBe(1);
    expect(at(template, 'spec', 'topologySpreadConstraints')).toEqual(
      at(pod, 'spec', 'topologySpreadConstraints'),
    );
    expect(at(template, 'metadata', 'labels')).not.toHaveProperty('cnpg.io/podRole');
  });
});

describe('a cache that comes up while one zone has no node for it', () => {
  let waiting: Placing;
  let hasty: Placing;

  beforeAll(async () => {
    const { minDomains: _, ...constraint } = await constraintOf('StatefulSet', 'cache');
    await setUnschedulable('zone-c', true);
    await installCache(client, 'waits', {});
    await installCache(client, 'hastens', { topologySpreadConstraints: [constraint] });
    waiting = await settled('waits', dataPods, ({ placed, stuck }) => placed.length + stuck.length === 3);
    hasty = await settled('hastens', dataPods, found => isPlaced(found, 3));
    await setUnschedulable('zone-c', false);
  });

  test('binds one volume in each zone, the last when its zone has a node', async () => {
    expect(await perZone(client, waiting.placed)).toEqual({ 'zone-a': 1, 'zone-b': 1 });
    expect(waiting.stuck.map(refusal)).toEqual([expect.stringMatching(spreadRefusal)]);
    const { pods } = await settled('waits', dataPods, found => isPlaced(found, 3));
    expect(await perZone(client, pods)).toEqual({ 'zone-a': 1, 'zone-b': 1, 'zone-c': 1 });
  });

  test('without minDomains binds two in one zone, of whose pods one cannot start again', async () => {
    const zones = await Promise.all(hasty.pods.map(pod => volumeZone(client, pod)));
    const shared = zones.find((zone, index) => zones.indexOf(zone) < index);
    await evict(client, hasty.pods[zones.indexOf(String(shared))] as KubernetesObject);
    const { stuck } = await settled('hastens', dataPods, found => found.stuck.length === 1);
    const [pod] = stuck as [KubernetesObject];
    expect(refusal(pod)).toMatch(spreadRefusal);
    expect(await volumeZone(client, pod)).toBe(shared);
  });
});

/** As many as zones, fewer and more. */
function wanted(index: number): 2 | 3 | 5 {
  return index === 0 ? 5 : index === 1 ? 2 : 3;
}

/** Whether pods may go to the nodes of a zone; returns when the scheduler knows it by the taint. */
async function setUnschedulable(zone: string, unschedulable: boolean): Promise<void> {
  for (const node of await client.list(
    { apiVersion: 'v1', kind: 'Node' },
    { labels: `${zoneLabel}=${zone}` },
  )) {
    await client.patch(referenceTo(node), { spec: { unschedulable } });
    await client.until(
      referenceTo(node),
      found => listAt(found, 'spec', 'taints').length > 0 === unschedulable,
      { what: unschedulable ? 'tainted' : 'without a taint' },
    );
  }
}

/** Waits until pods are where they stay. */
async function settled(
  namespace: string,
  labels: string,
  isSettled: (found: Placing) => boolean,
): Promise<Placing> {
  const look = async (): Promise<Look<Placing>> => {
    const found = await placingOf(client, namespace, labels);
    const nodes = found.pods.map(pod => at(pod, 'spec', 'nodeName') ?? refusal(pod));
    return isSettled(found) ? { done: found } : { state: JSON.stringify(nodes) };
  };
  return until(`pods of ${namespace}`, look, { seconds: 180, every: 0.5 });
}
