import { createHash } from 'node:crypto';
import { operation } from './operation.ts';
import { copyInOrder } from './order.ts';

/**
 * Operations on parts of an environment that a Helm chart renders first and computes with afterwards. Each part has a
 * name; the chart has a named template of that name.
 */

/**
 * Data that several objects or operations read. Returns the data unchanged. `about` is the name of the cache that it is
 * about; without one it is about the environment.
 */
export const shared = operation('shared', <T>(_name: string, data: T, _about?: string): T => data) as <T>(
  name: string,
  data: T,
  about?: string,
) => T;

export const count = operation('count', (_name: string, list: readonly unknown[]) => list.length);

/** SHA-256 of texts by name; their order does not matter. */
export const checksum = operation('checksum', (texts: Readonly<Record<string, string>>) => {
  return createHash('sha256')
    .update(JSON.stringify(copyInOrder(texts)))
    .digest('hex');
});

/** The texts without duplicates, sorted, with a separator between them. */
export const joinedSet = operation(
  'joinedSet',
  (_name: string, texts: readonly string[], separator: string): string =>
    [...new Set(texts)].sort().join(separator),
);

/** Data as JSON in the form of Go's encoder: sorted keys, an indent of two spaces, and `<`, `>` and `&` escaped. */
export const prettyJson = operation('prettyJson', (_name: string, data: unknown): string => {
  const text = JSON.stringify(copyInOrder(data), null, 2).replaceAll(
    /[<>&\u2028\u2029]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `${text}\n`;
});

/**
 * An object that is made of an item of a list of an application. A chart renders it in a template about the item. `item`
 * is a text of the item, by which the chart finds it.
 */
export const ofItem = operation('ofItem', (_name: string, object: object, _item: string) => object) as <
  T extends object,
>(
  name: string,
  object: T,
  item: string,
) => T;
