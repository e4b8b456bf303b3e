import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { type Look, until } from '../../tools/cluster/harness/deadline.ts';
import { kubectl } from '../../tools/cluster/harness/kubectl.ts';
import {
  at,
  condition,
  type KubernetesObject,
  listAt,
  referenceTo,
} from '../../tools/cluster/harness/objects.ts';
import { healthyAnswers } from '../../tools/cluster/harness/outside.ts';
import { evict, isReady, perZone, pods, readyPods } from './pods.ts';
import {
  autoscaler,
  budget,
  deliverProduction,
  hashOf,
  hastenAnalyses,
  labels,
  namespace,
  release,
  rollout,
} from './production.ts';
import { policiesOf, restoredCluster } from './restored.ts';
import { TestCluster } from './test-cluster.ts';

const oneInEachZone = { 'zone-a': 1, 'zone-b': 1, 'zone-c': 1 };

let cluster: TestCluster;
let client: ApiClient;
let releases = 0;

/** An image that did not run before, also where a test is tried a second time. */
function newImage(): string {
  releases += 1;
  return `app-registry/web-app:1.0.${releases}`;
}

beforeAll(async () => {
  cluster = await TestCluster.start();
  client = cluster.client;
  cluster.answer(healthyAnswers);
  await deliverProduction(client);
  await hastenAnalyses(client);
  await readyPods(client, namespace, labels, 3);
});

afterAll(() => cluster?.end());

test('three pods of the application run in three zones, one in each', async () => {
  expect(await perZone(client, await pods(client, namespace, labels))).toEqual(oneInEachZone);
});

test('so do three pods of the cache and three sentinels', async () => {
  for (const component of ['data', 'sentinel']) {
    const placed = await readyPods(
      client,
      namespace,
      `app.kubernetes.io/name=cache,app.kubernetes.io/component=${component}`,
      3,
    );
    expect(await perZone(client, placed)).toEqual(oneInEachZone);
  }
});

test('cert-manager issues every certificate of the environment', async () => {
  const certificates = await client.list({
    apiVersion: 'cert-manager.io/v1',
    kind: 'Certificate',
    namespace,
  });
  expect(certificates.length).toBeGreaterThan(0);
  for (const certificate of certificates) {
    await client.until(referenceTo(certificate), found => condition(found, 'Ready') === 'True', {
      what: 'issued',
    });
  }
});

test('the operator makes the database its Services, its credentials and its first instance with both volumes', async () => {
  const names = (await client.list({ apiVersion: 'v1', kind: 'Service', namespace })).map(nameOf);
  expect(names).toEqual(expect.arrayContaining(['database-rw', 'database-ro', 'database-r']));
  const secrets = (await client.list({ apiVersion: 'v1', kind: 'Secret', namespace })).map(nameOf);
  expect(secrets).toEqual(expect.arrayContaining(['database-app', 'database-ca']));
  for (const name of ['database-1', 'database-1-wal']) {
    const claim = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace, name };
    await client.until(claim, found => at(found, 'status', 'phase') === 'Bound', { what: 'bound' });
  }
});

test('the operator takes the times of the Cluster: a look each second for an hour, and five minutes to stop', async () => {
  const [instance] = await readyPods(client, namespace, 'cnpg.io/podRole=instance', 1);
  expect(at(instance, 'spec', 'terminationGracePeriodSeconds')).toBe(300);
  const container = listAt(instance, 'spec', 'containers').find(found => at(found, 'name') === 'postgres');
  expect(at(container, 'startupProbe')).toMatchObject({ periodSeconds: 1, failureThreshold: 3600 });
});

test('the operator restores a Cluster under another name, inside the quota, and a policy opens each of its pods', async () => {
  const cluster = await restoredCluster(client, 'database-restored');
  await client.apply(cluster);
  const made = 'cnpg.io/cluster=database-restored';
  const [instance] = await readyPods(client, namespace, `${made},cnpg.io/podRole=instance`, 1);
  const [job] = await pods(client, namespace, `${made},cnpg.io/jobRole=full-recovery`);
  expect(await policiesOf(client, instance as KubernetesObject)).toEqual(['database']);
  expect(await policiesOf(client, job as KubernetesObject)).toEqual(['database-jobs']);
  await client.delete(referenceTo(cluster));
});

test('a pod is Ready when the 5 s of its readiness probe are over, not before', async () => {
  for (const pod of await pods(client, namespace, labels)) {
    const seconds = (transition(pod, 'Ready') - transition(pod, 'PodScheduled')) / 1000;
    expect(seconds).toBeGreaterThanOrEqual(5);
  }
});

test('the autoscaler that KEDA makes finds the Rollout that it scales and reads its size', async () => {
  const scaled = await client.until(autoscaler, found => condition(found, 'AbleToScale') === 'True', {
    what: 'able to scale',
  });
  expect(at(scaled, 'spec', 'scaleTargetRef', 'kind')).toBe('Rollout');
  expect(at(scaled, 'status', 'currentReplicas')).toBe(3);
});

