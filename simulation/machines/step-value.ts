import { Cooldowns, type ReferenceRule } from '../reference.ts';
import { metricName, type Subject } from '../subject.ts';
import { firing } from './measured.ts';

/** The value of the recorded series of mode `step`, and why. */
export interface StepValue {
  /** The replicas that the series asks for. */
  readonly wanted: number;
  readonly why: string;
}

/**
 * The value that charts/application/scaling/steps.ts has Prometheus record. It is the current replicas, plus the
 * largest adjustment of the rules that fire and whose cooldown has passed. When no rule would fire on fewer replicas,
 * the down step is subtracted.
 */
export class StepSeries {
  private readonly cooldowns: Cooldowns;
  private readonly rules: readonly ReferenceRule[];

  constructor(private readonly subject: Subject) {
    this.rules = subject.range.rules.map(rule => ({ ...rule, metric: metricName(rule) }));
    this.cooldowns = new Cooldowns(this.rules);
  }

  /** @param replicas the count until now. */
  changed(replicas: number, now: number): void {
    this.cooldowns.changed(replicas, now);
  }

  /** `undefined` when every metric is missing: there is no such series then. */
  at(now: number, replicas: number, values: readonly (number | undefined)[]): StepValue | undefined {
    if (values.every(value => value === undefined)) return undefined;
    const { rules, down, min } = this.subject.range;
    let up = 0;
    const fired: string[] = [];
    let allowsFewer = true;
    let isCooling = false;
    rules.forEach((rule, index) => {
      const value = values[index];
      const fires = firing(rule, value);
      const growth = replicas / Math.max(1, replicas - down.replicas);
      if (value === undefined || value * growth > rule.threshold) allowsFewer = false;
      const namedRule = this.rules[index];
      if (fires === undefined || namedRule === undefined) return;
      isCooling ||= !this.cooldowns.hasPassed(namedRule, replicas, now);
      if (!this.cooldowns.hasPassed(namedRule, replicas, now)) return;
      up = Math.max(up, rule.adjustment);
      fired.push(fires);
    });
    const wanted = Math.max(min, replicas + up - (allowsFewer ? down.replicas : 0));
    if (up > 0) return { wanted, why: `${fired.join(', ')}: +${up}` };
    if (isCooling) return { wanted, why: 'the rules that fire are cooling down' };
    return { wanted, why: allowsFewer ? 'no rule would fire with fewer replicas' : 'no rule fires' };
  }
}
