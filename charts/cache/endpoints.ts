import type { ManagedCache } from '../../config/cache.ts';
import { operation } from '../../config/units/operation.ts';

/** Name of the data StatefulSet, of its Service and of the master that the sentinels watch. */
export const cacheName = 'cache';
export const sentinelName = 'cache-sentinel';
export const masterName = 'cache';

export const cachePort = 6379;
export const sentinelPort = 26379;
export const cacheMetricsPort = 9121;
export const cacheMetricsPortName = 'metrics';

/** The word in `uses` for the plain endpoint, and the name of its objects. */
export const endpointName = 'cache-endpoint';

/** The number of sentinels of every cache: with three, a majority survives the loss of one node. */
export const sentinelCount = 3;

/** Labels that select the data pods. */
export const cacheLabels = {
  'app.kubernetes.io/name': cacheName,
  'app.kubernetes.io/component': 'data',
} as const;

/** Labels that select the sentinels. */
export const sentinelLabels = {
  'app.kubernetes.io/name': cacheName,
  'app.kubernetes.io/component': 'sentinel',
} as const;

/** Labels that select the pods of the plain endpoint. */
export const endpointLabels = {
  'app.kubernetes.io/name': cacheName,
  'app.kubernetes.io/component': 'endpoint',
} as const;

/**
 * Domain of the pods behind a headless Service. It ends with `.svc`. The search list of every pod completes it, so no
 * manifest needs to know the cluster's domain.
 */
export function podDomain(service: string, namespace: string): string {
  return `${service}.${namespace}.svc`;
}

/** Names of the data pods, by ordinal. Each has a Service with the same name. */
export const dataPodNames = operation('dataPodNames', ({ replicas }: ManagedCache): readonly string[] =>
  Array.from({ length: replicas }, (_, ordinal) => `${cacheName}-${ordinal}`),
);

/** Names of the sentinel pods, by ordinal. Each has a Service with the same name. */
export const sentinelPodNames: readonly string[] = Array.from(
  { length: sentinelCount },
  (_, ordinal) => `${sentinelName}-${ordinal}`,
);

/** Host names of the data pods, by ordinal. */
export function cacheHosts(cache: ManagedCache, namespace: string): readonly string[] {
  return hostsOf(cacheName, cache.replicas, namespace);
}

/** The host name of a data pod's own Service, whose address stays when the pod is replaced. */
export function podServiceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc`;
}

/** Host names of the sentinels, by ordinal. */
export function sentinelHosts(namespace: string): readonly string[] {
  return hostsOf(sentinelName, sentinelCount, namespace);
}

/** The value of REDIS_SENTINELS: `host:port` of every sentinel, separated by commas. */
export function sentinelAddresses(namespace: string): string {
  return sentinelHosts(namespace)
    .map(host => `${host}:${sentinelPort}`)
    .join(',');
}

/** Password of data pods and sentinels (user `default`). External Secrets generates it once in the cluster. */
export const cachePassword = { secret: 'cache-auth', key: 'password' } as const;

/** The authority that signs the certificate of data pods and sentinels. REDIS_TLS_CA_FILE is its path. */
export const cacheAuthority = { secret: 'cache-tls', key: 'ca.crt' } as const;

/** The Certificates of the authority and of the servers, by the names of their Secrets. */
export const cacheCertificates = { authority: `${cacheName}-ca`, server: cacheAuthority.secret } as const;

/** The path of that authority in an application's container. */
export const cacheAuthorityMount = '/etc/slipway/cache';
export const cacheAuthorityFile = `${cacheAuthorityMount}/${cacheAuthority.key}`;

const hostsOf = operation(
  'podHosts',
  (service: string, count: number, namespace: string): readonly string[] =>
    Array.from({ length: count }, (_, ordinal) => `${service}-${ordinal}.${podDomain(service, namespace)}`),
);
