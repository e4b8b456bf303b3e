import fc from 'fast-check';
import type { ContainerRequests } from '../../simulation/hpa/observation.ts';
import type { HpaScalingRules, HpaSpec, MetricSpec } from '../../simulation/hpa/spec.ts';
import type { PodLife } from '../../simulation/world/pod-life.ts';

/** The parts of a random world. Its syncs are 15 seconds apart. */
export interface Scenario {
  readonly spec: HpaSpec;
  readonly replicas: number;
  readonly containers: ContainerRequests;
  readonly isWarm: boolean;
  readonly termination: number;
  /** The lives that the pods take in turn. */
  readonly lives: readonly PodLife[];
  /** The demand in thousandths of what one replica is meant to carry, and each metric's share of it, for so many syncs. */
  readonly demand: readonly {
    readonly syncs: number;
    readonly level: number;
    readonly shares: readonly number[];
  }[];
  /** Metrics, by index, that cannot be had from a sync on for so many syncs. */
  readonly gaps: readonly { readonly metric: number; readonly from: number; readonly syncs: number }[];
  /** Thousandths by which a pod's share may differ. */
  readonly jitter: number;
  /** One in so many samples of a pod is missing; 0 for none. */
  readonly missingOneIn: number;
  /** Seconds of a sample's age at the most, and its window. */
  readonly age: number;
  readonly window: number;
  /** One in so many syncs shows pods in states that no kubelet reports; 0 for none. */
  readonly oddOneIn: number;
  readonly salt: number;
  /** What a person does to `spec.replicas`. */
  readonly manual: readonly { readonly sync: number; readonly replicas: number }[];
}

const quantity = fc.oneof(
  fc.integer({ min: 1, max: 5000 }).map(n => `${n}m`),
  fc.integer({ min: 1, max: 2000 }).map(String),
  fc.integer({ min: 1, max: 64 }).map(n => `${n}Mi`),
);

const utilization = fc
  .integer({ min: 1, max: 150 })
  .map(n => ({ type: 'Utilization', averageUtilization: n }));
const averageValue = quantity.map(averageValue => ({ type: 'AverageValue', averageValue }));
const value = quantity.map(value => ({ type: 'Value', value }));
const perPod = fc.oneof({ weight: 3, arbitrary: utilization }, { weight: 1, arbitrary: averageValue });
const wholeService = fc.oneof(averageValue, value);

/** The index makes names unique. */
function metric(index: number): fc.Arbitrary<MetricSpec> {
  const name = fc.constantFrom('cpu', 'memory');
  const identifier = { name: `metric-${index}` };
  return fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ name, target: perPod }).map(resource => ({ type: 'Resource', resource })),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({ name, container: fc.constantFrom('app', 'app', 'app', 'sidecar'), target: perPod })
        .map(containerResource => ({ type: 'ContainerResource', containerResource })),
    },
    {
      weight: 2,
      arbitrary: averageValue.map(target => ({ type: 'Pods', pods: { metric: identifier, target } })),
    },
    {
      weight: 2,
      arbitrary: wholeService.map(target => ({
        type: 'Object',
        object: { describedObject: { kind: 'Service', name: 'web' }, metric: identifier, target },
      })),
    },
    {
      weight: 3,
      arbitrary: wholeService.map(target => ({ type: 'External', external: { metric: identifier, target } })),
    },
  );
}

const policy = fc.record({
  type: fc.constantFrom('Pods', 'Percent'),
  value: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 200 })),
  periodSeconds: fc.oneof(
    fc.integer({ min: 1, max: 1800 }),
    fc.constantFrom(15, 30, 60, 180, 300, 600, 1800),
  ),
});

const tolerance = fc.oneof(
  fc.constantFrom('0', '0.05', '0.1', '0.2', '100m', '1'),
  fc.integer({ min: 0, max: 900 }).map(n => `${n}m`),
);

