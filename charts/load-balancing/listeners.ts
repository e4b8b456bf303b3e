import { mostListeners } from '../../config/checks/listeners.ts';
import { operation } from '../../config/units/operation.ts';
import type { PublicHost } from './hosts.ts';

/** The API group of Gateways and routes. */
export const gatewayApi = 'gateway.networking.k8s.io';

export const gatewayName = 'gateway';

/** The name of the listener that only redirects. */
export const plainListener = 'http';

/**
 * Whether the Gateway has room for the listeners of all hosts, next to the one that redirects and those that applications
 * name.
 *
 * A Gateway has at most 64 listeners. Up to 63 hosts are in the Gateway itself, which every implementation supports. From
 * 64 hosts on, each application has its own ListenerSet. There is still one address, and no host moves when another one
 * is added.
 */
export const fitInGateway = operation(
  'fitInGateway',
  (hosts: readonly PublicHost[], others: readonly object[]) => hosts.length + others.length < mostListeners,
);

/** The listener to which the route of a host is attached. */
export interface Parent {
  readonly kind: 'Gateway' | 'ListenerSet';
  readonly name: string;
  readonly sectionName: string;
}

/** The listener of a host in the Gateway itself. */
export function inGateway(host: PublicHost): Parent {
  return { kind: 'Gateway', name: gatewayName, sectionName: listenerName(host) };
}

/** The listener of a host in the ListenerSet of its application. */
export function inListenerSet(host: PublicHost): Parent {
  return { kind: 'ListenerSet', name: host.application, sectionName: listenerName(host) };
}

/** The HTTPS listener of a host. `mode` is the same word in the types of both kinds. */
export function listener<Mode>(host: PublicHost, mode: Mode) {
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
