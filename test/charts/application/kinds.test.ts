import { App } from 'cdk8s';
import { applicationFootprint } from '../../../charts/application/footprint.ts';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { ObservabilityTier } from '../../../charts/observability/observability-tier.ts';
import { manifestsOf, objectOf } from '../../support/manifests.ts';
import { type ApplicationInput, container, environmentOf, podSpec, web, workload } from './manifests.ts';

const kinds = (input: Partial<ApplicationInput>) =>
  web(input)
    .map(({ kind }) => kind)
    .sort();

const alertsOf = (input: Partial<ApplicationInput>): { alert: string; expr: string }[] => {
  const tier = manifestsOf(new ObservabilityTier(new App(), environmentOf(input)));
  return objectOf(tier, 'PrometheusRule', 'web').spec.groups[0].rules;
};

const policyOf = (input: Partial<ApplicationInput>) =>
  connectionsOf(environmentOf(input)).components.find(({ pods }) => pods.name === 'web');

const rules = [{ metric: 'CPUUtilization' as const, threshold: 70, cooldown: 300, adjustment: 1 }];

describe('a worker', () => {
  const worker = { kind: 'worker' as const };

  test('is a Deployment, and has no Service', () => {
    expect(kinds(worker)).toEqual(['Deployment', 'PodDisruptionBudget', 'ServiceAccount']);
  });

  test('listens on no port, and no one asks it for its health', () => {
    expect(container(web(worker))).not.toMatchObject({ ports: expect.anything() });
    expect(Object.keys(container(web(worker))).filter(key => key.endsWith('Probe'))).toEqual([]);
  });

  test('has a port for metrics where it names one', () => {
    const { ports } = container(web({ ...worker, metrics: { port: 9394 } }));
    expect(ports).toEqual([{ name: 'metrics', containerPort: 9394, protocol: 'TCP' }]);
  });

  test('accepts no connection', () => {
    expect(policyOf(worker)?.incoming).toEqual([]);
  });

  test('has no alert about requests, and none that waits for a scrape', () => {
    const alerts = alertsOf(worker);
    expect(alerts.map(({ alert }) => alert)).toEqual([
      'ApplicationDown',
      'ApplicationReplicasMissing',
      'ApplicationRestarting',
    ]);
    expect(alerts.filter(({ expr }) => /\bup\{/.test(expr))).toEqual([]);
  });

  test('ends all old pods first where two versions must not run', () => {
    const { strategy } = workload(web({ ...worker, delivery: { strategy: 'recreate' } })).spec;
    expect(strategy).toEqual({ type: 'Recreate' });
  });
});

describe('a singleton', () => {
  const singleton = { kind: 'worker' as const, singleton: true, scale: 1 };
  const set = (input = {}) => objectOf(web({ ...singleton, ...input }), 'StatefulSet', 'web');

  test('is a StatefulSet of one pod, which is replaced only when it has ended', () => {
    expect(set().spec).toMatchObject({ replicas: 1, updateStrategy: { type: 'RollingUpdate' } });
  });

  test('is replaced by a fixed version although the broken one never becomes ready', () => {
    expect(set().spec.podManagementPolicy).toBe('Parallel');
  });

  test('has no Service, so it names none', () => {
    expect(kinds(singleton)).toEqual(['PodDisruptionBudget', 'ServiceAccount', 'StatefulSet']);
    expect(set().spec.serviceName).toBe('');
  });

  test('can be stopped', () => {
    expect(set({ scale: 0 }).spec.replicas).toBe(0);
  });
});

describe('a stateful application', () => {
  const stateful = { kind: 'stateful' as const, scale: 3 };
  const securityContext = { fsGroup: 1000 };

  test('has a Service for clients and a headless one for its pods', () => {
    expect(kinds(stateful)).toEqual([
      'PodDisruptionBudget',
      'Service',
      'Service',
      'ServiceAccount',
      'StatefulSet',
    ]);
    const { serviceName } = workload(web(stateful)).spec;
    expect(objectOf(web(stateful), 'Service', serviceName).spec).toMatchObject({
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      selector: { app: 'web' },
    });
  });

  test('starts its pods in order unless the environment file says otherwise', () => {
    expect(workload(web(stateful)).spec.podManagementPolicy).toBe('OrderedReady');
    const { spec } = workload(web({ ...stateful, podManagementPolicy: 'Parallel' }));
    expect(spec.podManagementPolicy).toBe('Parallel');
  });

  test('keeps its volumes when it is scaled down or deleted', () => {
    expect(workload(web(stateful)).spec.persistentVolumeClaimRetentionPolicy).toEqual({
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
  });

  test('gives each pod its own volumes, from templates', () => {
    const volumes = { data: { mountPath: '/data', size: '10Gi' as const } };
    const manifests = web({ ...stateful, volumes, securityContext });
    const { volumeClaimTemplates, template } = workload(manifests).spec;
    expect(volumeClaimTemplates).toMatchObject([
      {
        metadata: { name: 'volume-data' },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
      },
    ]);
    const [{ volumeMounts }] = template.spec.containers;
    expect(volumeMounts).toContainEqual({ name: 'volume-data', mountPath: '/data' });
    expect(template.spec.volumes.map(({ name }: { name: string }) => name)).not.toContain('volume-data');
    expect(manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([]);
  });

  test('has room for the volumes of all of its pods in the quota', () => {
    const volumes = { data: { mountPath: '/data', size: '10Gi' as const } };
    const shares = applicationFootprint(environmentOf({ ...stateful, volumes, securityContext }));
    expect(shares).toContainEqual(expect.objectContaining({ count: 3, storage: [expect.anything()] }));
  });

  test('counts all of its pods where it spreads them over zones, and waits for each zone', () => {
    const [zones] = podSpec(web(stateful)).topologySpreadConstraints;
    expect(zones).toMatchObject({ whenUnsatisfiable: 'DoNotSchedule', minDomains: 3 });
    expect(zones).not.toHaveProperty('matchLabelKeys');
  });

  test('leaves its replicas to an autoscaler', () => {
    const manifests = web({ ...stateful, scale: { min: 2, max: 4, rules } });
    expect(workload(manifests).spec).not.toHaveProperty('replicas');
    const { scaleTargetRef } = objectOf(manifests, 'HorizontalPodAutoscaler', 'web').spec;
    expect(scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web' });
  });

  test('is watched by the metrics of its StatefulSet', () => {
    const [down] = alertsOf(stateful);
    expect(down?.expr).toContain('kube_statefulset_status_replicas_available');
  });
});

describe('peers', () => {
  const peers = { gossip: { port: 7946, protocol: 'UDP' as const }, epmd: { port: 4369 } };

  test('may connect to each other on their ports, in both directions', () => {
    const between = {
      ports: [
        { port: 4369, protocol: 'TCP' },
        { port: 7946, protocol: 'UDP' },
      ],
    };
    const policy = policyOf({ peers });
    expect(policy?.incoming).toContainEqual(expect.objectContaining(between));
    expect(policy?.outgoing).toContainEqual(expect.objectContaining(between));
  });

  test('find each other by a headless Service, also before they are ready', () => {
    const { spec } = objectOf(web({ peers }), 'Service', 'web-peers');
    expect(spec).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(spec.ports.map(({ name }: { name: string }) => name)).toEqual(['epmd', 'gossip']);
  });

  test('read the name of that Service from a variable', () => {
    const { env } = container(web({ peers }));
    expect(env).toEqual([{ name: 'PEERS_HOST', value: 'web-peers.production.svc' }]);
  });

  test('of a worker make a Service for them alone', () => {
    expect(kinds({ kind: 'worker', peers })).toContain('Service');
    expect(container(web({ kind: 'worker', peers })).ports).toHaveLength(2);
  });
});
