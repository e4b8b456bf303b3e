import { endpointName, type NamedCache } from '../../config/caches.ts';
import { operation } from '../../config/units/operation.ts';

/**
 * The name of the sentinels. The data StatefulSet, the Service of the data pods and the master that the sentinels watch
 * have the name of the cache itself.
 */
export function sentinelName(cache: string): string {
  return `${cache}-sentinel`;
}

export const cachePort = 6379;
export const sentinelPort = 26379;
export const cacheMetricsPort = 9121;
export const cacheMetricsPortName = 'metrics';

/** Where HAProxy of an endpoint with TLS takes commands, on the loopback address of its pod. */
export const endpointCommandPort = 9122;

/** The number of sentinels of every cache: with three, a majority survives the loss of one node. */
export const sentinelCount = 3;

/** Labels that select the data pods. */
export function dataLabels(cache: string) {
  return { 'app.kubernetes.io/name': cache, 'app.kubernetes.io/component': 'data' };
}

/** Labels that select the sentinels. */
export function sentinelLabels(cache: string) {
  return { 'app.kubernetes.io/name': cache, 'app.kubernetes.io/component': 'sentinel' };
}

/** Labels that select the pods of the endpoint. */
export function endpointLabels(cache: string) {
  return { 'app.kubernetes.io/name': cache, 'app.kubernetes.io/component': 'endpoint' };
}

/**
 * Domain of the pods behind a headless Service. It ends with `.svc`. The search list of every pod completes it, so no
 * manifest needs to know the cluster's domain.
 */
export function podDomain(service: string, namespace: string): string {
  return `${service}.${namespace}.svc`;
}

/** Names of the data pods, by ordinal. Each has a Service with the same name. */
export const dataPodNames = operation('dataPodNames', ([name, { replicas }]: NamedCache): readonly string[] =>
  Array.from({ length: replicas }, (_, ordinal) => `${name}-${ordinal}`),
);

/** Names of the sentinel pods, by ordinal. Each has a Service with the same name. */
export function sentinelPodNames(cache: string): readonly string[] {
  return Array.from({ length: sentinelCount }, (_, ordinal) => `${sentinelName(cache)}-${ordinal}`);
}

/** Host names of the data pods, by ordinal. */
export function cacheHosts([name, { replicas }]: NamedCache, namespace: string): readonly string[] {
  return hostsOf(name, replicas, namespace);
}

/** The host name of a data pod's own Service, whose address stays when the pod is replaced. */
export function podServiceHost(name: string, namespace: string): string {
  return `${name}.${namespace}.svc`;
}

/** Host names of the sentinels, by ordinal. */
export function sentinelHosts(cache: string, namespace: string): readonly string[] {
  return hostsOf(sentinelName(cache), sentinelCount, namespace);
}

/** The value of REDIS_SENTINELS: `host:port` of every sentinel, separated by commas. */
export function sentinelAddresses(cache: string, namespace: string): string {
  return sentinelHosts(cache, namespace)
    .map(host => `${host}:${sentinelPort}`)
    .join(',');
}

/** Password of data pods and sentinels (user `default`). External Secrets generates it once in the cluster. */
export function cachePassword(cache: string) {
  return { secret: `${cache}-auth`, key: 'password' };
}

/** The authority that signs the certificate of data pods and sentinels. REDIS_TLS_CA_FILE is its path. */
export function cacheAuthority(cache: string) {
  return { secret: `${cache}-tls`, key: authorityKey };
}

/** The key of the authority in that Secret, and the name of its file. */
export const authorityKey = 'ca.crt';

/** The Certificates of the authority and of the servers, by the names of their Secrets. */
export function cacheCertificates(cache: string) {
  return { authority: `${cache}-ca`, server: cacheAuthority(cache).secret };
}

/** The Certificate of the endpoint, and its Secret. */
export function endpointCertificate(cache: string): string {
  return `${endpointName(cache)}-tls`;
}

/** The path of that authority in an application's container. */
export function cacheAuthorityMount(cache: string): string {
  return `/etc/slipway/${cache}`;
}

export function cacheAuthorityFile(cache: string): string {
  return `${cacheAuthorityMount(cache)}/${authorityKey}`;
}

const hostsOf = operation(
  'podHosts',
  (service: string, count: number, namespace: string): readonly string[] =>
    Array.from({ length: count }, (_, ordinal) => `${service}-${ordinal}.${podDomain(service, namespace)}`),
);
