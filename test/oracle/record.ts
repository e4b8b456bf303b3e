import { milli } from '../../simulation/hpa/amounts.ts';
import { defaultMetrics, type Metric, readMetric } from '../../simulation/hpa/metric.ts';
import type { Pod } from '../../simulation/hpa/observation.ts';
import { podRequest } from '../../simulation/hpa/pods.ts';
import { Fleet } from '../../simulation/world/fleet.ts';
import type { Scenario } from './scenario.ts';
import { type Answer, Model, podRow, type ReadingRow, type Situation, type Trace } from './trace.ts';

/** Seconds between syncs. */
const period = 15;

/**
 * Runs the model in the scenario's world and records what it saw and what it did.
 *
 * The real controller is then shown the same. As long as both decide alike, the world would have been the same
 * for the real one, so the first difference is a true one.
 */
export function record(scenario: Scenario, syncs: number, name: string): { trace: Trace; answers: Answer[] } {
  const { spec, containers, replicas, manual } = scenario;
  const head = { name, spec, replicas, containers };
  const model = new Model(head);
  const fleet = fleetOf(scenario);
  const metrics = (spec.metrics?.length ? spec.metrics : defaultMetrics).map(readMetric);
  const situations: Situation[] = [];
  const answers: Answer[] = [];
  let shown = '';
  for (let index = 0; index < syncs; index += 1) {
    const now = (index + 1) * period;
    const scale = manual.find(({ sync }) => sync === index)?.replicas;
    fleet.advance(now);
    if (scale !== undefined) fleet.scale(scale, now - 1);
    const pods = visible(scenario, fleet, index);
    const rows = pods.map(podRow);
    const situation: Situation = {
      ...(scale === undefined ? {} : { scale }),
      status: fleet.statusReplicas,
      ...(JSON.stringify(rows) === shown ? {} : { pods: rows }),
      readings: measure(scenario, metrics, pods, index),
    };
    shown = JSON.stringify(rows);
    const answer = model.answer(situation);
    fleet.scale(answer.replicas, now);
    situations.push(situation);
    answers.push(answer);
  }
  return { trace: { ...head, syncs: situations }, answers };
}

function fleetOf({ replicas, termination, isWarm, lives }: Scenario): Fleet {
  const none = { scheduling: 0, pulling: 0, startup: 0 };
  return new Fleet({ replicas, termination, isWarm, life: ordinal => lives[ordinal % lives.length] ?? none });
}

/** The pods as the API shows them, at odd moments in states that no kubelet reports. */
function visible({ oddOneIn, salt }: Scenario, fleet: Fleet, index: number): Pod[] {
  const pods = fleet.at((index + 1) * period);
  const isOdd = oddOneIn > 0 && hash(salt, index) % oddOneIn === 0;
  return isOdd ? pods.map(pod => oddPod(pod, hash(salt, index, pod.id))) : pods;
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
  let remainder = index % total;
  for (const { syncs, level, shares } of demand) {
    if (remainder < syncs) return Math.floor((level * (shares[position % shares.length] ?? 0)) / 1000);
    remainder -= syncs;
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
