import type { ManagedCache } from '../cache.ts';
import { cacheOfEndpoint, endpointName, firstCache } from '../caches.ts';
import type { EnvironmentFields } from '../fields.ts';
import { show } from '../units/expected.ts';
import { checkCache } from './cache.ts';
import { checkCacheUsers } from './cache-users.ts';
import type { Checking } from './checking.ts';
import { beginsWith, faultOfTakenName, namesOfCluster, namesOfEnvironment } from './names.ts';
import { checkPart } from './sizes.ts';

/** Each cache, and the names of those next to `cache`. */
export function checkCaches(checking: Checking, environment: EnvironmentFields): void {
  const { cache, caches, applications } = environment;
  if (checking.isPresent(firstCache) && cache?.external === false) {
    checkCache(checking, [firstCache], cache);
    checkUsers(checking, [firstCache], cache, environment);
  }
  if (!checking.isPresent('caches')) return;
  const others = checking.keysOf(applications, 'applications');
  for (const name of checking.keysOf(caches, 'caches')) {
    const path = ['caches', name];
    const fault = faultOfName(name, others, Object.keys(caches));
    if (fault !== undefined) checking.refuse(path, fault);
    const further = caches[name];
    if (further === undefined || !checking.isPresent(...path)) continue;
    if (checking.isSound(...path)) checkPart(checking, path, further);
    if (further.external) continue;
    checkCache(checking, path, further);
    checkUsers(checking, path, further, environment);
  }
}

function checkUsers(
  checking: Checking,
  path: readonly string[],
  cache: ManagedCache,
  environment: EnvironmentFields,
): void {
  const name = path.at(-1) ?? '';
  checkCacheUsers(checking, [...path, 'users'], cache, environment, [name, endpointName(name)]);
}

/** The ConfigMap with the settings of a cache has its name, and so has the dashboard. */
const namesOfConfigMaps = ['dashboard'];

/** Names that no cache may have. */
export const takenCacheNames: readonly string[] = [
  ...Object.keys(namesOfCluster),
  ...namesOfEnvironment,
  ...namesOfConfigMaps,
];

/** No object of a cache has the name of another object, and no pod the name of another pod in alerts. */
function faultOfName(
  name: string,
  applications: readonly string[],
  caches: readonly string[],
): string | undefined {
  const taken = faultOfTakenName(name, namesOfConfigMaps);
  if (taken !== undefined) return taken;
  const application = applications.find(other => beginsWith(name, other) || beginsWith(other, name));
  if (application !== undefined)
    return `begins like applications.${application}, so that their objects may have the same names; rename one of the two`;
  const other = caches.find(cache => cache !== name && beginsWith(name, cache));
  if (other !== undefined)
    return `begins like caches.${other}, so that their objects may have the same names; rename one of the two`;
  return undefined;
}

/** What applications may name in `uses` for the caches next to `cache`. */
export interface UsableCaches {
  readonly names: ReadonlySet<string>;
  /** Those of them that have an endpoint. */
  readonly withEndpoint: ReadonlySet<string>;
}

/** Those that an environment has; one with a fault counts as if it had what an application asks for. */
export function usableCaches(checking: Checking, { caches }: EnvironmentFields): UsableCaches {
  const names = checking.isPresent('caches') ? checking.keysOf(caches, 'caches') : [];
  const hasEndpoint = (name: string) => {
    const cache = caches[name];
    return !checking.isPresent('caches', name) || (cache?.external === false && cache.endpoint !== undefined);
  };
  return { names: new Set(names), withEndpoint: new Set(names.filter(hasEndpoint)) };
}

/** What is wrong with a name in `uses` that is that of a cache next to `cache`, or of its endpoint. */
export function faultOfUse(name: string, { names, withEndpoint }: UsableCaches): string | undefined {
  const cache = cacheOfEndpoint(name);
  if (cache === undefined || !names.has(cache) || withEndpoint.has(cache)) return undefined;
  return `found ${show(name)}, but caches.${cache} has none; add caches.${cache}.endpoint { tls: true } or { reason } to a cache that runs here, or remove it`;
}
