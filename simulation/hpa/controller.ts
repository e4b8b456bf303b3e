import { type CompleteBehavior, completeBehavior } from './behavior.ts';
import type { Condition, Decision, MetricResult } from './decision.ts';
import { type ControllerFlags, controllerDefaults } from './flags.ts';
import { defaultMetrics, type Metric, readMetric } from './metric.ts';
import type { ContainerRequests, Observation } from './observation.ts';
import { downLimit, type History, newHistory, plainUpLimit, upLimit } from './rate.ts';
import { propose, requestsOf, type Setting } from './replicas.ts';
import type { HpaSpec } from './spec.ts';
import { Recommendations } from './stabilization.ts';
import { tolerancesOf } from './tolerance.ts';

interface Normalized {
  readonly replicas: number;
  readonly stabilized: number;
  readonly able: Condition;
  readonly limited: Condition;
}

/**
 * The HorizontalPodAutoscaler controller for one HPA: what it does at each sync depends only on what it is shown
 * and on what it did before.
 *
 * Source: k8s.io/kubernetes v1.36.3 pkg/controller/podautoscaler. Compared with that code by
 * `npm run test:oracle`; docs/scaling.md says what is left out.
 */
export class HorizontalController {
  private readonly min: number;
  private readonly max: number;
  private readonly metrics: readonly Metric[];
  private readonly behavior: CompleteBehavior | undefined;
  private readonly setting: Setting;
  private readonly recommendations: Recommendations;
  private readonly history: History;
  private active: Condition | undefined;
  private limited: Condition | undefined;

  /** @throws when the spec has a metric that cannot be read. */
  constructor(
    spec: HpaSpec,
    containers: ContainerRequests,
    private readonly flags: ControllerFlags = controllerDefaults,
  ) {
    this.min = spec.minReplicas ?? 1;
    this.max = spec.maxReplicas;
    const metrics = spec.metrics ?? [];
    this.metrics = (metrics.length > 0 ? metrics : defaultMetrics).map(readMetric);
    this.behavior = completeBehavior(spec, flags.downscaleStabilization);
    const requests = requestsOf(this.metrics, containers);
    this.setting = { tolerance: tolerancesOf(spec, flags.tolerance), flags, requests };
    const { up, down } = this.behavior ?? {
      up: { window: 0 },
      down: { window: flags.downscaleStabilization },
    };
    this.recommendations = new Recommendations(Math.max(up.window, down.window));
    this.history = newHistory(this.behavior);
  }

  /** One sync. The caller writes the returned replicas to the target. */
  sync(observation: Observation): Decision {
    const { replicas: current, now } = observation;
    this.recommendations.begin(current, now);
    const able: Condition = { status: true, reason: 'SucceededGetScale' };
    if (current === 0) {
      this.active = { status: false, reason: 'ScalingDisabled' };
      return this.decide(0, able);
    }
    if (current > this.max) return this.jump(observation, this.max, 'above Spec.MaxReplicas');
    if (current < this.min) return this.jump(observation, this.min, 'below Spec.MinReplicas');
    return this.followMetrics(observation, able);
  }

  private jump({ replicas, now }: Observation, to: number, side: string): Decision {
    this.record(replicas, to, now);
    const reason = `Current number of replicas ${side}`;
    return this.decide(to, { status: true, reason: 'SucceededRescale' }, { reason });
  }

  private followMetrics(observation: Observation, able: Condition): Decision {
    const { replicas: current, now } = observation;
    const metrics = this.metrics.map((metric): MetricResult => {
      const { label, key } = metric;
      return { label, key, ...propose(metric, observation, this.setting) };
    });
    const { proposal, metric, failure } = largest(metrics);
    const failed = failure !== undefined && (proposal === undefined || proposal < current);
    if (failed || proposal === undefined) {
      const reason = this.metrics[metrics.findIndex(result => 'failure' in result)]?.failure ?? '';
      this.active = { status: false, reason };
      return this.decide(current, able, { metrics });
    }
    this.active = { status: true, reason: 'ValidMetricFound' };
    const wanted = Math.max(0, proposal);
    const normalized = this.behavior
      ? this.normalizeWith(this.behavior, current, wanted, now)
      : this.normalizePlainly(current, wanted, now);
    this.limited = normalized.limited;
    const details = { proposal, metric, metrics, stabilized: normalized.stabilized };
    if (normalized.replicas === current) return this.decide(current, normalized.able, details);
    this.record(current, normalized.replicas, now);
    const reason = rescaleReason(wanted, current, proposal > 0 ? metric : '');
    return this.decide(
      normalized.replicas,
      { status: true, reason: 'SucceededRescale' },
      { ...details, ...(reason === undefined ? {} : { reason }) },
    );
  }

