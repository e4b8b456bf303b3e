import { Duration } from 'cdk8s';
import { z } from 'zod';
import { expected, parsed, show } from './expected.ts';
import { operation } from './operation.ts';

/** Seconds in each unit of the notation. */
const units: Record<string, number> = { h: 3600, m: 60, s: 1 };

/** Without look-ahead, since other regular expression engines get it from the JSON Schema. */
const notation = /^(?:\d{1,9}h(?:\d{1,9}m)?(?:\d{1,9}s)?|\d{1,9}m(?:\d{1,9}s)?|\d{1,9}s)$/;
const allowed = 'a duration such as 30s, 10m or 1h30m';

/** A year, in seconds. Kubernetes stores seconds in 32 bits; nothing here waits that long. */
const longest = 8760 * 3600;

/**
 * Parses a duration in the notation of Kubernetes and Go, in whole seconds: `30s`, `10m`, `1h30m`.
 *
 * @throws when the text is not a duration or longer than a year, with what is allowed.
 */
export function parseDuration(text: string): Duration {
  if (!notation.test(text)) throw new Error(`expected ${allowed}, found ${show(text)}`);
  const seconds = [...text.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit ?? ''] ?? 0),
    0,
  );
  if (seconds > longest) throw new Error(`expected a duration of at most 8760h, found ${show(text)}`);
  return Duration.seconds(seconds);
}

/** A duration in Kubernetes' notation, in the largest unit that is exact: `90s`, `10m`, `2h`. */
export const formatDuration = operation('formatDuration', (duration: Duration): string => {
  const seconds = duration.toSeconds();
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600}h`;
  if (seconds > 0 && seconds % 60 === 0) return `${seconds / 60}m`;
  return `${seconds}s`;
});

export interface DurationBounds {
  /** Such as `1s`. */
  readonly from: string;
  /** Such as `30m`. */
  readonly to: string;
  /** The reason for the bounds, for the message. - none: the message has only the bounds. */
  readonly because?: string;
}

/** A duration in an environment file: `30s`, `10m`, `1h30m`. */
export type DurationText =
  | `${number}h`
  | `${number}m`
  | `${number}s`
  | `${number}h${number}m`
  | `${number}h${number}s`
  | `${number}m${number}s`
  | `${number}h${number}m${number}s`;

/** The bounds of every duration in an environment. */
export const durationBounds = z.registry<DurationBounds>();

/** The schema of a duration within bounds; parses it. */
export function duration(bounds: DurationBounds) {
  const { from, to, because } = bounds;
  const error = expected(allowed, found =>
    typeof found === 'number' ? `add a unit, such as ${show(`${found}s`)}` : undefined,
  );
  const [least, most] = [parseDuration(from).toSeconds(), parseDuration(to).toSeconds()];
  const written = z.string({ error }).regex(notation, { error }) as z.ZodType as z.ZodType<
    DurationText,
    DurationText
  >;
  return parsed(written, text => {
    const parsedDuration = parseDuration(text);
    const seconds = parsedDuration.toSeconds();
    if (seconds < least || seconds > most) {
      const reason = because ? ` (${because})` : '';
      throw new Error(`expected a duration from ${from} to ${to}${reason}, found ${show(text)}`);
    }
    return parsedDuration;
  })
    .meta({ title: 'duration' })
    .register(durationBounds, bounds);
}
