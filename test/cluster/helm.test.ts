import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import {
  at,
  type KubernetesObject,
  type Reference,
  referenceTo,
} from '../../tools/cluster/harness/objects.ts';
import { type Helm, helms, succeed } from '../output/helm/chart.ts';
import { differences } from './differences.ts';
import { TestCluster } from './test-cluster.ts';

const chart = join(import.meta.dirname, '../../dist/helm/slipway');

/**
 * Argo Rollouts owns the selectors of Services. Helm 4 applies on the server, which refuses to take them away. With force it
 * would send users to a version that no analysis has examined. So the server-side way has to be switched off once.
 */
const installing: Readonly<Record<Helm, readonly string[]>> = { helm3: [], helm4: ['--server-side=false'] };

let cluster: TestCluster;

beforeAll(async () => {
  cluster = await TestCluster.start();
});

afterAll(() => cluster?.end());

/** Values of an environment, in a namespace of the release's own; volumes stay as large, since none can shrink. */
function values(environment: string, namespace: string): string[] {
  const settings = [`name=${namespace}`, `namespace=${namespace}`, 'database.storage=100Gi'];
  return [
    '--values',
    join(chart, `values-${environment}.yaml`),
    ...settings.flatMap(value => ['--set', value]),
  ];
}

describe.each(helms)('%s', helm => {
  const namespace = `${helm}-release`;
  const onCluster = (...args: string[]) => succeed(helm, [...args, '--kubeconfig', cluster.kubeconfig]);

  test('installs the objects of an environment', async () => {
    // Nothing, unless this is the second try.
    await onCluster('uninstall', namespace, '--ignore-not-found');
    await onCluster('install', namespace, chart, ...values('staging', namespace), ...installing[helm]);
    expect(await missing(helm, 'staging', namespace)).toEqual([]);
  });

  test('upgrades to the values of another environment', async () => {
    await onCluster('upgrade', namespace, chart, ...values('production', namespace));
    expect(await missing(helm, 'production', namespace)).toEqual([]);
  });

  test('refuses fewer replicas together with a new image, which would shrink the color that users are on', async () => {
    const rollout = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', namespace, name: 'web' };
    const isUp = (found: unknown) => at(found, 'spec', 'replicas') === 3;
    await cluster.client.until(rollout, isUp, { what: 'three replicas' });
    const fewer = ['applications.web.image=app-registry/web-app:2', 'applications.web.scale=1'];
    const upgrade = onCluster(
      ...['upgrade', namespace, chart, ...values('production', namespace)],
      ...fewer.flatMap(value => ['--set', value]),
    );
    await expect(upgrade).rejects.toThrow(
      'applications.web.scale: found 1 below the 3 replicas that users are on, during a release, which would shrink them at once (argo-rollouts#4552); change the scale when the release is over',
    );
  });

  test('rolls back', async () => {
    await onCluster('rollback', namespace, '1');
    expect(await missing(helm, 'staging', namespace)).toEqual([]);
  });

  test('leaves the database in the cluster when an upgrade has none', async () => {
    const before = await uidsOfKept(namespace);
    await onCluster('upgrade', namespace, chart, ...values('staging', namespace), ...withoutDatabase);
    expect(await uidsOfKept(namespace)).toEqual(before);
  });

  test('uninstalls, and leaves what holds data or opens it to data: an installation of that name takes it over', async () => {
    const before = await uidsOfKept(namespace);
    await onCluster('uninstall', namespace, '--ignore-not-found', '--wait');
    await expect(onCluster('status', namespace)).rejects.toThrow('release: not found');
    expect(await cluster.client.find({ ...kinds.StatefulSet, namespace, name: 'cache' })).toBeUndefined();
    await onCluster('install', namespace, chart, ...values('staging', namespace), ...installing[helm]);
    expect(await missing(helm, 'staging', namespace)).toEqual([]);
    expect(await uidsOfKept(namespace)).toEqual(before);
  });
});

const kinds = {
  StatefulSet: { apiVersion: 'apps/v1', kind: 'StatefulSet' },
  Namespace: { apiVersion: 'v1', kind: 'Namespace' },
  Cluster: { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' },
  ObjectStore: { apiVersion: 'barmancloud.cnpg.io/v1', kind: 'ObjectStore' },
  ExternalSecret: { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' },
  Certificate: { apiVersion: 'cert-manager.io/v1', kind: 'Certificate' },
  Issuer: { apiVersion: 'cert-manager.io/v1', kind: 'Issuer' },
} as const;

/** Values of an environment that has no database any more. */
const withoutDatabase = ['--set', 'database=null', '--set-json', 'applications.web.uses=["cache"]'];

/** The identity of everything that outlives a release. */
async function uidsOfKept(namespace: string): Promise<(string | undefined)[]> {
  const keptObjects: Reference[] = [
    { ...kinds.Namespace, name: namespace },
    { ...kinds.Cluster, namespace, name: 'database' },
    { ...kinds.ObjectStore, namespace, name: 'database-backup' },
    { ...kinds.Issuer, namespace, name: 'database-root' },
    { ...kinds.Issuer, namespace, name: 'database-server-ca' },
    { ...kinds.Certificate, namespace, name: 'database-server-ca' },
    { ...kinds.Certificate, namespace, name: 'database-tls' },
    { ...kinds.ExternalSecret, namespace, name: 'cache-auth' },
    { ...kinds.Certificate, namespace, name: 'cache-ca' },
  ];
  const found = await Promise.all(keptObjects.map(object => cluster.client.get(object)));
  return found.map(({ metadata }) => metadata.uid);
}

/** What the server does not hold as the chart renders it, apart from the label by which Helm knows its objects. */
async function missing(helm: Helm, environment: string, namespace: string): Promise<string[]> {
  const args = ['template', namespace, chart, '--skip-tests', ...values(environment, namespace)];
  const { stdout } = await succeed(helm, args);
  const objects = (loadAll(stdout) as (KubernetesObject | null)[]).filter(object => object !== null);
  const found = objects.map(async sent => {
    const stored = await cluster.client.find(referenceTo(sent));
    return differences(sent, stored)
      .filter(difference => !difference.includes('app.kubernetes.io/managed-by'))
      .map(difference => `${sent.kind} ${sent.metadata.name}${difference}`);
  });
  return (await Promise.all(found)).flat();
}
