/** A point of a line: seconds from the start of the trace, and a value or a gap. */
export type Point = readonly [number, number | undefined];

/** As many steps across a chart as an eye can separate. */
const buckets = 600;

/**
 * A line of at most 1,200 points. Each stretch of a longer trace keeps its lowest and its highest value, in their
 * order, so that no peak is lost.
 */
export function thin(times: Float64Array, values: ArrayLike<number>): Point[] {
  const size = Math.ceil(times.length / buckets);
  if (size <= 2) return Array.from(times, (time, index) => [time, gapped(values[index])]);
  const points: Point[] = [];
  for (let from = 0; from < times.length; from += size) {
    const to = Math.min(times.length, from + size);
    const ends = extremes(values, from, to);
    if (ends === undefined) points.push([times[from] ?? 0, undefined]);
    else for (const index of ends) points.push([times[index] ?? 0, values[index]]);
  }
  return points;
}

/** Only the syncs at which a count changes, the first and the last: enough for a line of steps. */
export function steps(times: Float64Array, counts: ArrayLike<number>): Point[] {
  const points: Point[] = [];
  for (let index = 0; index < times.length; index += 1) {
    const isEnd = index === 0 || index === times.length - 1;
    if (isEnd || counts[index] !== counts[index - 1]) points.push([times[index] ?? 0, counts[index]]);
  }
  return points;
}

function gapped(value: number | undefined): number | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value;
}

/** The positions of the lowest and the highest value, the earlier one first; nothing when all are missing. */
function extremes(values: ArrayLike<number>, from: number, to: number): number[] | undefined {
  let low: number | undefined;
  let high: number | undefined;
  for (let index = from; index < to; index += 1) {
    const value = gapped(values[index]);
    if (value === undefined) continue;
    if (low === undefined || value < (values[low] ?? 0)) low = index;
    if (high === undefined || value > (values[high] ?? 0)) high = index;
  }
  if (low === undefined || high === undefined) return undefined;
  return low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
}
