import { int32, maxInt32 } from './amounts.ts';
import type { CompleteBehavior, Rules } from './behavior.ts';

/**
 * Replicas that were added, or that were removed.
 *
 * The controller never drops an event. A later one overwrites one that is older than the longest policy of its
 * direction. Until then it still counts for the policies of the other direction. This list does the same.
 */
export class ScaleEvents {
  private readonly events: { change: number; at: number }[] = [];
  private readonly longestPeriod: number;

  constructor(rules: Rules | undefined) {
    this.longestPeriod = Math.max(0, ...(rules?.policies.map(policy => policy.periodSeconds) ?? []));
  }

  add(change: number, now: number): void {
    const outdated = this.events.findLastIndex(({ at }) => at < now - this.longestPeriod);
    if (outdated < 0) this.events.push({ change, at: now });
    else this.events[outdated] = { change, at: now };
  }

  /** Replicas changed in the last `period` seconds; an event exactly that old no longer counts. */
  within(period: number, now: number): number {
    return this.events.reduce((sum, { change, at }) => (at > now - period ? sum + change : sum), 0);
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