test('the disruption budget lets the first eviction pass and blocks the second', async () => {
  const [first, second] = await readyPods(client, namespace, labels, 3);
  await client.until(budget, found => at(found, 'status', 'disruptionsAllowed') === 1, {
    what: 'allows one disruption',
  });
  expect(await evict(client, first as KubernetesObject)).toBe(201);
  expect(await evict(client, second as KubernetesObject)).toBe(429);
  await readyPods(client, namespace, labels, 3);
});

test('draining a node keeps two of three pods ready and moves the third within its zone', async () => {
  const [moved] = await readyPods(client, namespace, labels, 3);
  const node = String(at(moved, 'spec', 'nodeName'));
  const watching = new AbortController();
  const seen = recordReady(watching.signal);
  try {
    const options = ['--timeout=240s', '--delete-emptydir-data', '--pod-selector', labels];
    await kubectl(cluster.kubeconfig, ['drain', node, ...options]);
    const after = await readyPods(client, namespace, labels, 3);
    expect(await perZone(client, after)).toEqual(oneInEachZone);
  } finally {
    watching.abort();
    await kubectl(cluster.kubeconfig, ['uncordon', node]);
  }
  expect(Math.min(...(await seen))).toBe(2);
});

test('a release reaches the active Service only after every pod of the new color is ready', async () => {
  const before = await hashOf(client, 'web');
  await release(client, newImage());
  const looks = await watchRelease(before);
  const waiting = looks.slice(0, -1);
  expect(waiting.some(({ preview, ready }) => preview !== before && ready < 3)).toBe(true);
  expect(waiting.every(({ active }) => active === before)).toBe(true);
  expect(looks.at(-1)?.ready).toBe(3);
  await phase('Healthy');
});

test('a release whose health check fails is aborted, and the active Service never leaves the old color', async () => {
  const before = await hashOf(client, 'web');
  cluster.answer([{ match: 'web-preview', status: 503 }, ...healthyAnswers]);
  try {
    await release(client, newImage());
    await phase('Degraded');
    expect(at(await client.get(rollout), 'status', 'abort')).toBe(true);
    expect(await hashOf(client, 'web')).toBe(before);
  } finally {
    cluster.answer(healthyAnswers);
  }
});

test('a load of seven pods adds two pods and no more, as the rule for requests says', async () => {
  cluster.answer([
    { match: 'code=~', value: 1 },
    { match: 'http_requests_total', value: 7000 },
  ]);
  // The first start, from one pod to three, has used up what the rule allows in 180 s.
  const scaled = await client.until(autoscaler, found => at(found, 'status', 'desiredReplicas') !== 3, {
    what: 'scaled',
    seconds: 800,
  });
  expect(at(scaled, 'status', 'desiredReplicas')).toBe(5);
  expect(condition(scaled, 'ScalingLimited')).toBe('True');
  await client.until(rollout, found => at(found, 'spec', 'replicas') === 5, { what: 'at five pods' });
});

/** What one look at a release sees: the color of each Service, and how many pods of the new one are ready. */
interface Release {
  readonly active: string;
  readonly preview: string;
  readonly ready: number;
}

/** Looks at a release until the active Service has left the old color. */
async function watchRelease(before: string): Promise<readonly Release[]> {
  const looks: Release[] = [];
  const look = async (): Promise<Look<readonly Release[]>> => {
    // The Services first: the pods are then at least as far as when the Services were seen.
    const active = await hashOf(client, 'web');
    const preview = await hashOf(client, 'web-preview');
    const found = await pods(client, namespace, `rollouts-pod-template-hash=${preview}`);
    looks.push({ active, preview, ready: found.filter(isReady).length });
    return active === before ? { state: JSON.stringify(looks.at(-1)) } : { done: looks };
  };
  return until('active Service on the new color', look, { seconds: 360, every: 0.1 });
}

async function phase(wished: string): Promise<void> {
  await client.until(rollout, found => at(found, 'status', 'phase') === wished, {
    what: wished,
    seconds: 360,
  });
}

/** How many pods are ready, again and again until the signal is aborted. */
async function recordReady(signal: AbortSignal): Promise<readonly number[]> {
  const seen: number[] = [];
  while (!signal.aborted) {
    seen.push((await pods(client, namespace, labels)).filter(isReady).length);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return seen;
}

function nameOf({ metadata }: KubernetesObject): string {
  return metadata.name;
}

function transition(pod: KubernetesObject, type: string): number {
  const found = listAt(pod, 'status', 'conditions').find(entry => at(entry, 'type') === type);
  return Date.parse(String(at(found, 'lastTransitionTime')));
}
