import type { BlueGreen } from '../../../config/delivery.ts';
import { product, sum } from '../../../config/units/numbers.ts';

export type Analysis = BlueGreen['analysis'];

/** Measurements that may fail in a row for want of an answer. A third one ends the analysis with an error. */
export const errorLimit = 2;

/** Seconds after which a measurement gives up waiting for an answer. */
export const timeoutSeconds = 10;

/** Seconds until a measurement that had no answer is repeated: argo-rollouts `analysis/analysis.go`. */
const retrySeconds = 10;

/** Seconds after the switch before the first look, so that Prometheus has scraped the new colour twice. */
export const initialDelaySeconds = 60;

/** The longest that an analysis can take, in seconds: every measurement at its last attempt. */
export function longestAnalysisSeconds({ count, interval }: Analysis): number {
  const measurement = sum(interval.toSeconds(), errorLimit * (retrySeconds + timeoutSeconds));
  return sum(initialDelaySeconds, product(count, measurement));
}
