import { wholePercent } from './amounts.ts';
import type { Pod } from './observation.ts';

/** Current over target, and the current value: whole percent of the request, else thousandths a pod. */
export interface Usage {
  readonly ratio: number;
  readonly current: number;
}

/**
 * Utilization of all requests together, cut to whole percent as the controller does. `undefined` when no value
 * belongs to one of the pods, or they ask for nothing.
 *
 * @param request thousandths that each pod asks for.
 */
export function utilization(
  values: ReadonlyMap<number, number>,
  pods: readonly Pod[],
  request: number,
  target: number,
): Usage | undefined {
  let total = 0;
  let requested = 0;
  for (const { id } of pods) {
    const value = values.get(id);
    if (value === undefined) continue;
    total += value;
    requested += request;
  }
  if (requested === 0) return undefined;
  const current = wholePercent(total, requested);
  return { ratio: current / target, current };
}

/** The average over the pods, cut to whole thousandths as the controller does. */
export function average(values: ReadonlyMap<number, number>, target: number): Usage {
  let total = 0;
  for (const value of values.values()) total += value;
  const current = Math.trunc(total / values.size);
  return { ratio: current / target, current };
}
