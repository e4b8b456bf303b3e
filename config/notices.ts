import { jobsOf } from './application/jobs.ts';
import { isBeyondRestricted } from './application/security-context.ts';
import type { ManagedCache } from './cache.ts';
import { usersOf } from './cache-users.ts';
import { endpointName, firstCache, keyOfCache, type NamedCache, runningCaches } from './caches.ts';
import { isEnvoyGateway } from './cluster.ts';
import { clustersOf, firstDatabase, keyOfDatabase } from './clusters.ts';
import type { ManagedDatabase } from './database.ts';
import type { Environment } from './environment.ts';
import { isAtLeast } from './kubernetes.ts';

/**
 * A choice of an environment that costs safety when something fails or someone intrudes. It is allowed, and printed at
 * every synth.
 */
export interface Notice {
  /** The key with that choice, such as `cache.replicas`. */
  readonly path: string;
  readonly message: string;
}

interface NoticeRule {
  readonly path: string;
  readonly message: string | ((environment: Environment) => string);
  readonly holds: (environment: Environment) => boolean;
}

/** A rule about each database that runs here. Its path begins with `database`, in place of the key of each. */
interface DatabaseRule extends Omit<NoticeRule, 'message' | 'holds'> {
  readonly message: string;
  readonly ofDatabase: (database: ManagedDatabase, environment: Environment) => boolean;
}

/** A rule about each cache that runs here. Its path begins with `cache`, in place of the key of each. */
interface CacheRule extends Omit<NoticeRule, 'message' | 'holds'> {
  readonly message: string | ((cache: NamedCache) => string);
  readonly ofCache: (cache: ManagedCache) => boolean;
}

/** Every notice, by a name that the notes of the Helm chart use too (`output/helm/library/templates/NOTES.txt`). */
export const notices = {
  /** Upstream's Jepsen runs on two instances lost data in 47 % (cloudnative-pg#8790). */
  'durability-preferred': {
    path: 'database.dataDurability',
    message:
      'found "preferred": PostgreSQL confirms commits that no replica has yet, and a failover can lose them; "required" loses none',
    ofDatabase: ({ instances, dataDurability }) => instances > 1 && dataDurability === 'preferred',
  },
  'shared-database': {
    path: 'applications',
    message: (environment: Environment) => sharedDatabase(listed(sharing(environment))),
    holds: environment => sharing(environment).length > 0,
  },
  'writes-need-both': {
    path: 'database.instances',
    message:
      'found 2: no commit is lost, but writes wait while one of the two instances is down; with 3 they continue',
    ofDatabase: ({ instances, dataDurability }) => instances === 2 && dataDurability === 'required',
  },
  'only-copy': {
    path: 'database.instances',
    message:
      'found 1 without a backup: its volume is the only copy of the data; add a backup or more instances',
    ofDatabase: ({ instances, backup }) => instances === 1 && !backup,
  },
  'two-data-pods': {
    path: 'cache.replicas',
    message:
      'found 2: a primary that is cut off still accepts writes; all writes until 10 s after its return are lost; with 3 it refuses them',
    ofCache: ({ replicas }) => replicas === 2,
  },
  'plain-endpoint': {
    path: 'cache.endpoint',
    message: ([name]: NamedCache) => plainEndpoint(name),
    ofCache: ({ endpoint }) => endpoint?.tls === false,
  },
  'cache-users-wide': {
    path: 'cache.users',
    message: ([, cache]: NamedCache) => cacheUsersWide(listed(wideUsers(cache))),
    ofCache: cache => wideUsers(cache).length > 0,
  },
  'image-by-tag': {
    path: 'applications',
    message: (environment: Environment) => imageByTag(listed(byTag(environment))),
    holds: environment => byTag(environment).length > 0,
  },
  'pull-secrets-not-fetched': {
    path: 'imagePullSecrets',
    message:
      'lists Secrets that External Secrets does not fetch, and without them no image of their registry is pulled; make them in the namespace before the first sync',
    holds: ({ cluster, imagePullSecrets, applications }) =>
      cluster.secretStore !== undefined &&
      [imagePullSecrets, ...Object.values(applications).map(app => app.imagePullSecrets)].flat().length > 0,
  },
  'security-relaxed': {
    path: 'applications.*.securityContext',
    message: (environment: Environment) => securityRelaxed(listed(relaxed(environment))),
    holds: environment => relaxed(environment).length > 0,
  },
  'namespace-baseline': {
    path: 'applications.*.securityContext',
    message:
      'the namespace admits the baseline profile of Pod Security, so every pod in it may run as root; put that application into another environment to keep the others restricted',
    holds: ({ applications }) => Object.values(applications).some(isBeyondRestricted),
  },
  'api-server-anywhere': {
    path: 'cluster.apiServer.cidrs',
    message:
      'found none: the pods of PostgreSQL may connect to any address on the ports of the API server; list its addresses',
    holds: environment =>
      clustersOf(environment).length > 0 && environment.cluster.apiServer.cidrs.length === 0,
  },
  /** Only if the addresses of the API server are known: otherwise the notice above covers this one. */
  'object-store-anywhere': {
    path: 'database.backup.cidrs',
    message:
      'found none: the pods of PostgreSQL may connect to any address on the port of the object store; list its addresses',
    ofDatabase: ({ backup }, { cluster }) => backup?.cidrs.length === 0 && cluster.apiServer.cidrs.length > 0,
  },
  'gateway-namespace': {
    path: 'cluster.podLabels.gateway',
    message:
      'found none: every pod in the namespace of the gateway may connect to applications with a host or a listener; set the labels of its proxies',
    holds: ({ applications, cluster: { ingressClass, namespaces, podLabels } }) =>
      Object.values(applications).some(
        ({ host, listeners }) => host !== undefined || Object.keys(listeners).length > 0,
      ) &&
      podLabels.gateway === undefined &&
      !(ingressClass === undefined && isEnvoyGateway(namespaces.gateway)),
  },
  /** Source: kubernetes.io/releases. The next one to end is 1.35, on 2027-02-28. */
  'kubernetes-without-fixes': {
    path: 'cluster.kubernetes',
    message:
      'found a minor before 1.35, which no longer gets fixes (1.34 since 2026-10-27); upgrade the cluster',
    holds: ({ cluster }) => !isAtLeast(cluster.kubernetes, '1.35'),
  },
  'public-preview': {
    path: 'applications.*.delivery.preview.public',
    message:
      'everyone may use an untested version there, on the data of the version in use; remove it, or name allow or basicAuth',
    holds: ({ applications }) =>
      Object.values(applications).some(
        ({ delivery, uses }) =>
          delivery.strategy === 'blueGreen' &&
          delivery.preview?.public !== undefined &&
          uses.some(used => !Object.hasOwn(applications, used)),
      ),
  },
  patched: {
    path: 'patches',
    message:
      'objects are not as slipway makes them: look at each of them again with every new version of slipway',
    holds: ({ patches }) => patches.length > 0,
  },
} as const satisfies Record<string, NoticeRule | DatabaseRule | CacheRule>;

