import { createHash } from 'node:crypto';
import { operation } from './operation.ts';
import { copyInOrder } from './order.ts';

/**
 * Operations on parts of an environment that a Helm chart renders first and computes with then. Each such part has a
 * name, which becomes that of a named template.
 */

/** Data that several objects or operations read; returns it as it is. */
export const shared = operation('shared', <T>(_name: string, data: T): T => data) as <T>(
  name: string,
  data: T,
) => T;

export const count = operation('count', (_name: string, list: readonly unknown[]) => list.length);

/** SHA-256 of texts by name, whatever their order. */
export const checksum = operation('checksum', (texts: Readonly<Record<string, string>>) => {
  return createHash('sha256')
    .update(JSON.stringify(copyInOrder(texts)))
    .digest('hex');
});

/** Texts, each once and in order. */
export const sortedSet = operation('sortedSet', (_name: string, texts: readonly string[]): string[] =>
  [...new Set(texts)].sort(),
);

/** Data as a text of JSON, as Go's encoder writes it: keys in order, two blanks, no `<`, `>` and `&` as they are. */
export const prettyJson = operation('prettyJson', (_name: string, data: unknown): string => {
  const text = JSON.stringify(copyInOrder(data), null, 2).replaceAll(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
});
