import { Duration } from 'cdk8s';
import { z } from 'zod';

/** Seconds in each unit of the notation. */
const units: Record<string, number> = { h: 3600, m: 60, s: 1 };

/**
 * Parses Kubernetes' (that is Go's) notation for durations down to seconds: `30s`, `10m`, `1h30m`.
 *
 * @throws when the text is no duration, with what is allowed.
 */
export function parseDuration(text: string): Duration {
  const match = /^(?:\d+h)?(?:\d+m)?(?:\d+s)?$/.test(text) && text.length > 0;
  if (!match) throw new Error(`expected a duration such as 30s, 10m or 1h30m, found ${JSON.stringify(text)}`);
  const seconds = [...text.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  );
  return Duration.seconds(seconds);
}

/** A duration in Kubernetes' notation, in the largest unit that keeps it exact: `90s`, `10m`, `2h`. */
export function formatDuration(duration: Duration): string {
  const seconds = duration.toSeconds();
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600}h`;
  if (seconds > 0 && seconds % 60 === 0) return `${seconds / 60}m`;
  return `${seconds}s`;
}

/** A duration as an environment file writes it, parsed. */
export const duration = z.string().transform((text, context) => {
  try {
    return parseDuration(text);
  } catch (error) {
    context.addIssue((error as Error).message);
    return z.NEVER;
  }
});
