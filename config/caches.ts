import type { Cache, ManagedCache } from './cache.ts';
import { operation } from './units/operation.ts';
import { byKey } from './units/order.ts';

/** Name of the first cache, and of its objects; a reserved object name, so no application can take it. */
export const firstCache = 'cache';

/** What an environment says of its caches. */
export interface Caches {
  /** - there is none, or its description has a fault. */
  readonly cache?: Cache | undefined;
  /** Further ones, by name. - none, or one of their descriptions has a fault. */
  readonly caches?: Readonly<Record<string, Cache>> | undefined;
}

/** A cache that runs here, with the name of its objects. */
export type NamedCache = readonly [name: string, cache: ManagedCache];

const endpointSuffix = '-endpoint';

/** The word in `uses` for the endpoint of a cache, and the name of its objects. */
export function endpointName(cache: string): string {
  return `${cache}${endpointSuffix}`;
}

/** The cache whose endpoint a word in `uses` is, if it is one. */
export function cacheOfEndpoint(word: string): string | undefined {
  return word.endsWith(endpointSuffix) ? word.slice(0, -endpointSuffix.length) : undefined;
}

/** Every cache by name, sorted. */
export function cachesOf({ cache, caches }: Caches): [name: string, cache: Cache][] {
  return byKey({ ...caches, ...(cache && { [firstCache]: cache }) });
}

/** Those that run here. */
export function runningCaches(environment: Caches): NamedCache[] {
  return cachesOf(environment).flatMap(([name, cache]): NamedCache[] =>
    cache.external ? [] : [[name, cache]],
  );
}

/** A regular expression with a name for each cache that runs here, and this behind it: `cache-[0-9]+|queue-[0-9]+`. */
export const eachCache = operation('eachCache', (environment: Caches, suffix: string) =>
  runningCaches(environment)
    .map(([name]) => `${name}${suffix}`)
    .join('|'),
);

/** Whether a name is that of `cache`. */
export const isFirstCache = operation('isFirstCache', (name: string) => name === firstCache);

/** The key of a cache in an environment file: `cache`, or `caches.queue`. */
export const keyOfCache = operation('keyOfCache', (name: string) =>
  name === firstCache ? firstCache : `caches.${name}`,
);

/** A cache as alerts call it, behind an article: `cache`, or `cache queue`. */
export const titleOfCache = operation('titleOfCache', (name: string) =>
  name === firstCache ? firstCache : `cache ${name}`,
);
