import { int32, maxInt32 } from './amounts.ts';
import type { CompleteBehavior, Rules } from './behavior.ts';

/** Replicas that were added or removed, kept as long as any policy of that direction looks back. */
export class ScaleEvents {
  private recent: { readonly change: number; readonly at: number }[] = [];
  private readonly keep: number;

  constructor(rules: Rules | undefined) {
    this.keep = Math.max(0, ...(rules?.policies.map(policy => policy.periodSeconds) ?? []));
  }

  add(change: number, now: number): void {
    this.recent = this.recent.filter(({ at }) => at >= now - this.keep);
    this.recent.push({ change, at: now });
  }

  /** Replicas changed in the last `period` seconds; an event exactly that old no longer counts. */
  within(period: number, now: number): number {
    return this.recent.reduce((sum, { change, at }) => (at > now - period ? sum + change : sum), 0);
  }
}

/** Both directions of one HPA. */
export interface History {
  readonly up: ScaleEvents;
  readonly down: ScaleEvents;
}

export function newHistory(behavior: CompleteBehavior | undefined): History {
  return { up: new ScaleEvents(behavior?.up), down: new ScaleEvents(behavior?.down) };
}

/** Replicas that the up rules allow now: each policy counts from where its period began. */
export function upLimit(current: number, history: History, rules: Rules, now: number): number {
  return limit(current, history, rules, now, {
    smallest: Math.min,
    largest: Math.max,
    // Rounded up, or a small share of few pods would never add one.
    percent: (from, value) => int32(Math.ceil(from * (1 + value / 100))),
    sign: 1,
  });
}

/** Replicas that the down rules allow now. */
export function downLimit(current: number, history: History, rules: Rules, now: number): number {
  return limit(current, history, rules, now, {
    smallest: Math.max,
    largest: Math.min,
    percent: (from, value) => int32(Math.trunc(from * (1 - value / 100))),
    sign: -1,
  });
}

interface Direction {
  readonly smallest: (a: number, b: number) => number;
  readonly largest: (a: number, b: number) => number;
  readonly percent: (from: number, value: number) => number;
  readonly sign: 1 | -1;
}

function limit(
  current: number,
  { up, down }: History,
  rules: Rules,
  now: number,
  direction: Direction,
): number {
  if (rules.selectPolicy === 'Disabled') return current;
  const isMin = rules.selectPolicy === 'Min';
  const select = isMin ? direction.smallest : direction.largest;
  let result = isMin === direction.sign > 0 ? maxInt32 : -maxInt32 - 1;
  for (const { type, value, periodSeconds } of rules.policies) {
    const from = current - up.within(periodSeconds, now) + down.within(periodSeconds, now);
    result = select(result, type === 'Pods' ? from + direction.sign * value : direction.percent(from, value));
  }
  return result;
}

/** Without `behavior`: twice the replicas, or 4 when that is more. */
export function plainUpLimit(current: number): number {
  return Math.max(2 * current, 4);
}
