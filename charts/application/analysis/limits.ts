import type { BlueGreen } from '../../../config/application/delivery.ts';
import { largest, product, sum } from '../../../config/units/numbers.ts';

export type Analysis = BlueGreen['analysis'];

/** Measurements in a row that may have no answer. A third one ends the analysis with an error. */
export const errorLimit = 2;

/** Seconds that a measurement waits for an answer. */
export const timeoutSeconds = 10;

/** Seconds until a measurement without an answer is repeated: argo-rollouts `analysis/analysis.go`. */
const retrySeconds = 10;

/** Seconds from the switch to the first measurement, so that Prometheus has scraped the new color twice. */
export const initialDelaySeconds = 60;

/**
 * The longest time that an analysis can take, in seconds: every measurement needs its last attempt, and a Job its whole
 * deadline. Both run at the same time.
 */
export function longestAnalysisSeconds({ count, interval, job }: Analysis): number {
  const measurement = sum(interval.toSeconds(), errorLimit * (retrySeconds + timeoutSeconds));
  const measured = sum(initialDelaySeconds, product(count, measurement));
  return job ? largest(measured, sum(initialDelaySeconds, job.deadline.toSeconds())) : measured;
}
