import type { Application } from '../../../config/application/application.ts';
import type { ExternalCache } from '../../../config/cache.ts';
import { cachesOf, endpointName, type NamedCache, runningCaches } from '../../../config/caches.ts';
import type { Environment } from '../../../config/environment.ts';
import { variablePrefix } from '../../../config/variable-prefix.ts';
import type { ConnectionVariable } from '../../application/connection-settings.ts';
import * as endpoints from '../../cache/endpoints.ts';
import { userPassword } from '../../cache/users/names.ts';
import type { Connection, PortRule } from '../connection-graph.ts';
import type { Pods } from '../peers.ts';
import { nameResolution, prometheus, tcp } from './infrastructure.ts';

const { cacheMetricsPort, cachePort, sentinelPort } = endpoints;

/** The rules that open data pods and endpoints, and sentinels, of all caches. */
const toData: PortRule = { ports: [tcp(cachePort)], rule: 'cache' };
const toSentinels: PortRule = { ports: [tcp(sentinelPort)], rule: 'sentinels' };

function dataOf(cache: string): Pods {
  return { kind: 'pods', name: cache, tier: 'cache', labels: endpoints.dataLabels(cache) };
}

function sentinelsOf(cache: string): Pods {
  const name = endpoints.sentinelName(cache);
  return { kind: 'pods', name, tier: 'cache', labels: endpoints.sentinelLabels(cache) };
}

function endpointOf(cache: string): Pods {
  const name = endpointName(cache);
  return { kind: 'pods', name, tier: 'cache', labels: endpoints.endpointLabels(cache) };
}

/**
 * The connections of an application to the caches that it uses. It asks the sentinels for the primary, then connects to it.
 * One rule opens the sentinels of all caches, and one their data pods and endpoints.
 */
export function toCaches(environment: Environment, { uses }: Application, pods: Pods): Connection[] {
  const used = cachesOf(environment).filter(([name]) => uses.includes(name));
  const running = runningCaches(environment);
  return [
    ...running.flatMap(([name]) =>
      uses.includes(name) ? [toSentinelsOf(name, environment.namespace, pods)] : [],
    ),
    ...running.flatMap(cache => {
      if (uses.includes(endpointName(cache[0]))) return [toEndpoint(cache, pods)];
      return uses.includes(cache[0]) ? [toDataOf(cache, pods)] : [];
    }),
    ...used.flatMap(([name, cache]) => (cache.external ? [toExternal(name, cache, pods)] : [])),
  ];
}

function toEndpoint(cache: NamedCache, pods: Pods): Connection {
  const [name, { endpoint }] = cache;
  return {
    from: pods,
    to: endpointOf(name),
    ...toData,
    purpose: 'cache',
    isRequestFlow: true,
    variables: [
      ...plainVariables(name, {
        host: endpointName(name),
        port: cachePort,
        credentials: credentials(cache, pods),
        scheme: endpoint?.tls ? 'rediss' : 'redis',
      }),
      ...(endpoint?.tls ? [authorityVariable(name)] : []),
    ],
    ...(endpoint?.tls && { files: [authorityFile(name)] }),
  };
}

/** How a client finds the authority that signs the certificates of a cache. */
function authorityVariable(name: string): ConnectionVariable {
  return { name: `${variablePrefix(name)}REDIS_TLS_CA_FILE`, value: endpoints.cacheAuthorityFile(name) };
}

function authorityFile(name: string) {
  const { secret, key } = endpoints.cacheAuthority(name);
  return { mountPath: endpoints.cacheAuthorityMount(name), secret, keys: [key] };
}

/** A server that needs no Sentinel. */
interface Address {
  readonly host: string;
  readonly port: number;
  readonly credentials: readonly ConnectionVariable[];
  readonly scheme: 'redis' | 'rediss';
}

/** The parts of an address, and all of it in one text. A password of the user's choice must fit into a URL. */
function plainVariables(cache: string, { host, port, credentials, scheme }: Address): ConnectionVariable[] {
  const prefix = variablePrefix(cache);
  const user = credentials.length > 1 ? `$(${prefix}REDIS_USERNAME)` : '';
  return [
    { name: `${prefix}REDIS_HOST`, value: host },
    { name: `${prefix}REDIS_PORT`, value: String(port) },
    ...credentials,
    { name: `${prefix}REDIS_URL`, value: `${scheme}://${user}:$(${prefix}REDIS_PASSWORD)@${host}:${port}` },
  ];
}

/** The password that all share, or the user of the application and its password. */
function credentials([name, { users }]: NamedCache, { name: application }: Pods): ConnectionVariable[] {
  const prefix = variablePrefix(name);
  if (users === undefined) return [{ name: `${prefix}REDIS_PASSWORD`, value: endpoints.cachePassword(name) }];
  return [
    { name: `${prefix}REDIS_USERNAME`, value: application },
    { name: `${prefix}REDIS_PASSWORD`, value: userPassword(name, application) },
  ];
}

function toExternal(
  name: string,
  { host, port, network, secret, tls }: ExternalCache,
  pods: Pods,
): Connection {
  const password = { name: `${variablePrefix(name)}REDIS_PASSWORD`, value: { secret, key: 'password' } };
  return {
    from: pods,
    to: { kind: 'network', name, cidrs: network },
    ports: [tcp(port)],
    purpose: 'cache',
    isRequestFlow: true,
    variables: plainVariables(name, {
      host,
      port,
      credentials: [password],
      scheme: tls ? 'rediss' : 'redis',
    }),
  };
}

function toSentinelsOf(name: string, namespace: string, pods: Pods): Connection {
  const prefix = variablePrefix(name);
  return {
    from: pods,
    to: sentinelsOf(name),
    ...toSentinels,
    purpose: 'name of the primary',
    variables: [
      { name: `${prefix}REDIS_SENTINELS`, value: endpoints.sentinelAddresses(name, namespace) },
      { name: `${prefix}REDIS_MASTER_NAME`, value: name },
    ],
  };
}

function toDataOf(cache: NamedCache, pods: Pods): Connection {
  const [name] = cache;
  return {
    from: pods,
    to: dataOf(name),
    ...toData,
    purpose: 'cache',
    isRequestFlow: true,
    variables: [...credentials(cache, pods), authorityVariable(name)],
    files: [authorityFile(name)],
  };
}

/** The connections between the pods of each cache: replication, monitoring, and the vote on a new primary. */
export function cacheConnections(environment: Environment): Connection[] {
  return runningCaches(environment).flatMap(cache => connectionsWithin(environment, cache));
}

function connectionsWithin(environment: Environment, [name, { endpoint }]: NamedCache): Connection[] {
  const [data, sentinels] = [dataOf(name), sentinelsOf(name)];
  const endpoints = endpoint === undefined ? [] : [endpointOf(name)];
  return [
    { from: data, to: data, ...toData, purpose: 'replication', isRequestFlow: true },
    { from: data, to: sentinels, ...toSentinels, purpose: 'name of the primary' },
    { from: sentinels, to: data, ...toData, purpose: 'monitoring and failover' },
    { from: sentinels, to: sentinels, ...toSentinels, purpose: 'vote on a failover' },
    ...endpoints.map(from => ({
      from,
      to: data,
      ...toData,
      purpose: 'search for the primary, and requests to it',
      isRequestFlow: true,
    })),
    ...[data, sentinels, ...endpoints].flatMap(pods => [
      { from: prometheus(environment), to: pods, ports: [tcp(cacheMetricsPort)], purpose: 'metrics' },
      ...nameResolution(environment, pods),
    ]),
  ];
}
