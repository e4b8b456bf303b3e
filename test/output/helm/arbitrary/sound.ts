import { type EnvironmentInput, environmentSchema } from '../../../../config/environment.ts';
import type { Path } from '../../../../config/path.ts';

type Data = Record<PropertyKey, unknown>;

/** Rounds in which faults are taken out. A key that is gone may leave another one without what it needs. */
const mostRounds = 20;

/**
 * The same environment without what the schema refuses. With a hundred keys at random, almost every application has two
 * that contradict each other.
 *
 * What is refused goes first. If that does not help, what it lies in goes: a key may be missing, or not be the cause.
 */
export function sound(input: EnvironmentInput): EnvironmentInput {
  const left = structuredClone(input);
  const times = new Map<string, number>();
  for (let round = 0; round < mostRounds; round += 1) {
    const { error } = environmentSchema.safeParse(left);
    if (error === undefined) break;
    for (const { path } of error.issues) {
      const place = path.map(String).join('/');
      const before = times.get(place) ?? 0;
      times.set(place, before + 1);
      remove(left, path.slice(0, path.length - before));
    }
    closeGaps(left);
  }
  return left;
}

/** Items of a list leave a gap, so that paths to those behind them stay as they are. */
function remove(data: unknown, [key, ...rest]: Path): void {
  if (typeof data !== 'object' || data === null || key === undefined) return;
  if (rest.length > 0) remove((data as Data)[key], rest);
  else if (Array.isArray(data)) data[Number(key)] = undefined;
  else delete (data as Data)[key];
}

function closeGaps(data: unknown): void {
  if (typeof data !== 'object' || data === null) return;
  if (Array.isArray(data)) data.splice(0, data.length, ...data.filter(item => item !== undefined));
  for (const item of Object.values(data)) closeGaps(item);
}
