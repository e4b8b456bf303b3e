import { z } from 'zod';
import { expected } from './expected.ts';
import { operation } from './operation.ts';

const error = expected("a mode of three octal digits after a 0, such as '0400'", found =>
  typeof found === 'number' ? 'put it in quotes' : undefined,
);

/** The mode of a file as text, such as `0400`: a number of YAML 1.2 would be decimal. */
export const fileMode = z
  .string({ error })
  .regex(/^0[0-7]{3}$/, { error })
  .meta({ title: 'mode' });

/** The number that Kubernetes takes: 256 for `0400`. */
export const modeNumber = operation('modeNumber', (mode: string): number => Number.parseInt(mode, 8));

/** Whether users other than the owner and the group may read a file: `0644`, and not `0640`. */
export function isForOthers(mode: string): boolean {
  return (Number.parseInt(mode, 8) & 0o004) !== 0;
}
