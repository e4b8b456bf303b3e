import type { Autoscaling } from '../../charts/application/scaling/autoscaling.ts';
import { autoscalingOf } from '../../charts/application/scaling/from-rules.ts';
import type { ScaleRange } from '../../config/application/scale.ts';
import { HorizontalController } from '../hpa/controller.ts';
import type { Decision } from '../hpa/decision.ts';
import type { Pod } from '../hpa/observation.ts';
import type { TraceReader } from '../load/trace.ts';
import type { Subject } from '../subject.ts';
import { Fleet } from '../world/fleet.ts';
import { reasonOf, stateOf } from './explain.ts';
import type { Machine, Outcome } from './machine.ts';
import { lifeOf, measure, type PodTimes } from './measured.ts';
import { readingsOf } from './readings.ts';
import { StepSeries, type StepValue } from './step-value.ts';

/** The application's HorizontalPodAutoscaler in one of the two modes, decided by the model of the controller. */
export class HpaMachine implements Machine {
  readonly name: ScaleRange['mode'];
  readonly note: string;
  replicas: number;
  /** What the controller did last. - nothing yet. */
  decision: Decision | undefined;
  private readonly autoscaling: Autoscaling;
  private readonly fleet: Fleet;
  private readonly controller: HorizontalController;
  private readonly steps: StepSeries | undefined;

  constructor(
    private readonly subject: Subject,
    mode: ScaleRange['mode'],
    times: PodTimes,
  ) {
    const { range, target } = subject;
    this.name = mode;
    this.replicas = range.min;
    this.autoscaling = autoscalingOf(target, { ...range, mode });
    this.note = this.autoscaling.loss;
    this.steps = mode === 'step' ? new StepSeries(subject) : undefined;
    const { cpu, memory } = target.requests;
    const requests = { cpu: cpu.toString(), memory: memory.toString() };
    this.controller = new HorizontalController(this.autoscaling, { [target.container]: requests });
    this.fleet = new Fleet({
      replicas: range.min,
      termination: times.termination,
      isWarm: true,
      life: () => lifeOf(times),
    });
  }

  sync(now: number, load: TraceReader): Outcome {
    this.fleet.advance(now);
    const { replicas } = this;
    const pods = this.fleet.at(now);
    const step = this.stepAt(now, load);
    const readings = this.steps
      ? new Map(step === undefined ? [] : [['external/step', { values: [step.wanted * 1000] }]])
      : readingsOf(this.subject, this.autoscaling.metrics, pods, { load, replicas, now });
    const statusReplicas = countOf(pods);
    const decision = this.controller.sync({ now, replicas, statusReplicas, pods, readings });
    this.decision = decision;
    const state = stateOf(decision, replicas, step);
    if (decision.replicas === replicas) return { replicas, state };
    this.replicas = decision.replicas;
    this.fleet.scale(decision.replicas, now);
    this.steps?.changed(replicas, now);
    return { replicas: decision.replicas, state, why: reasonOf(decision, replicas, this.autoscaling, step) };
  }

  ready(now: number): number {
    this.fleet.advance(now);
    return this.fleet.ready(now);
  }

  private stepAt(now: number, load: TraceReader): StepValue | undefined {
    if (this.steps === undefined) return undefined;
    const values = measure(this.subject, load, this.fleet.ready(now), this.replicas);
    return this.steps.at(now, this.replicas, values);
  }
}

function countOf(pods: readonly Pod[]): number {
  let count = 0;
  for (const { deleted, phase } of pods) if (!deleted && phase !== 'Failed') count += 1;
  return count;
}
