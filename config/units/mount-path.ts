import { z } from 'zod';
import { expected } from './expected.ts';

/** Not `.` and not `..`, with which a path would have several texts. */
const segment = String.raw`(?:[-A-Za-z0-9_@]|\.[-A-Za-z0-9_@]|\.\.[-A-Za-z0-9_@.])[-A-Za-z0-9_@.]*`;

const allowed = expected('a folder such as /var/cache, from the root, without a slash at its end', found =>
  typeof found === 'string' && /[^/]\/+$/.test(found) ? 'remove the last slash' : undefined,
);

/** Where a container finds a volume: a path from the root, in its only notation. */
export const mountPath = z
  .string({ error: allowed })
  .regex(new RegExp(`^(?:/${segment})+$`), { error: allowed })
  .meta({ title: 'path' });

const allowedInside = expected(
  'a folder in the volume such as uploads, without a slash at its begin and end',
);

/** A folder inside of a volume. */
export const subPath = z
  .string({ error: allowedInside })
  .regex(new RegExp(`^${segment}(?:/${segment})*$`), { error: allowedInside })
  .meta({ title: 'path' });

/** Whether a path lies below a folder. */
export function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
