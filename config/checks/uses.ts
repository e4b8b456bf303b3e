import { cacheOfEndpoint, endpointName, firstCache } from '../caches.ts';
import { anyOf, didYouMean } from '../did-you-mean.ts';
import type { Path } from '../path.ts';
import { show } from '../units/expected.ts';
import { faultOfUse, type UsableCaches } from './caches.ts';
import type { Checking } from './checking.ts';

/** What an application of the environment may use. */
export interface Usable {
  readonly database: boolean;
  /** The names in `databases`. */
  readonly databases: ReadonlySet<string>;
  readonly cache: boolean;
  /** Whether the cache has an endpoint. */
  readonly 'cache-endpoint': boolean;
  /** The caches next to `cache`. */
  readonly caches: UsableCaches;
  readonly applications: ReadonlySet<string>;
  /** Those of them that answer no requests. */
  readonly workers: ReadonlySet<string>;
}

const howToAdd = {
  database: 'add a database such as { storage: "100Gi" }',
  cache: 'add a cache such as { memory: "1Gi" }',
  'cache-endpoint': 'add cache.endpoint { tls: true } or { reason } to a cache that runs here',
} as const;

/** Every name in `uses` must exist, and appear once. */
export function checkUses(
  checking: Checking,
  path: Path,
  self: string,
  uses: readonly string[],
  usable: Usable,
): void {
  const seen = new Set<string>();
  uses.forEach((name, index) => {
    const message = faultOf(name, self, seen.has(name), usable) ?? twoWays(name, uses, usable);
    if (message) checking.refuse([...path, index], message);
    seen.add(name);
  });
}

/** Both set REDIS_PASSWORD, and a client speaks one protocol. */
function twoWays(name: string, uses: readonly string[], { caches }: Usable): string | undefined {
  const cache = cacheOfEndpoint(name);
  if (cache === undefined || !(cache === firstCache || caches.names.has(cache))) return undefined;
  if (!uses.includes(cache)) return undefined;
  return `found ${show(name)} together with ${show(cache)}, expected one way to the cache; remove one`;
}

function faultOf(name: string, self: string, isRepeated: boolean, usable: Usable): string | undefined {
  const found = `found ${show(name)}`;
  if (isRepeated) return `${found} a second time; remove one`;
  if (name === self) return `${found}, which is this application; remove it`;
  if (name === 'database' || name === 'cache' || name === 'cache-endpoint') {
    return usable[name]
      ? undefined
      : `${found}, but the environment has none; ${howToAdd[name]} or remove it`;
  }
  if (usable.databases.has(name)) return undefined;
  if (usable.workers.has(name)) {
    return `${found}, an application of kind worker or scheduled, which answers no requests; remove it, or give it the kind web`;
  }
  if (usable.applications.has(name) || usable.caches.names.has(name)) return undefined;
  const endpointOf = cacheOfEndpoint(name);
  if (endpointOf !== undefined && usable.caches.names.has(endpointOf)) return faultOfUse(name, usable.caches);
  const allowed = [
    ...(usable.database ? ['database'] : []),
    ...[...usable.databases].sort(),
    ...(usable.cache ? ['cache'] : []),
    ...(usable['cache-endpoint'] ? ['cache-endpoint'] : []),
    ...usable.caches.names,
    ...[...usable.caches.withEndpoint].map(endpointName),
    ...[...usable.applications].filter(other => other !== self && !usable.workers.has(other)),
  ];
  if (allowed.length === 0)
    return `${found}, but the environment has nothing to use; remove it or add an application of that name`;
  const meant = didYouMean(name, allowed);
  return `expected ${anyOf(allowed)}, ${found}${meant ? `; did you mean ${show(meant)}?` : '; remove it'}`;
}