/** Names that a notice lists; for the others it gives only their number, so that it stays one line. */
export const mostNames = 5;

/** The notice about the plain endpoint of a cache. */
export function plainEndpoint(cache: string): string {
  return `the password and all data of its clients cross the network in plain text; clients that know Sentinel and TLS use ${cache} in place of ${endpointName(cache)}`;
}

/** The notice about applications whose image has no digest. */
export function imageByTag(names: string): string {
  return `found ${names} with an image without a digest: the image can change without a commit; add the digest, name:tag@sha256:…`;
}

/** The notice about applications that share the database `app`. */
export function sharedDatabase(names: string): string {
  return `found ${names} on the database "app": each of them can read and change what the others store there; give each its own in database.databases, or name the one that they share`;
}

/** The applications that share the database `app` of a Cluster with another one. */
function sharing(environment: Environment): string[] {
  const names = clustersOf(environment).flatMap(([cluster]) => {
    const onApp = Object.entries(environment.applications).filter(
      ([, { uses, connections }]) => uses.includes(cluster) && connections[cluster]?.name === undefined,
    );
    return onApp.length > 1 ? onApp.map(([name]) => name) : [];
  });
  return Object.keys(environment.applications).filter(name => names.includes(name));
}

/** The notice about applications that may do more than the defaults allow. */
export function securityRelaxed(names: string): string {
  return `found ${names} with more rights than the defaults: an intruder in such a container can do more; remove what it no longer needs`;
}

/** The notice about users of a cache whose rights have a reason. */
export function cacheUsersWide(names: string): string {
  return `found ${names} with rights that may reach the keys of other applications; remove what they no longer need`;
}

function wideUsers(cache: ManagedCache): string[] {
  return usersOf(cache).flatMap(([name, { reason }]) =>
    reason === undefined ? [] : [`${name} (${reason})`],
  );
}

function relaxed({ applications }: Environment): string[] {
  return Object.entries(applications).flatMap(
    ([
      name,
      {
        securityContext: { reason },
      },
    ]) => (reason === undefined ? [] : [`${name} (${reason})`]),
  );
}

function byTag({ applications }: Environment): string[] {
  return Object.entries(applications).flatMap(([name, application]) => {
    const { image, initContainers, sidecars } = application;
    const jobs = jobsOf(application).map(([, job]) => job);
    const others = [...initContainers, ...sidecars, ...jobs].flatMap(container => container.image ?? []);
    return [image, ...others].every(({ digest }) => digest) ? [] : [name];
  });
}

function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  return `${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

export type NoticeName = keyof typeof notices;

/** The notices of an environment; none if the failure of one pod, node or volume loses nothing. */
export function noticesOf(environment: Environment): Notice[] {
  const all: readonly (NoticeRule | DatabaseRule | CacheRule)[] = Object.values(notices);
  return all.flatMap(rule => {
    if ('ofDatabase' in rule) return ofDatabases(rule, environment);
    return 'ofCache' in rule ? ofCaches(rule, environment) : ofAll(rule, environment);
  });
}

function ofAll({ path, message, holds }: NoticeRule, environment: Environment): Notice[] {
  if (!holds(environment)) return [];
  return [{ path, message: typeof message === 'string' ? message : message(environment) }];
}

function ofDatabases({ path, message, ofDatabase }: DatabaseRule, environment: Environment): Notice[] {
  return clustersOf(environment)
    .filter(([, database]) => ofDatabase(database, environment))
    .map(([name]) => ({ path: path.replace(firstDatabase, keyOfDatabase(name)), message }));
}

function ofCaches({ path, message, ofCache }: CacheRule, environment: Environment): Notice[] {
  return runningCaches(environment)
    .filter(([, cache]) => ofCache(cache))
    .map(named => ({
      path: path.replace(firstCache, keyOfCache(named[0])),
      message: typeof message === 'string' ? message : message(named),
    }));
}
