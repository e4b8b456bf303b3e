import { join } from 'node:path';
import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { type Look, until } from '../../tools/cluster/harness/deadline.ts';
import { deliver } from '../../tools/cluster/harness/deliver.ts';
import { kubectl } from '../../tools/cluster/harness/kubectl.ts';
import { readManifest } from '../../tools/cluster/harness/manifests.ts';
import { at, condition, type KubernetesObject, listAt } from '../../tools/cluster/harness/objects.ts';
import { connect, kubeconfig } from './connect.ts';
import { evict, isReady, perZone, pods, readyPods } from './pods.ts';

const namespace = 'behaviour';
const labels = 'app=web';
const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', namespace, name: 'web' };
const service = (name: string) => ({ apiVersion: 'v1', kind: 'Service', namespace, name });

let client: ApiClient;

beforeAll(async () => {
  client = await connect();
  for (const object of await readManifest(join(import.meta.dirname, 'fixtures', 'web.yaml'))) {
    await deliver(client, object);
  }
  await readyPods(client, namespace, labels, 3);
});

afterAll(() => client.close());

test('spreads three pods over three zones, one in each', async () => {
  const placed = await pods(client, namespace, labels);
  expect(await perZone(client, placed)).toEqual({ 'zone-a': 1, 'zone-b': 1, 'zone-c': 1 });
});

test('a pod is Ready when the delay of its readiness probe is over, not before', async () => {
  const delaySeconds = 5;
  for (const pod of await pods(client, namespace, labels)) {
    const scheduled = transition(pod, 'PodScheduled');
    const ready = transition(pod, 'Ready');
    expect((ready - scheduled) / 1000).toBeGreaterThanOrEqual(delaySeconds);
  }
});

test('the autoscaler finds the Rollout that it scales and reads its size', async () => {
  const autoscaler = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    namespace,
    name: 'web',
  };
  const scaled = await client.until(autoscaler, found => condition(found, 'AbleToScale') === 'True', {
    what: 'able to scale',
  });
  expect(at(scaled, 'status', 'currentReplicas')).toBe(3);
});

test('the disruption budget lets the first eviction pass and blocks the second', async () => {
  const [first, second] = await readyPods(client, namespace, labels, 3);
  await allowsDisruptions(1);
  expect(await evict(client, first as KubernetesObject)).toBe(201);
  expect(await evict(client, second as KubernetesObject)).toBe(429);
  await readyPods(client, namespace, labels, 3);
});

test('draining a zone keeps two of three pods ready, and moves the third to the other node of its zone', async () => {
  const [moved] = await readyPods(client, namespace, labels, 3);
  const node = String(at(moved, 'spec', 'nodeName'));
  const seen: number[] = [];
  const watching = new AbortController();
  const watch = recordReady(seen, watching.signal);
  await kubectl(kubeconfig(), [
    'drain',
    node,
    '--ignore-daemonsets',
    '--timeout=60s',
    '--pod-selector',
    labels,
  ]);
  const after = await readyPods(client, namespace, labels, 3);
  watching.abort();
  await watch;
  await kubectl(kubeconfig(), ['uncordon', node]);
  expect(Math.min(...seen)).toBe(2);
  expect(await perZone(client, after)).toEqual({ 'zone-a': 1, 'zone-b': 1, 'zone-c': 1 });
});

test('a new image reaches the active Service only after every pod of the new colour is ready', async () => {
  const before = await hashOf('web');
  await client.patch(rollout, {
    spec: { template: { metadata: { annotations: { release: '2' } } } },
  });
  const looks = await observeRelease(before);
  const switched = looks.findIndex(({ active }) => active !== before);
  expect(looks[switched]?.readyPods).toBe(3);
  expect(looks.slice(0, switched).some(({ preview, readyPods }) => preview !== before && readyPods < 3)).toBe(
    true,
  );
  expect(looks.slice(0, switched).every(({ active }) => active === before)).toBe(true);
});

/** What one look at a release sees: the colour of each Service, and how many pods of the new one are ready. */
interface Release {
  readonly active: string;
  readonly preview: string;
  readonly readyPods: number;
}

/** Looks at a release until the active Service has left the old colour. */
async function observeRelease(before: string): Promise<Release[]> {
  const looks: Release[] = [];
  const look = async (): Promise<Look<Release[]>> => {
    // The Services first: the pods are then at least as far as when the Services were seen.
    const [active, preview] = [await hashOf('web'), await hashOf('web-preview')];
    const found = await pods(client, namespace, `rollouts-pod-template-hash=${preview}`);
    looks.push({ active, preview, readyPods: found.filter(isReady).length });
    return active === before ? { state: JSON.stringify(looks.at(-1)) } : { done: looks };
  };
  return until('active Service on the new colour', look, { seconds: 60, every: 0.1 });
}

async function hashOf(name: string): Promise<string> {
  return String(at(await client.get(service(name)), 'spec', 'selector', 'rollouts-pod-template-hash'));
}

async function allowsDisruptions(number: number): Promise<void> {
  const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', namespace, name: 'web' };
  await client.until(budget, found => at(found, 'status', 'disruptionsAllowed') === number, {
    what: `allows ${number} disruption`,
  });
}

async function recordReady(seen: number[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    seen.push((await pods(client, namespace, labels)).filter(isReady).length);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

function transition(pod: KubernetesObject, type: string): number {
  const found = listAt(pod, 'status', 'conditions').find(entry => at(entry, 'type') === type);
  return Date.parse(String(at(found, 'lastTransitionTime')));
}
