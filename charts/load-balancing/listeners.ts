import { operation } from '../../config/units/operation.ts';
import type { PublicHost } from './hosts.ts';

export const gatewayName = 'gateway';

/** The listener that only redirects. */
export const plainListener = 'http';

/** Listeners of one Gateway. Source: gateway-api `config/crd/standard`, `spec.listeners.maxItems`. */
const mostListeners = 64;

/**
 * Whether every host has a place in the Gateway, next to the listener that redirects.
 *
 * A Gateway lists at most 64 listeners. Up to 63 hosts stand in the Gateway itself, which every implementation
 * knows; from 64 hosts on each application brings a ListenerSet for its own, so that there is still one address
 * and no host ever moves because another one was added.
 */
export const fitInGateway = operation(
  'fitInGateway',
  (hosts: readonly PublicHost[]) => hosts.length < mostListeners,
);

/** Where the route of a host attaches. */
export interface Parent {
  readonly kind: 'Gateway' | 'ListenerSet';
  readonly name: string;
  readonly sectionName: string;
}

/** Where the route of a host attaches whose listener is in the Gateway itself. */
export function inGateway(host: PublicHost): Parent {
  return { kind: 'Gateway', name: gatewayName, sectionName: listenerName(host) };
}

/** Where the route of a host attaches whose listener is in the ListenerSet of its application. */
export function inListenerSet(host: PublicHost): Parent {
  return { kind: 'ListenerSet', name: host.application, sectionName: listenerName(host) };
}

/** The HTTPS listener of a host. `mode` is the same word in the types of the two kinds. */
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
