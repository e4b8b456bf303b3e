/** The reference architecture's scaling rule. */
export interface ReferenceRule {
  readonly metric: string;
  readonly threshold: number;
  /** Seconds. */
  readonly cooldown: number;
  readonly adjustment: number;
}

/** `AutoScaler` of the reference architecture. */
export const AutoScaler = {
  /**
   * The replicas to add: the largest adjustment of the rules whose metric is above its threshold.
   *
   * As in the reference: strictly above; a metric that is missing counts as 0; cooldowns play no part; never below 0.
   */
  evaluateScaling(rules: readonly ReferenceRule[], metrics: ReadonlyMap<string, number>): number {
    let adjustment = 0;
    for (const rule of rules) {
      const currentValue = metrics.get(rule.metric) || 0;
      if (currentValue > rule.threshold) adjustment = Math.max(adjustment, rule.adjustment);
    }
    return adjustment;
  },
} as const;

/**
 * Which rules may fire again. The reference gives cooldowns without saying what they do. Here a rule waits while there
 * were fewer replicas than now at any time in its cooldown: since any rule last added replicas.
 *
 * Mode `step` says the same in PromQL: charts/application/scaling/steps.ts.
 */
export class Cooldowns {
  /** Replica counts and when they ended, oldest first. */
  private readonly past: { readonly replicas: number; readonly until: number }[] = [];
  private readonly longest: number;

  constructor(rules: readonly ReferenceRule[]) {
    this.longest = Math.max(0, ...rules.map(rule => rule.cooldown));
  }

  /** @param replicas the count until now. */
  changed(replicas: number, now: number): void {
    while ((this.past[0]?.until ?? now) <= now - this.longest) this.past.shift();
    this.past.push({ replicas, until: now });
  }

  hasPassed({ cooldown }: ReferenceRule, replicas: number, now: number): boolean {
    return !this.past.some(past => past.until > now - cooldown && past.replicas < replicas);
  }
}
