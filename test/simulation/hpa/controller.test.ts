import { HorizontalController } from '../../../simulation/hpa/controller.ts';
import type { Observation, Pod, Sample } from '../../../simulation/hpa/observation.ts';
import type { HpaSpec } from '../../../simulation/hpa/spec.ts';

const containers = { app: { cpu: '500m', memory: '256Mi' } };
const cpuAt = (averageUtilization: number) => [
  { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } },
];

/** Ready pods that all use the same share of their CPU request, in percent. */
function busy(now: number, replicas: number, percent: number, extra: Partial<Observation> = {}): Observation {
  const pods: Pod[] = Array.from({ length: replicas }, (_, id) => ({
    id,
    phase: 'Running',
    startTime: -1000,
    ready: { status: 'True', since: -990 },
  }));
  const sample: Sample = { value: percent * 5, timestamp: now, window: 15 };
  const samples = new Map(pods.map(({ id }) => [id, sample]));
  const readings = new Map([['resource/cpu', { samples }]]);
  return { now, replicas, statusReplicas: replicas, pods, readings, ...extra };
}

/** Syncs every 15 seconds; the utilization may depend on the time and the replicas. */
function timeline(
  spec: HpaSpec,
  replicas: number,
  seconds: number,
  percent: (now: number, n: number) => number,
) {
  const controller = new HorizontalController(spec, containers);
  const changes: [number, number][] = [];
  let current = replicas;
  for (let now = 15; now <= seconds; now += 15) {
    const { replicas: next } = controller.sync(busy(now, current, percent(now, current)));
    if (next !== current) changes.push([now, next]);
    current = next;
  }
  return changes;
}

test('adds one replica every 300 seconds under a rule of +1 in 300 seconds, whatever the load', () => {
  const scaleUp = { policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }] };
  const spec = { minReplicas: 3, maxReplicas: 6, metrics: cpuAt(70), behavior: { scaleUp } };
  expect(timeline(spec, 3, 1500, () => 266)).toEqual([
    [15, 4],
    [315, 5],
    [615, 6],
  ]);
});

test('without behavior it doubles the replicas, or goes to four', () => {
  expect(timeline({ maxReplicas: 30, metrics: cpuAt(50) }, 1, 60, () => 500)).toEqual([
    [15, 4],
    [30, 8],
    [45, 16],
    [60, 30],
  ]);
});

test('keeps a replica for as long as the window remembers a higher recommendation', () => {
  const load = (now: number) => (now <= 60 ? 100 : 10);
  const plain = { minReplicas: 2, maxReplicas: 4, metrics: cpuAt(50) };
  // The window counts its far end without behavior, and leaves it out with behavior.
  expect(timeline(plain, 2, 600, load).at(-1)).toEqual([375, 2]);
  expect(timeline({ ...plain, behavior: {} }, 2, 600, load).at(-1)).toEqual([360, 2]);
});

test('does nothing at a tenth above the target, and acts just beyond it', () => {
  const spec = { maxReplicas: 20, metrics: cpuAt(50) };
  expect(timeline(spec, 10, 15, () => 55)).toEqual([]);
  expect(timeline(spec, 10, 15, () => 56)).toEqual([[15, 12]]);
});

test('acts on every difference when the tolerance is 0', () => {
  const behavior = { scaleUp: { tolerance: '0' } };
  expect(timeline({ maxReplicas: 20, metrics: cpuAt(50), behavior }, 10, 15, () => 51)).toEqual([[15, 11]]);
});

test('scales up on one metric while another is missing, but never down', () => {
  const missing = {
    type: 'External',
    external: { metric: { name: 'queue' }, target: { type: 'Value', value: 1 } },
  };
  const spec = { maxReplicas: 20, metrics: [...cpuAt(50), missing] };
  expect(timeline(spec, 10, 15, () => 100)).toEqual([[15, 20]]);
  expect(timeline(spec, 10, 900, () => 1)).toEqual([]);
});

test('says which metric is missing, and why nothing is done', () => {
  const controller = new HorizontalController({ maxReplicas: 20, metrics: cpuAt(50) }, { app: {} });
  expect(controller.sync(busy(15, 10, 100))).toEqual({
    replicas: 10,
    able: { status: true, reason: 'SucceededGetScale' },
    active: { status: false, reason: 'FailedGetResourceMetric' },
    metrics: [
      {
        key: 'resource/cpu',
        label: 'cpu resource utilization (percentage of request)',
        failure: 'a container has no request for cpu',
      },
    ],
  });
});

test('counts a pod that is not ready as idle when it scales up', () => {
  const controller = new HorizontalController({ maxReplicas: 20, metrics: cpuAt(50) }, containers);
  const ready = busy(15, 3, 100);
  const starting: Pod = { id: 3, phase: 'Running', startTime: 0, ready: { status: 'False', since: 0 } };
  const { replicas, metrics } = controller.sync({ ...ready, replicas: 4, pods: [...ready.pods, starting] });
  expect(metrics).toMatchObject([{ ratio: 2, current: 100, replicas: 6 }]);
  expect(replicas).toBe(6);
});

test('counts a pod without a sample as using its whole request, or exactly an average target, when it scales down', () => {
  const average = {
    type: 'Resource',
    resource: { name: 'cpu', target: { type: 'AverageValue', averageValue: '100m' } },
  };
  const metrics = [average, ...cpuAt(20)];
  const controller = new HorizontalController({ maxReplicas: 20, metrics }, containers);
  const seen = busy(15, 10, 10);
  const silent: Pod = { id: 10, phase: 'Running', startTime: -1000, ready: { status: 'True', since: -990 } };
  const decision = controller.sync({ ...seen, replicas: 11, pods: [...seen.pods, silent] });
  // 50m of 100m: (10 x 50m + 100m) / 100m. 10 % of 20 %: (10 x 50m + 500m) is 18 % of the requests.
  expect(decision.metrics).toMatchObject([{ replicas: 6 }, { replicas: 11 }]);
});

test('leaves a target alone that a person scaled to zero', () => {
  const controller = new HorizontalController({ maxReplicas: 20, metrics: cpuAt(50) }, containers);
  expect(controller.sync(busy(15, 0, 100))).toMatchObject({
    replicas: 0,
    active: { status: false, reason: 'ScalingDisabled' },
  });
});

test('removes at once what was added in the period of a down policy, though the up policies look back less', () => {
  const behavior = {
    scaleUp: { policies: [{ type: 'Pods', value: 5, periodSeconds: 15 }] },
    scaleDown: { stabilizationWindowSeconds: 0, policies: [{ type: 'Pods', value: 1, periodSeconds: 1800 }] },
  };
  const spec = { minReplicas: 1, maxReplicas: 30, metrics: cpuAt(50), behavior };
  // +5 at 15 s. At 900 s the down policy still counts from the 10 replicas that there were before.
  expect(timeline(spec, 10, 915, now => (now <= 15 ? 100 : now < 900 ? 50 : 10))).toEqual([
    [15, 15],
    [900, 9],
  ]);
});

test('refuses a metric without a source of its type', () => {
  expect(() => new HorizontalController({ maxReplicas: 2, metrics: [{ type: 'Pods' }] }, containers)).toThrow(
    'metrics[0]: found type "Pods" without a source of that type; allowed are Resource, ContainerResource, Pods, Object and External; set the field that the type names',
  );
});