  /** Without `behavior`: the highest of the window, then the plain limits. */
  private normalizePlainly(current: number, wanted: number, now: number): Normalized {
    const stabilized = this.recommendations.highestSince(now - this.flags.downscaleStabilization, wanted);
    this.recommendations.add(wanted, now);
    const upTo = plainUpLimit(current);
    const most = Math.min(this.max, upTo);
    const able: Condition = {
      status: true,
      reason: stabilized === wanted ? 'ReadyForNewScale' : 'ScaleDownStabilized',
    };
    if (stabilized < this.min) return limitedTo(this.min, stabilized, able, 'TooFewReplicas');
    if (stabilized <= most) return limitedTo(stabilized, stabilized, able, 'DesiredWithinRange');
    return limitedTo(most, stabilized, able, this.max > upTo ? 'ScaleUpLimit' : 'TooManyReplicas');
  }

  /** With `behavior`: between the windows' highest and lowest, then the policies. */
  private normalizeWith(
    { up, down }: CompleteBehavior,
    current: number,
    wanted: number,
    now: number,
  ): Normalized {
    const lowest = this.recommendations.lowestAfter(now - up.window, wanted);
    const highest = this.recommendations.highestAfter(now - down.window, wanted);
    const stabilized = Math.min(Math.max(current, lowest), highest);
    this.recommendations.add(wanted, now);
    const stabilizedReason = wanted >= current ? 'ScaleUpStabilized' : 'ScaleDownStabilized';
    const able: Condition = {
      status: true,
      reason: stabilized === wanted ? 'ReadyForNewScale' : stabilizedReason,
    };
    if (stabilized > current) {
      const allowed = Math.max(current, upLimit(current, this.history, up, now));
      const most = Math.min(this.max, allowed);
      const reason = this.max > allowed ? 'ScaleUpLimit' : 'TooManyReplicas';
      if (stabilized > most) return limitedTo(most, stabilized, able, reason);
    } else if (stabilized < current) {
      const allowed = Math.min(current, downLimit(current, this.history, down, now));
      const least = Math.max(this.min, allowed);
      const reason = this.min < allowed ? 'ScaleDownLimit' : 'TooFewReplicas';
      if (stabilized < least) return limitedTo(least, stabilized, able, reason);
    }
    return limitedTo(stabilized, stabilized, able, 'DesiredWithinRange');
  }

  private record(before: number, after: number, now: number): void {
    if (this.behavior === undefined) return;
    const events = after > before ? this.history.up : this.history.down;
    events.add(Math.abs(after - before), now);
  }

  private decide(replicas: number, able: Condition, details: Partial<Decision> = {}): Decision {
    return {
      metrics: [],
      ...details,
      replicas,
      able,
      ...(this.active === undefined ? {} : { active: this.active }),
      ...(this.limited === undefined ? {} : { limited: this.limited }),
    };
  }
}

function limitedTo(replicas: number, stabilized: number, able: Condition, reason: string): Normalized {
  return { replicas, stabilized, able, limited: { status: replicas !== stabilized, reason } };
}

/** The largest proposal, which metric made it, and the first failure. */
function largest(metrics: readonly MetricResult[]): { proposal?: number; metric: string; failure?: string } {
  let best: { proposal?: number; metric: string } = { metric: '' };
  let failure: string | undefined;
  for (const result of metrics) {
    if ('failure' in result) failure ??= result.failure;
    // A proposal of 0 gives way to any that follows.
    else if (!best.proposal || result.replicas > best.proposal) {
      best = { proposal: result.replicas, metric: result.label };
    }
  }
  return failure === undefined ? best : { ...best, failure };
}

function rescaleReason(wanted: number, current: number, metric: string): string | undefined {
  if (wanted > current) return `${metric} above target`;
  return wanted < current ? 'All metrics below target' : undefined;
}
