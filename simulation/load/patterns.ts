import type { Trace } from './trace.ts';

/** Shapes of load to try rules on without a recording. */
export const patternNames = ['spike', 'diurnal', 'ramp', 'flapping'] as const;

export type PatternName = (typeof patternNames)[number];

/** One rule's metric, and the load of one replica that is exactly at the threshold. */
export interface PatternMetric {
  readonly metric: string;
  readonly threshold: number;
}

export interface PatternProps {
  readonly metrics: readonly PatternMetric[];
  /** The smallest and the largest number of replicas. */
  readonly min: number;
  readonly max: number;
  /** Seconds. Default: enough to see the whole shape once. */
  readonly duration?: number;
}

const hour = 3600;
/** Seconds between rows, as many as between two syncs of the controller. */
const step = 15;
/** An arbitrary day, so that the same pattern gives the same report. */
const start = Date.UTC(2026, 0, 5) / 1000;

interface Shape {
  /** Seconds that it takes. */
  readonly length: number;
  /** How many replicas the load would keep exactly at their thresholds. */
  readonly replicas: (seconds: number, min: number, max: number) => number;
}

const shapes: Readonly<Record<PatternName, Shape>> = {
  // Low load, then ten minutes of three times what the minimum carries, then low load.
  spike: {
    length: 2 * hour,
    replicas: (s, min) => (s % (2 * hour) >= 1800 && s % (2 * hour) < 2400 ? 3 * min : 0.6 * min),
  },
  // A day: a third of the minimum at night, nine tenths of the maximum in the afternoon.
  diurnal: {
    length: 24 * hour,
    replicas: (s, min, max) => {
      const day = (1 - Math.cos((2 * Math.PI * s) / (24 * hour))) / 2;
      return min / 3 + day * (0.9 * max - min / 3);
    },
  },
  // Two hours up to nine tenths of the maximum, one hour at the top.
  ramp: {
    length: 3 * hour,
    replicas: (s, min, max) => {
      const risen = Math.min(1, (s % (3 * hour)) / (2 * hour));
      return 0.5 * min + risen * (0.9 * max - 0.5 * min);
    },
  },
  // Two minutes above the thresholds, two minutes below.
  flapping: { length: 2 * hour, replicas: (s, min) => (s % 240 < 120 ? 1.3 * min : 0.8 * min) },
};

/** A generated trace in which all metrics move together. */
export function patternTrace(name: PatternName, { metrics, min, max, duration }: PatternProps): Trace {
  const shape = shapes[name];
  const rows = Math.ceil((duration ?? shape.length) / step);
  const times = new Float64Array(rows).map((_, row) => row * step);
  const replicas = times.map(seconds => shape.replicas(seconds, min, max));
  const demand = new Map(metrics.map(({ metric, threshold }) => [metric, replicas.map(n => n * threshold)]));
  return { start, times, demand };
}
