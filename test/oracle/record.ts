import { milli } from '../../simulation/hpa/amounts.ts';
import { HorizontalController } from '../../simulation/hpa/controller.ts';
import { defaultMetrics, type Metric, readMetric } from '../../simulation/hpa/metric.ts';
import type { Pod, Reading } from '../../simulation/hpa/observation.ts';
import { podRequest } from '../../simulation/hpa/pods.ts';
import { Fleet } from '../../simulation/world/fleet.ts';
import type { Scenario } from './scenario.ts';
import {
  type Answer,
  answerOf,
  type PodRow,
  podRow,
  type ReadingRow,
  readReading,
  type Situation,
  type Trace,
} from './trace.ts';

/** Seconds between syncs. */
const period = 15;

/**
 * Runs the model in the scenario's world and records what it saw and what it did.
 *
 * The real controller is then shown the same. As long as both decide alike, the world would have been the same
 * for the real one, so the first difference is a true one.
 */
export function record(scenario: Scenario, syncs: number, name: string): { trace: Trace; answers: Answer[] } {
  const { spec, containers, lives, termination, isWarm, manual } = scenario;
  const controller = new HorizontalController(spec, containers);
  const fleet = new Fleet({
    replicas: scenario.replicas,
    termination,
    isWarm,
    life: ordinal => lives[ordinal % lives.length] ?? { scheduling: 0, pulling: 0, startup: 0 },
  });
  const metrics = (spec.metrics?.length ? spec.metrics : defaultMetrics).map(readMetric);
  const situations: Situation[] = [];
  const answers: Answer[] = [];
  let replicas = scenario.replicas;
  let shown: readonly PodRow[] = [];
  for (let index = 0; index < syncs; index += 1) {
    const now = (index + 1) * period;
    const scale = manual.find(({ sync }) => sync === index)?.replicas;
    fleet.advance(now);
    if (scale !== undefined) {
      replicas = scale;
      fleet.scale(scale, now - 1);
    }
    const isOdd = scenario.oddOneIn > 0 && hash(scenario.salt, index) % scenario.oddOneIn === 0;
    const pods = isOdd
      ? fleet.at(now).map(pod => oddPod(pod, hash(scenario.salt, index, pod.id)))
      : fleet.at(now);
    const rows = measure(scenario, metrics, pods, index);
    const readings = new Map<string, Reading>();
    for (const [key, row] of Object.entries(rows)) {
      const reading = readReading(row);
      if (reading !== undefined) readings.set(key, reading);
    }
    const status = fleet.statusReplicas;
    const rowsOfPods = pods.map(podRow);
    const isSame = JSON.stringify(rowsOfPods) === JSON.stringify(shown);
    situations.push({
      ...(scale === undefined ? {} : { scale }),
      status,
      ...(isSame ? {} : { pods: rowsOfPods }),
      readings: rows,
    });
    shown = rowsOfPods;
    const decision = controller.sync({ now, replicas, statusReplicas: status, pods, readings });
    answers.push(answerOf(decision));
    if (decision.replicas !== replicas) fleet.scale(decision.replicas, now);
    replicas = decision.replicas;
  }
  return { trace: { name, spec, replicas: scenario.replicas, containers, syncs: situations }, answers };
}

function measure(scenario: Scenario, metrics: readonly Metric[], pods: readonly Pod[], index: number) {
  const rows: Record<string, ReadingRow> = {};
  metrics.forEach((metric, position) => {
    const isGap = scenario.gaps.some(
      gap => gap.metric === position && gap.from <= index && index < gap.from + gap.syncs,
    );
    // Two entries may name one metric; they then read the same.
    rows[metric.key] ??= isGap ? {} : reading(scenario, metric, position, pods, index);
  });
  return rows;
}

function reading(
  scenario: Scenario,
  metric: Metric,
  position: number,
  pods: readonly Pod[],
  index: number,
): ReadingRow {
  const demand = Math.floor((levelAt(scenario, position, index) * oneReplica(scenario, metric)) / 1000);
  if (metric.source === 'service') {
    const part = Math.floor(demand / 3);
    return { values: metric.key.startsWith('external/') ? [part, demand - part] : [demand] };
  }
  const serving = pods.filter(pod => pod.ready?.status === 'True' && !pod.deleted);
  const share = Math.floor(demand / Math.max(1, serving.length));
  const now = (index + 1) * period;
  const samples: [number, number, number, number][] = [];
  for (const pod of pods) {
    const chance = hash(scenario.salt, position, index, pod.id);
    const isMissing = scenario.missingOneIn > 0 && chance % scenario.missingOneIn === 0;
    // A pod has its first sample some seconds after its start.
    if (pod.startTime === undefined || pod.startTime + (chance % 30) > now || isMissing) continue;
    const load = serving.includes(pod) ? share : Math.floor(share / 20);
    const jitter = Math.floor((load * ((chance % (2 * scenario.jitter + 1)) - scenario.jitter)) / 1000);
    samples.push([pod.id, load + jitter, now - (chance % (scenario.age + 1)), scenario.window]);
  }
  // The sample of a pod that the controller does not know, as when one cache is behind the other.
  if (scenario.oddOneIn > 0) samples.push([1_000_000, share, now, scenario.window]);
  return { pods: samples };
}

/** The pod in any state that the API allows. */
function oddPod({ id }: Pod, chance: number): Pod {
  const phases = ['Pending', 'Running', 'Running', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;
  const status = (['True', 'True', 'False', 'Unknown'] as const)[(chance >> 3) % 4] ?? 'True';
  return {
    id,
    phase: phases[chance % phases.length] ?? 'Running',
    ...(chance % 11 === 0 ? { deleted: true } : {}),
    ...(chance % 13 === 0 ? {} : { startTime: chance % 7000 }),
    ...(chance % 17 === 0 ? {} : { ready: { status, since: (chance >> 5) % 7000 } }),
  };
}

/** Thousandths that one replica carries when it is exactly on target. */
function oneReplica({ containers }: Scenario, { target, resource, container }: Metric): number {
  if (target.kind !== 'utilization') return target.amount;
  const request = podRequest(containers, resource ?? '', container) ?? milli('500m');
  return Math.floor((request * target.amount) / 100);
}

function levelAt({ demand }: Scenario, position: number, index: number): number {
  const total = demand.reduce((sum, { syncs }) => sum + syncs, 0);
  let left = index % total;
  for (const { syncs, level, shares } of demand) {
    if (left < syncs) return Math.floor((level * (shares[position % shares.length] ?? 0)) / 1000);
    left -= syncs;
  }
  return 0;
}

/** A number that looks random and depends on nothing else. */
function hash(...numbers: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const number of numbers) {
    state = Math.imul(state ^ number, 0x85ebca6b);
    state ^= state >>> 13;
    state = Math.imul(state, 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}