const rules: fc.Arbitrary<HpaScalingRules> = fc.record(
  {
    stabilizationWindowSeconds: fc.oneof(
      fc.integer({ min: 0, max: 3600 }),
      fc.integer({ min: 0, max: 300 }),
      fc.constantFrom(0, 15, 60, 120, 300, 600),
    ),
    selectPolicy: fc.oneof(
      { weight: 15, arbitrary: fc.constantFrom('Max', 'Min') },
      { weight: 1, arbitrary: fc.constant('Disabled') },
    ),
    policies: fc.array(policy, { minLength: 1, maxLength: 3 }),
    tolerance,
  },
  { requiredKeys: [] },
);

const behavior = fc.record({ scaleUp: rules, scaleDown: rules }, { requiredKeys: [] });

const limits = fc
  .record({ minReplicas: fc.integer({ min: 1, max: 6 }), room: fc.nat({ max: 30 }) })
  .map(({ minReplicas, room }) => ({ minReplicas, maxReplicas: minReplicas + room }));

const spec: fc.Arbitrary<HpaSpec> = fc
  .tuple(
    limits,
    fc.integer({ min: 0, max: 4 }).chain(n => fc.tuple(...Array.from({ length: n }, (_, i) => metric(i)))),
    fc.option(behavior, { nil: undefined, freq: 5 }),
  )
  .map(([range, metrics, behavior]) => ({ ...range, metrics, ...(behavior ? { behavior } : {}) }));

const containers: fc.Arbitrary<ContainerRequests> = fc
  .record({
    cpu: fc.constantFrom('500m', '1', '333m', '2500m'),
    memory: fc.constantFrom('256Mi', '1Gi', '64Gi'),
    sidecar: fc.constantFrom('none', 'none', 'none', 'whole', 'whole', 'whole', 'whole', 'withoutCpu'),
  })
  .map(
    ({ cpu, memory, sidecar }): ContainerRequests => ({
      app: { cpu, memory },
      ...(sidecar === 'whole' ? { sidecar: { cpu: '100m', memory: '64Mi' } } : {}),
      ...(sidecar === 'withoutCpu' ? { sidecar: { memory: '64Mi' } } : {}),
    }),
  );

const life: fc.Arbitrary<PodLife> = fc.record(
  {
    scheduling: fc.integer({ min: 0, max: 20 }),
    pulling: fc.integer({ min: 0, max: 60 }),
    startup: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 600 })),
    failsAfter: fc.integer({ min: 60, max: 3600 }),
    unready: fc.record({
      after: fc.integer({ min: 0, max: 1800 }),
      seconds: fc.integer({ min: 1, max: 600 }),
    }),
  },
  { requiredKeys: ['scheduling', 'pulling', 'startup'] },
);

/** @param syncs how many syncs the demand lasts at the least. */
export function scenarios(syncs: number): fc.Arbitrary<Scenario> {
  const index = fc.nat({ max: syncs - 1 });
  const segment = fc.record({
    syncs: fc.integer({ min: 1, max: Math.max(1, Math.floor(syncs / 12)) }),
    level: fc.oneof(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 0, max: 30_000 })),
    shares: fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 4, maxLength: 4 }),
  });
  const gap = fc.record({
    metric: fc.nat({ max: 3 }),
    from: index,
    syncs: fc.integer({ min: 1, max: 40 }),
  });
  return fc.record({
    spec,
    replicas: fc.integer({ min: 1, max: 20 }),
    containers,
    isWarm: fc.boolean(),
    termination: fc.integer({ min: 0, max: 90 }),
    lives: fc.array(life, { minLength: 1, maxLength: 6 }),
    demand: fc.array(segment, { minLength: 4, maxLength: 40, size: 'max' }),
    gaps: fc.array(gap, { maxLength: 4 }),
    jitter: fc.integer({ min: 0, max: 400 }),
    missingOneIn: fc.constantFrom(0, 0, 3, 20),
    age: fc.integer({ min: 0, max: 60 }),
    window: fc.constantFrom(10, 15, 30, 60),
    oddOneIn: fc.constantFrom(0, 0, 0, 2, 10),
    salt: fc.nat(),
    manual: fc.oneof(
      { weight: 3, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.record({ sync: index, replicas: fc.integer({ min: 0, max: 40 }) }), {
          maxLength: 3,
        }),
      },
    ),
  });
}
