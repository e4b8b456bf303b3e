import { quota } from '../../rules/quota.ts';
import { deployment, findingsOf, object, rollout, statefulSet } from './support.ts';

const size = {
  resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
};
const grants = (hard: object) => object('v1', 'ResourceQuota', 'quota', { spec: { hard } });
const hpa = object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
  spec: {
    scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
    minReplicas: 3,
    maxReplicas: 12,
  },
});
const web = rollout('web', { container: size });

test('both colors at the largest scale are covered', () => {
  const hard = {
    'requests.cpu': '12',
    'requests.memory': '6Gi',
    'limits.cpu': '24',
    'limits.memory': '12Gi',
    pods: '24',
  };
  expect(findingsOf(quota, [grants(hard), web, hpa])).toEqual([]);
});

test('a quota for one color only is refused', () => {
  expect(findingsOf(quota, [grants({ 'requests.cpu': '6' }), web, hpa])).toEqual([
    'production/application/ResourceQuota quota: requests.cpu (6) is less than the 12 that pods ask for at most (Rollout web 12); allowed: 12 or more; raise requests.cpu, or lower the maximum number of replicas',
  ]);
});

test('a quota of pods counts every kind', () => {
  const objects = [
    grants({ pods: '8' }),
    deployment('shop', { spec: { replicas: 4 } }),
    statefulSet('cache', { spec: { replicas: 3 } }),
  ];
  expect(findingsOf(quota, objects)).toEqual([]);
  expect(findingsOf(quota, [...objects.slice(1), grants({ pods: '7' })])).toEqual([
    'production/application/ResourceQuota quota: pods (7) is less than the 8 that pods ask for at most (Deployment shop 5, StatefulSet cache 3); allowed: 8 or more; raise pods, or lower the maximum number of replicas',
  ]);
});

test('a Deployment that recreates its pods does not surge', () => {
  const recreated = deployment('shop', { spec: { replicas: 4, strategy: { type: 'Recreate' } } });
  expect(findingsOf(quota, [grants({ pods: '4' }), recreated])).toEqual([]);
});

test('memory alone means requests of memory', () => {
  const web = deployment('web', { container: size, spec: { strategy: { type: 'Recreate' } } });
  expect(findingsOf(quota, [grants({ memory: '100Mi' }), web])).toEqual([
    'production/application/ResourceQuota quota: memory (100Mi) is less than the 256Mi that pods ask for at most (Deployment web 256Mi); allowed: 256Mi or more; raise memory, or lower the maximum number of replicas',
  ]);
});

test('local disk is counted where a quota counts it, and a container without it is refused', () => {
  const web = deployment('web', { container: size, spec: { strategy: { type: 'Recreate' } } });
  expect(findingsOf(quota, [grants({ 'ephemeral-storage': '1Gi' }), web])).toEqual([
    'production/application/Deployment web: container web-app has no requests.ephemeral-storage, which production/application/ResourceQuota quota counts; allowed: containers that set everything that a quota of their namespace counts; set resources.requests.ephemeral-storage, or a default in a LimitRange',
  ]);
});

test('volumes of databases and StatefulSets are counted', () => {
  const database = object('postgresql.cnpg.io/v1', 'Cluster', 'database', {
    spec: { instances: 3, storage: { size: '100Gi' }, walStorage: { size: '10Gi' } },
  });
  const volumeClaimTemplates = [{ spec: { resources: { requests: { storage: '10Gi' } } } }];
  const cache = statefulSet('cache', { spec: { replicas: 3, volumeClaimTemplates } });
  expect(
    findingsOf(quota, [
      grants({ 'requests.storage': '360Gi', persistentvolumeclaims: '9' }),
      database,
      cache,
    ]),
  ).toEqual([]);
  expect(findingsOf(quota, [grants({ 'requests.storage': '359Gi' }), database, cache])).toEqual([
    'production/application/ResourceQuota quota: requests.storage (359Gi) is less than the 360Gi that pods ask for at most (Cluster database 330Gi, StatefulSet cache 30Gi); allowed: 360Gi or more; raise requests.storage, or lower the maximum number of replicas',
  ]);
});

test('the sidecar of backups counts with each instance', () => {
  const store = object('barmancloud.cnpg.io/v1', 'ObjectStore', 'backup', {
    spec: { instanceSidecarConfiguration: { resources: { requests: { cpu: '100m' } } } },
  });
  const database = object('postgresql.cnpg.io/v1', 'Cluster', 'database', {
    spec: {
      instances: 3,
      resources: { requests: { cpu: '1' } },
      plugins: [{ parameters: { barmanObjectName: 'backup' } }],
    },
  });
  expect(findingsOf(quota, [grants({ 'requests.cpu': '3' }), store, database])).toEqual([
    'production/application/ResourceQuota quota: requests.cpu (3) is less than the 3300m that pods ask for at most (Cluster database 3300m); allowed: 3300m or more; raise requests.cpu, or lower the maximum number of replicas',
  ]);
});

test('an init container counts only when it is the largest', () => {
  const large = { name: 'migrate', resources: { requests: { cpu: '2' } } };
  const small = { name: 'wait', resources: { requests: { cpu: '100m' } } };
  const spec = { strategy: { type: 'Recreate' } };
  const pods = (initContainers: object[]) =>
    deployment('web', { container: size, pod: { initContainers }, spec });
  expect(findingsOf(quota, [grants({ 'requests.cpu': '500m' }), pods([small])])).toEqual([]);
  expect(findingsOf(quota, [grants({ 'requests.cpu': '1' }), pods([large])])).toEqual([
    'production/application/ResourceQuota quota: requests.cpu (1) is less than the 2 that pods ask for at most (Deployment web 2); allowed: 2 or more; raise requests.cpu, or lower the maximum number of replicas',
  ]);
});

test('a container must say what the quota counts, unless a LimitRange says it', () => {
  const range = object('v1', 'LimitRange', 'limits', {
    spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] },
  });
  const objects = [grants({ 'limits.cpu': '8' }), deployment('web')];
  expect(findingsOf(quota, [...objects, range])).toEqual([]);
  expect(findingsOf(quota, objects)).toEqual([
    'production/application/Deployment web: container web-app has no limits.cpu, which production/application/ResourceQuota quota counts; allowed: containers that set everything that a quota of their namespace counts; set resources.limits.cpu, or a default in a LimitRange',
  ]);
});

test('a quota for some pods only is not checked', () => {
  const scoped = object('v1', 'ResourceQuota', 'quota', {
    spec: { hard: { pods: '1' }, scopes: ['BestEffort'] },
  });
  expect(findingsOf(quota, [scoped, deployment('web', { spec: { replicas: 9 } })])).toEqual([]);
});

test('a claim of an application counts once, and not as a pod', () => {
  const claim = object('v1', 'PersistentVolumeClaim', 'web-data', {
    spec: { resources: { requests: { storage: '10Gi' } } },
  });
  const hard = { pods: '0', persistentvolumeclaims: '1', 'requests.storage': '10Gi', 'requests.cpu': '0' };
  expect(findingsOf(quota, [grants(hard), claim])).toEqual([]);
  expect(findingsOf(quota, [grants({ 'requests.storage': '9Gi' }), claim])).toEqual([
    'production/application/ResourceQuota quota: requests.storage (9Gi) is less than the 10Gi that pods ask for at most (PersistentVolumeClaim web-data 10Gi); allowed: 10Gi or more; raise requests.storage, or lower the maximum number of replicas',
  ]);
});
