import type { Cache, ExternalCache } from '../../../config/cache.ts';
import { type NamedCache, runningCaches } from '../../../config/caches.ts';
import type { Environment } from '../../../config/environment.ts';
import type { ConnectionVariable } from '../../application/connection-settings.ts';
import * as endpoints from '../../cache/endpoints.ts';
import { userPassword } from '../../cache/users/names.ts';
import type { Connection, PortRule } from '../connection-graph.ts';
import type { Pods } from '../peers.ts';
import { nameResolution, prometheus, tcp } from './infrastructure.ts';

const { cacheMetricsPort, cachePort, sentinelPort } = endpoints;

/** The rule that opens the data pods of a cache, or its endpoint, for all their clients. */
function toData(cache: string): PortRule {
  return { ports: [tcp(cachePort)], rule: `cache ${cache}` };
}

function toSentinels(cache: string): PortRule {
  return { ports: [tcp(sentinelPort)], rule: `sentinels of ${cache}` };
}

function dataOf(cache: string): Pods {
  return { kind: 'pods', name: cache, tier: 'cache', labels: endpoints.dataLabels(cache) };
}

function sentinelsOf(cache: string): Pods {
  const name = endpoints.sentinelName(cache);
  return { kind: 'pods', name, tier: 'cache', labels: endpoints.sentinelLabels(cache) };
}

function endpointOf(cache: string): Pods {
  const name = endpoints.endpointName(cache);
  return { kind: 'pods', name, tier: 'cache', labels: endpoints.endpointLabels(cache) };
}

/** The connections of an application to a cache: it asks the sentinels for the primary, then connects to it. */
export function toCache(
  { namespace }: Environment,
  [name, cache]: readonly [name: string, cache: Cache],
  pods: Pods,
): Connection[] {
  return cache.external ? [toExternal(name, cache, pods)] : toManaged([name, cache], namespace, pods);
}

/** The connection of an application to the plain endpoint of a cache. */
export function toEndpoint(cache: NamedCache, pods: Pods): Connection {
  const [name] = cache;
  return {
    from: pods,
    to: endpointOf(name),
    ...toData(name),
    purpose: 'cache',
    isRequestFlow: true,
    variables: plainVariables(endpoints.endpointName(name), cachePort, credentials(cache, pods)),
  };
}

/** The parts of an address, and all of it in one text. A password of the user's choice must fit into a URL. */
function plainVariables(
  host: string,
  port: number,
  credentials: readonly ConnectionVariable[],
  scheme: 'redis' | 'rediss' = 'redis',
): ConnectionVariable[] {
  const user = credentials.length > 1 ? '$(REDIS_USERNAME)' : '';
  return [
    { name: 'REDIS_HOST', value: host },
    { name: 'REDIS_PORT', value: String(port) },
    ...credentials,
    { name: 'REDIS_URL', value: `${scheme}://${user}:$(REDIS_PASSWORD)@${host}:${port}` },
  ];
}

/** The password that all share, or the user of the application and its password. */
function credentials([name, { users }]: NamedCache, { name: application }: Pods): ConnectionVariable[] {
  if (users === undefined) return [{ name: 'REDIS_PASSWORD', value: endpoints.cachePassword(name) }];
  return [
    { name: 'REDIS_USERNAME', value: application },
    { name: 'REDIS_PASSWORD', value: userPassword(name, application) },
  ];
}

function toExternal(
  name: string,
  { host, port, network, secret, tls }: ExternalCache,
  pods: Pods,
): Connection {
  const password = { name: 'REDIS_PASSWORD', value: { secret, key: 'password' } };
  return {
    from: pods,
    to: { kind: 'network', name, cidrs: network },
    ports: [tcp(port)],
    purpose: 'cache',
    isRequestFlow: true,
    variables: plainVariables(host, port, [password], tls ? 'rediss' : 'redis'),
  };
}

function toManaged(cache: NamedCache, namespace: string, pods: Pods): Connection[] {
  const [name] = cache;
  const { secret, key } = endpoints.cacheAuthority(name);
  return [
    {
      from: pods,
      to: sentinelsOf(name),
      ...toSentinels(name),
      purpose: 'name of the primary',
      variables: [
        { name: 'REDIS_SENTINELS', value: endpoints.sentinelAddresses(name, namespace) },
        { name: 'REDIS_MASTER_NAME', value: name },
      ],
    },
    {
      from: pods,
      to: dataOf(name),
      ...toData(name),
      purpose: 'cache',
      isRequestFlow: true,
      variables: [
        ...credentials(cache, pods),
        { name: 'REDIS_TLS_CA_FILE', value: endpoints.cacheAuthorityFile(name) },
      ],
      files: [{ mountPath: endpoints.cacheAuthorityMount(name), secret, keys: [key] }],
    },
  ];
}

/** The connections between the pods of each cache: replication, monitoring, and the vote on a new primary. */
export function cacheConnections(environment: Environment): Connection[] {
  return runningCaches(environment).flatMap(cache => connectionsWithin(environment, cache));
}

function connectionsWithin(environment: Environment, [name, { endpoint }]: NamedCache): Connection[] {
  const [data, sentinels] = [dataOf(name), sentinelsOf(name)];
  const endpoints = endpoint === undefined ? [] : [endpointOf(name)];
  return [
    { from: data, to: data, ...toData(name), purpose: 'replication', isRequestFlow: true },
    { from: data, to: sentinels, ...toSentinels(name), purpose: 'name of the primary' },
    { from: sentinels, to: data, ...toData(name), purpose: 'monitoring and failover' },
    { from: sentinels, to: sentinels, ...toSentinels(name), purpose: 'vote on a failover' },
    ...endpoints.map(from => ({
      from,
      to: data,
      ...toData(name),
      purpose: 'search for the primary, and requests to it',
      isRequestFlow: true,
    })),
    ...[data, sentinels, ...endpoints].flatMap(pods => [
      { from: prometheus(environment), to: pods, ports: [tcp(cacheMetricsPort)], purpose: 'metrics' },
      ...nameResolution(environment, pods),
    ]),
  ];
}
