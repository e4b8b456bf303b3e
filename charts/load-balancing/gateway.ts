import type { Construct } from 'constructs';
import { operation } from '../../config/units/operation.ts';
import {
  Gateway,
  GatewaySpecAllowedListenersNamespacesFrom,
  type GatewaySpecListeners,
  GatewaySpecListenersTlsMode,
  ListenerSet,
  ListenerSetSpecListenersTlsMode,
} from '../../imports/gateway-api.ts';
import type { PublicHost } from './hosts.ts';

export const gatewayName = 'gateway';

/** The listener that only redirects. */
export const plainListener = 'http';

/** Listeners of one Gateway. Source: gateway-api `config/crd/standard`, `spec.listeners.maxItems`. */
const mostListeners = 64;

/** Whether every host has a place in the Gateway, beside the listener that redirects. */
const fitInGateway = operation(
  'fitInGateway',
  (hosts: readonly PublicHost[]) => hosts.length < mostListeners,
);

/** Where the route of a host attaches. */
export interface Parent {
  readonly kind: 'Gateway' | 'ListenerSet';
  readonly name: string;
  readonly sectionName: string;
}

/**
 * The Gateway, which listens for every host.
 *
 * A Gateway lists at most 64 listeners. Up to 63 hosts stand in the Gateway itself, which every implementation
 * knows; from 64 hosts on each application brings a ListenerSet for its own, so that there is still one address
 * and no host ever moves because another one was added.
 *
 * @returns where the route of each host attaches.
 */
export function gateway(
  scope: Construct,
  gatewayClass: string,
  hosts: readonly PublicHost[],
): (host: PublicHost) => Parent {
  const plain = { name: plainListener, port: 80, protocol: 'HTTP' };
  if (fitInGateway(hosts)) {
    createGateway(scope, gatewayClass, [
      plain,
      ...hosts.map(host => listener(host, GatewaySpecListenersTlsMode.TERMINATE)),
    ]);
    return host => ({ kind: 'Gateway', name: gatewayName, sectionName: listenerName(host) });
  }
  createGateway(scope, gatewayClass, [plain], GatewaySpecAllowedListenersNamespacesFrom.SAME);
  for (const [application, own] of groupByApplication(hosts)) createListenerSet(scope, application, own);
  return host => ({ kind: 'ListenerSet', name: host.application, sectionName: listenerName(host) });
}

function createGateway(
  scope: Construct,
  gatewayClassName: string,
  listeners: GatewaySpecListeners[],
  listenerSetsFrom?: GatewaySpecAllowedListenersNamespacesFrom,
): void {
  new Gateway(scope, gatewayName, {
    metadata: { name: gatewayName },
    spec: {
      gatewayClassName,
      listeners,
      ...(listenerSetsFrom && { allowedListeners: { namespaces: { from: listenerSetsFrom } } }),
    },
  });
}

function createListenerSet(scope: Construct, application: string, hosts: readonly PublicHost[]): void {
  new ListenerSet(scope, `listener-set-${application}`, {
    metadata: { name: application },
    spec: {
      parentRef: { group: 'gateway.networking.k8s.io', kind: 'Gateway', name: gatewayName },
      listeners: hosts.map(host => listener(host, ListenerSetSpecListenersTlsMode.TERMINATE)),
    },
  });
}

/** `mode` is the same word in the two generated types. */
function listener<Mode>(host: PublicHost, mode: Mode) {
  return {
    name: listenerName(host),
    hostname: host.host,
    port: 443,
    protocol: 'HTTPS',
    tls: { mode, certificateRefs: [{ name: host.certificate }] },
  };
}

function listenerName({ name }: PublicHost): string {
  return `https-${name}`;
}

function groupByApplication(hosts: readonly PublicHost[]): Map<string, PublicHost[]> {
  const groups = new Map<string, PublicHost[]>();
  for (const host of hosts) {
    const group = groups.get(host.application) ?? [];
    group.push(host);
    groups.set(host.application, group);
  }
  return groups;
}
