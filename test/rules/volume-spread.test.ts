import type { Placed } from '../../rules/model/manifest.ts';
import { volumeSpread } from '../../rules/volume-spread.ts';
import { deployment, findingsOf, object, statefulSet } from './support.ts';

const zone = 'topology.kubernetes.io/zone';
const allowed = 'exactly the pods that have the constraint';
const fix = 'change its labelSelector and matchLabelKeys, or set whenUnsatisfiable: ScheduleAnyway';

const spreadBy = (labelSelector: object | undefined, rest: object = {}) => ({
  topologySpreadConstraints: [
    { maxSkew: 1, topologyKey: zone, whenUnsatisfiable: 'DoNotSchedule', labelSelector, ...rest },
  ],
});

const database = (labelSelector: object, rest: object = {}): Placed =>
  object('postgresql.cnpg.io/v1', 'Cluster', 'database', {
    spec: { instances: 3, ...spreadBy(labelSelector), ...rest },
  });

const pooler = object('postgresql.cnpg.io/v1', 'Pooler', 'database-pooler-rw', {
  spec: { cluster: { name: 'database' }, template: {} },
});

const ofCluster = { matchLabels: { 'cnpg.io/cluster': 'database' } };
const withoutPoolers = {
  ...ofCluster,
  matchExpressions: [{ key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] }],
};

/** A StatefulSet whose pods have `app: cache` and a volume each. */
const cache = (pod: object, volumeClaimTemplates: object[] = [{ metadata: { name: 'data' } }]): Placed =>
  statefulSet('cache', { spec: { volumeClaimTemplates }, pod });

const ofCache = { matchLabels: { app: 'cache' } };

describe('the spread of a Cluster over zones', () => {
  test('counts instances and the Jobs that bind their volumes, and no pooler', () => {
    expect(findingsOf(volumeSpread, [database(withoutPoolers), pooler])).toEqual([]);
  });

  test('must not leave out the Jobs: they would bind volumes in zones that are full', () => {
    const instances = { matchLabels: { 'cnpg.io/cluster': 'database', 'cnpg.io/podRole': 'instance' } };
    expect(findingsOf(volumeSpread, [database(instances), pooler])).toEqual([
      `production/application/Cluster database: the spread over ${zone} by cnpg.io/cluster=database, cnpg.io/podRole=instance does not count its own Job full-recovery, Job import, Job initdb, Job join, Job major-upgrade, Job pgbasebackup, Job snapshot-recovery; allowed: ${allowed}; ${fix}`,
    ]);
  });

  test('must not count poolers, which come and go in other zones', () => {
    expect(findingsOf(volumeSpread, [database(ofCluster), pooler])).toEqual([
      `production/application/Cluster database: the spread over ${zone} by cnpg.io/cluster=database counts production/application/Pooler database-pooler-rw, whose pods do not have the constraint; allowed: ${allowed}; ${fix}`,
    ]);
  });

  test('must not count the pods of another Cluster', () => {
    const all = { matchLabels: { 'app.kubernetes.io/managed-by': 'cloudnative-pg' } };
    const other = object('postgresql.cnpg.io/v1', 'Cluster', 'restored', { spec: { instances: 3 } });
    expect(findingsOf(volumeSpread, [database(all), other])).toEqual([
      `production/application/Cluster database: the spread over ${zone} by app.kubernetes.io/managed-by=cloudnative-pg counts production/application/Cluster restored, whose pods do not have the constraint; allowed: ${allowed}; ${fix}`,
    ]);
  });

  test('may leave out any pods with ScheduleAnyway', () => {
    const soft = spreadBy(ofCluster, { whenUnsatisfiable: 'ScheduleAnyway' });
    expect(findingsOf(volumeSpread, [database(ofCluster, soft), pooler])).toEqual([]);
  });
});

describe('the spread of a StatefulSet over zones', () => {
  test('counts its own pods', () => {
    expect(findingsOf(volumeSpread, [cache(spreadBy(ofCache)), deployment('web')])).toEqual([]);
  });

  test.each([
    ['a label that they have not', { matchLabels: { app: 'cahce' } }, 'app=cahce'],
    ['a selector that is empty', {}, 'an empty selector'],
    ['no selector', undefined, 'an empty selector'],
  ])('must count them: not by %s', (_, selector, described) => {
    expect(findingsOf(volumeSpread, [cache(spreadBy(selector))])).toEqual([
      `production/application/StatefulSet cache: the spread over ${zone} by ${described} does not count its own pods; allowed: ${allowed}; ${fix}`,
    ]);
  });

  test('must count all of them together, not each revision separately', () => {
    const perRevision = spreadBy(ofCache, { matchLabelKeys: ['app', 'controller-revision-hash'] });
    expect(findingsOf(volumeSpread, [cache(perRevision)])).toEqual([
      `production/application/StatefulSet cache: the spread over ${zone} by app=cache counts each value of controller-revision-hash separately; allowed: ${allowed}; ${fix}`,
    ]);
  });

  test('may count any pods where they bind no volume', () => {
    expect(findingsOf(volumeSpread, [cache(spreadBy({ matchLabels: { app: 'web' } }), [])])).toEqual([]);
  });
});

describe('the anti-affinity of pods with volumes', () => {
  const apart = (labelSelector: object | undefined, rest: object = {}) => ({
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: 'kubernetes.io/hostname', labelSelector, ...rest },
        ],
      },
    },
  });

  test.each([
    ['from each other', apart(ofCache)],
    ['from the pods of another workload', apart({ matchLabels: { app: 'web' } })],
    ['from every pod', apart({})],
    ['from pods of another namespace', apart({ matchLabels: { app: 'shop' } }, { namespaces: ['shop'] })],
  ])('keeps them apart %s', (_, pod) => {
    expect(findingsOf(volumeSpread, [cache(pod), deployment('web')])).toEqual([]);
  });

  test.each([
    ['a label that no pod has', { matchLabels: { app: 'cahce' } }, 'app=cahce'],
    ['no selector', undefined, 'an empty selector'],
  ])('keeps nothing apart by %s', (_, selector, described) => {
    expect(findingsOf(volumeSpread, [cache(apart(selector))])).toEqual([
      `production/application/StatefulSet cache: the anti-affinity over kubernetes.io/hostname by ${described} matches no pod; allowed: all pods that must stay apart; change its labelSelector and matchLabelKeys`,
    ]);
  });

  test('must not keep apart the pods of one revision alone', () => {
    const pod = apart(ofCache, { matchLabelKeys: ['controller-revision-hash'] });
    expect(findingsOf(volumeSpread, [cache(pod)])).toEqual([
      'production/application/StatefulSet cache: the anti-affinity over kubernetes.io/hostname by app=cache counts each value of controller-revision-hash separately; allowed: all pods that must stay apart; change its labelSelector and matchLabelKeys',
    ]);
  });

  test('is checked in a Cluster, too', () => {
    const required = [{ topologyKey: zone, labelSelector: { matchLabels: { app: 'cahce' } } }];
    const affinity = {
      additionalPodAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required },
    };
    expect(findingsOf(volumeSpread, [database(withoutPoolers, { affinity })])).toEqual([
      `production/application/Cluster database: the anti-affinity over ${zone} by app=cahce matches no pod; allowed: all pods that must stay apart; change its labelSelector and matchLabelKeys`,
    ]);
  });
});
