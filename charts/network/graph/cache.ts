import type { ExternalCache } from '../../../config/cache.ts';
import type { Environment } from '../../../config/environment.ts';
import type { ConnectionVariable } from '../../application/connection-settings.ts';
import * as endpoints from '../../cache/endpoints.ts';
import type { Connection, PortRule } from '../connection-graph.ts';
import type { Pods } from '../peers.ts';
import { nameResolution, prometheus, tcp } from './infrastructure.ts';

const { cacheMetricsPort, cachePort, sentinelPort } = endpoints;

const toData: PortRule = { ports: [tcp(cachePort)], rule: 'cache' };
const toSentinels: PortRule = { ports: [tcp(sentinelPort)], rule: 'sentinels' };

const data: Pods = {
  kind: 'pods',
  name: endpoints.cacheName,
  tier: 'cache',
  labels: endpoints.cacheLabels,
};

const sentinels: Pods = {
  kind: 'pods',
  name: endpoints.sentinelName,
  tier: 'cache',
  labels: endpoints.sentinelLabels,
};

const endpoint: Pods = {
  kind: 'pods',
  name: endpoints.endpointName,
  tier: 'cache',
  labels: endpoints.endpointLabels,
};

/** The connections of an application to the cache: it asks the sentinels for the primary, then connects to it. */
export function toCache(environment: Environment, pods: Pods): Connection[] {
  const { cache } = environment;
  if (cache === undefined) return [];
  return cache.external ? [toExternal(cache, pods)] : toManaged(environment.namespace, pods);
}

/** The connection of an application to the plain endpoint of the cache. */
export function toEndpoint(pods: Pods): Connection {
  return {
    from: pods,
    to: endpoint,
    ...toData,
    purpose: 'cache',
    isRequestFlow: true,
    variables: plainVariables(endpoints.endpointName, cachePort, endpoints.cachePassword),
  };
}

/** The parts of an address, and all of it in one text. A password of the user's choice must fit into a URL. */
function plainVariables(
  host: string,
  port: number,
  password: { readonly secret: string; readonly key: string },
  scheme: 'redis' | 'rediss' = 'redis',
): ConnectionVariable[] {
  return [
    { name: 'REDIS_HOST', value: host },
    { name: 'REDIS_PORT', value: String(port) },
    { name: 'REDIS_PASSWORD', value: password },
    { name: 'REDIS_URL', value: `${scheme}://:$(REDIS_PASSWORD)@${host}:${port}` },
  ];
}

function toExternal({ host, port, network, secret, tls }: ExternalCache, pods: Pods): Connection {
  return {
    from: pods,
    to: { kind: 'network', name: 'cache', cidrs: network },
    ports: [tcp(port)],
    purpose: 'cache',
    isRequestFlow: true,
    variables: plainVariables(host, port, { secret, key: 'password' }, tls ? 'rediss' : 'redis'),
  };
}

function toManaged(namespace: string, pods: Pods): Connection[] {
  const { cacheAuthority, cachePassword } = endpoints;
  return [
    {
      from: pods,
      to: sentinels,
      ...toSentinels,
      purpose: 'name of the primary',
      variables: [
        { name: 'REDIS_SENTINELS', value: endpoints.sentinelAddresses(namespace) },
        { name: 'REDIS_MASTER_NAME', value: endpoints.masterName },
      ],
    },
    {
      from: pods,
      to: data,
      ...toData,
      purpose: 'cache',
      isRequestFlow: true,
      variables: [
        { name: 'REDIS_PASSWORD', value: cachePassword },
        { name: 'REDIS_TLS_CA_FILE', value: endpoints.cacheAuthorityFile },
      ],
      files: [
        {
          mountPath: endpoints.cacheAuthorityMount,
          secret: cacheAuthority.secret,
          keys: [cacheAuthority.key],
        },
      ],
    },
  ];
}

const toPrimary: Connection = {
  from: endpoint,
  to: data,
  ...toData,
  purpose: 'search for the primary, and requests to it',
  isRequestFlow: true,
};

/** The connections between the pods of the cache: replication, monitoring, and the vote on a new primary. */
export function cacheConnections(environment: Environment): Connection[] {
  const { cache } = environment;
  if (cache === undefined || cache.external) return [];
  const hasEndpoint = cache.endpoint !== undefined;
  return [
    { from: data, to: data, ...toData, purpose: 'replication', isRequestFlow: true },
    { from: data, to: sentinels, ...toSentinels, purpose: 'name of the primary' },
    { from: sentinels, to: data, ...toData, purpose: 'monitoring and failover' },
    { from: sentinels, to: sentinels, ...toSentinels, purpose: 'vote on a failover' },
    ...(hasEndpoint ? [toPrimary] : []),
    ...[data, sentinels, ...(hasEndpoint ? [endpoint] : [])].flatMap(pods => [
      { from: prometheus(environment), to: pods, ports: [tcp(cacheMetricsPort)], purpose: 'metrics' },
      ...nameResolution(environment, pods),
    ]),
  ];
}
