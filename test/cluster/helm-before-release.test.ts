import { join } from 'node:path';
import { failingArgument } from '../../tools/cluster/harness/kwok.ts';
import { at, type KubernetesObject } from '../../tools/cluster/harness/objects.ts';
import { type Helm, helms, succeed } from '../output/helm/chart.ts';
import { TestCluster } from './test-cluster.ts';

const chart = join(import.meta.dirname, '../../dist/helm/slipway');

/** See helm.test.ts. */
const installing: Readonly<Record<Helm, readonly string[]>> = { helm3: [], helm4: ['--server-side=false'] };

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await TestCluster.start();
});

afterAll(() => cluster?.end());

describe.each(helms)('%s', helm => {
  const namespace = `${helm}-job`;
  const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', namespace, name: 'web' };
  const job = { apiVersion: 'batch/v1', kind: 'Job', namespace, name: 'web-before-release' };
  const onCluster = (...args: string[]) => succeed(helm, [...args, '--kubeconfig', cluster.kubeconfig]);
  const imageOf = (workload: KubernetesObject) =>
    at(workload, 'spec', 'template', 'spec', 'containers', 0, 'image');

  /** A release of this version of production, whose Job has this argument. */
  function version(tag: string, argument: string): string[] {
    const settings = [`name=${namespace}`, `namespace=${namespace}`];
    const beforeRelease = { args: [argument], deadline: '10m', retries: 0 };
    return [
      ...[namespace, chart, '--values', join(chart, 'values-production.yaml')],
      ...[...settings, `applications.web.image=app-registry/web-app:${tag}`].flatMap(value => [
        '--set',
        value,
      ]),
      ...['--set-json', `applications.web.beforeRelease=${JSON.stringify(beforeRelease)}`],
    ];
  }

  /** The color that users are on. */
  async function activeColor(): Promise<unknown> {
    const service = { apiVersion: 'v1', kind: 'Service', namespace, name: 'web' };
    const hash = (found: unknown) => at(found, 'spec', 'selector', 'rollouts-pod-template-hash');
    return hash(
      await cluster.client.until(service, found => hash(found) !== undefined, { what: 'with a color' }),
    );
  }

  test('an installation runs the Job after the objects are made, and waits for it', async () => {
    await onCluster('uninstall', namespace, '--ignore-not-found');
    await onCluster('install', ...version('1.0.0', 'migrate'), ...installing[helm]);
    const found = await cluster.client.get(job);
    expect(at(found, 'status', 'succeeded')).toBe(1);
    expect(at(found, 'metadata', 'annotations', 'helm.sh/hook')).toBe('post-install,post-upgrade');
  });

  test('a Job that fails ends the upgrade: the Rollout keeps its template, and users keep their version', async () => {
    const [before, color] = [await cluster.client.get(rollout), await activeColor()];
    await expect(onCluster('upgrade', ...version('1.0.1', failingArgument))).rejects.toThrow(
      'pre-upgrade hooks failed',
    );
    expect(at(await cluster.client.get(rollout), 'spec', 'template')).toEqual(at(before, 'spec', 'template'));
    expect(await activeColor()).toBe(color);
  });

  test('the fix is released after its Job', async () => {
    const image = 'app-registry/web-app:1.0.2';
    await onCluster('upgrade', ...version('1.0.2', 'migrate'));
    const found = await cluster.client.get(job);
    expect([imageOf(found), imageOf(await cluster.client.get(rollout))]).toEqual([image, image]);
    const sets = await cluster.client.list({ apiVersion: 'apps/v1', kind: 'ReplicaSet', namespace });
    const completed = Date.parse(String(at(found, 'status', 'completionTime')));
    const made = sets
      .filter(set => imageOf(set) === image)
      .map(set => at(set, 'metadata', 'creationTimestamp'));
    for (const time of made) expect(Date.parse(String(time))).toBeGreaterThanOrEqual(completed);
  });
});
