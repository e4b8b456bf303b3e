import type { Cache, ManagedCache } from './cache.ts';

/** Name of the first cache, and of its objects. */
export const firstCache = 'cache';

/** What an environment says of its caches. */
export interface Caches {
  /** - there is none, or its description has a fault. */
  readonly cache?: Cache | undefined;
}

/** A cache that runs here, with the name of its objects. */
export type NamedCache = readonly [name: string, cache: ManagedCache];

/** Every cache by name: the first, then the others, sorted. */
export function cachesOf({ cache }: Caches): [name: string, cache: Cache][] {
  return cache === undefined ? [] : [[firstCache, cache]];
}

/** Those that run here. */
export function runningCaches(environment: Caches): NamedCache[] {
  return cachesOf(environment).flatMap(([name, cache]): NamedCache[] =>
    cache.external ? [] : [[name, cache]],
  );
}

/** The key of a cache in an environment file: `cache`, or `caches.queue`. */
export function keyOfCache(name: string): string {
  return name === firstCache ? firstCache : `caches.${name}`;
}

/** A cache as alerts call it: `the cache`, or `the cache queue`. */
export function titleOfCache(name: string): string {
  return name === firstCache ? 'the cache' : `the cache ${name}`;
}
