import type { SeriesLabels } from '../../support/promql.ts';

/** Minutes of the virtual day. */
export const day = 24 * 60;

/** Midnight in UTC, in seconds: when the day begins. */
export const dawn = Date.UTC(2026, 10, 2) / 1000;

/** A series of a healthy environment. */
export interface HealthySeries extends SeriesLabels {
  /** Whose it is: an application, `database`, `cache` or `environment`. */
  readonly owner: string;
  /** A value a minute, in promtool's notation. */
  readonly values: string;
}

type Labels = Readonly<Record<string, string>>;

/** Makes series of one owner. */
export function seriesOf(owner: string) {
  return (metric: string, labels: Labels, values: string | number): HealthySeries => ({
    owner,
    metric,
    labels,
    values: typeof values === 'number' ? constant(values) : values,
  });
}

/** Stays the same all day. */
export function constant(value: number): string {
  return `${value}x${day}`;
}

/** Grows evenly. */
export function counter(perMinute: number): string {
  return `0+${perMinute}x${day}`;
}

/** Takes these values one after the other, each for so many minutes, and the last until the end. */
export function steps(...parts: readonly (readonly [minutes: number, value: number])[]): string {
  const all = parts.flatMap(([minutes, value]) => Array.from({ length: minutes }, () => value));
  const last = all.at(-1) ?? 0;
  return [...all.slice(0, day), `${last}x${Math.max(0, day - all.length)}`].join(' ');
}

/** The same again and again. */
export function cycle(...parts: readonly (readonly [minutes: number, value: number])[]): string {
  const length = parts.reduce((sum, [minutes]) => sum + minutes, 0);
  return steps(...Array.from({ length: Math.ceil(day / length) }, () => parts).flat());
}

/** How promtool writes a series. */
export function written({ metric, labels, values }: HealthySeries): { series: string; values: string } {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return { series: `${metric}{${pairs.join(',')}}`, values };
}
