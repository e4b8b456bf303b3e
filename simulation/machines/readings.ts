import type { AutoscalingMetric } from '../../charts/application/scaling/autoscaling.ts';
import type { Pod, Reading, Sample } from '../hpa/observation.ts';
import type { TraceReader } from '../load/trace.ts';
import { isShared, metricName, type Subject } from '../subject.ts';

/** Seconds that the metrics server averages over, and that it takes from a pod's start to its first sample. */
const window = 15;

/** What there is at one sync of the controller. */
export interface Sync {
  readonly load: TraceReader;
  /** `spec.replicas` of the application. */
  readonly replicas: number;
  readonly now: number;
}

/** The HPA's readings at one sync, by metric key. */
export function readingsOf(
  subject: Subject,
  metrics: readonly AutoscalingMetric[],
  pods: readonly Pod[],
  { load, replicas, now }: Sync,
): Map<string, Reading> {
  const readings = new Map<string, Reading>();
  for (const metric of metrics) {
    if (metric.type === 'Resource') {
      const { name } = metric.resource;
      const reading = resourceReading(subject, name, pods, load, now);
      if (reading !== undefined) readings.set(`resource/${name}`, reading);
    } else {
      const { name } = metric.external.metric;
      const rule = subject.range.rules.find(rule => externalName(metricName(rule)) === name);
      const demand = rule && load.demand(metricName(rule));
      if (rule === undefined || demand === undefined) continue;
      const value = isShared(rule) ? demand / replicas : demand;
      readings.set(`external/${name}`, { values: [Math.ceil(value * 1000)] });
    }
  }
  return readings;
}

/** What charts/application/scaling/thresholds.ts calls the metric of a rule. */
function externalName(name: string): string {
  return name === 'RequestCount' ? 'request-count' : name;
}

/** Ready replicas share the demand. Those that start use memory, and CPU that does not count. */
function resourceReading(
  { target, mostCpu }: Subject,
  resource: 'cpu' | 'memory',
  pods: readonly Pod[],
  load: TraceReader,
  now: number,
): Reading | undefined {
  const demand = load.demand(resource === 'cpu' ? 'CPUUtilization' : 'MemoryUtilization');
  if (demand === undefined) return undefined;
  let ready = 0;
  for (const pod of pods) if (pod.ready?.status === 'True' && !pod.deleted) ready += 1;
  const share = demand / Math.max(1, ready);
  const percent = resource === 'cpu' ? Math.min(share, mostCpu) : share;
  const request = target.requests[resource].in('m');
  const sample: Sample = { value: Math.round((percent / 100) * request), timestamp: now, window };
  const idle: Sample = { ...sample, value: 0 };
  const samples = new Map<number, Sample>();
  for (const { id, phase, startTime, ready } of pods) {
    if (phase !== 'Running' || startTime === undefined || startTime + window > now) continue;
    samples.set(id, resource === 'cpu' && ready?.status !== 'True' ? idle : sample);
  }
  return { samples };
}
