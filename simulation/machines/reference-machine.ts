import type { TraceReader } from '../load/trace.ts';
import { AutoScaler, Cooldowns } from '../reference.ts';
import { metricName, type Subject } from '../subject.ts';
import { Fleet } from '../world/fleet.ts';
import type { Machine, Outcome } from './machine.ts';
import { byName, firing, lifeOf, measure, type PodTimes } from './measured.ts';

/**
 * The reference's algorithm, every 15 seconds: `evaluateScaling` of the rules whose cooldown has passed, up to the
 * maximum. It never scales down.
 */
export class ReferenceMachine implements Machine {
  readonly name = 'reference';
  readonly note = 'evaluateScaling of the rules whose cooldown has passed, every 15s; it never scales down';
  replicas: number;
  private readonly fleet: Fleet;
  private readonly rules: readonly {
    metric: string;
    threshold: number;
    cooldown: number;
    adjustment: number;
  }[];
  private readonly cooldowns: Cooldowns;

  constructor(
    private readonly subject: Subject,
    times: PodTimes,
  ) {
    const { min, rules } = subject.range;
    this.replicas = min;
    this.fleet = new Fleet({
      replicas: min,
      termination: times.termination,
      isWarm: true,
      life: () => lifeOf(times),
    });
    this.rules = rules.map(rule => ({ ...rule, metric: metricName(rule) }));
    this.cooldowns = new Cooldowns(this.rules);
  }

  sync(now: number, load: TraceReader): Outcome {
    const { range } = this.subject;
    const values = measure(this.subject, load, this.ready(now), this.replicas);
    const metrics = byName(range.rules, values);
    if (AutoScaler.evaluateScaling(this.rules, metrics) === 0) return this.stay('no rule fires');
    const cooled = this.rules.filter(rule => this.cooldowns.hasPassed(rule, this.replicas, now));
    const adjustment = AutoScaler.evaluateScaling(cooled, metrics);
    if (adjustment === 0) return this.stay('the rules that fire are cooling down');
    const wanted = Math.min(range.max, this.replicas + adjustment);
    if (wanted === this.replicas) return this.stay(`at the maximum of ${range.max}`);
    this.cooldowns.changed(this.replicas, now);
    this.replicas = wanted;
    this.fleet.scale(wanted, now);
    const fired = range.rules.flatMap((rule, index) => firing(rule, values[index]) ?? []);
    return { replicas: wanted, why: `${fired.join(', ')}: +${adjustment}`, state: 'a rule fires' };
  }

  ready(now: number): number {
    this.fleet.advance(now);
    return this.fleet.ready(now);
  }

  private stay(state: string): Outcome {
    return { replicas: this.replicas, state };
  }
}
