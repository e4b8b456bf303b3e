import type { Construct } from 'constructs';
import {
  Gateway,
  GatewaySpecAllowedListenersNamespacesFrom,
  GatewaySpecListenersTlsMode,
} from '../../imports/gateway-api.ts';
import { type ApplicationListener, passing } from './application-listeners.ts';
import type { PublicHost } from './hosts.ts';
import { gatewayName, listener, plainListener } from './listeners.ts';

export interface PublicGatewayProps {
  readonly gatewayClassName: string;
  /** Names of the applications, in the order of their listeners. */
  readonly applications: readonly string[];
  /** Hosts whose listeners are in the Gateway itself. */
  readonly hosts: readonly PublicHost[];
  /** Whether there is a host at all, so that plain HTTP is redirected. */
  readonly redirects: boolean;
  /** Listeners of applications for connections that are not HTTP. */
  readonly listeners: readonly ApplicationListener[];
  /** Whether ListenerSets of the namespace may add listeners. Default: false. */
  readonly allowsListenerSets?: boolean;
}

/** The Gateway. It listens for plain HTTP, for HTTPS of its hosts, and for what applications name. */
export class PublicGateway extends Gateway {
  constructor(scope: Construct, props: PublicGatewayProps) {
    const { gatewayClassName, applications, hosts, redirects, listeners, allowsListenerSets } = props;
    const { TERMINATE, PASSTHROUGH } = GatewaySpecListenersTlsMode;
    const from = GatewaySpecAllowedListenersNamespacesFrom.SAME;
    super(scope, gatewayName, {
      metadata: { name: gatewayName },
      spec: {
        gatewayClassName,
        listeners: [
          ...(redirects ? [{ name: plainListener, port: 80, protocol: 'HTTP' }] : []),
          ...applications.flatMap(name => [
            ...hosts.filter(isOf(name)).map(host => listener(host, TERMINATE)),
            ...listeners.filter(isOf(name)).map(other => passing(other, PASSTHROUGH)),
          ]),
        ],
        ...(allowsListenerSets && { allowedListeners: { namespaces: { from } } }),
      },
    });
  }
}

function isOf(name: string) {
  return ({ application }: { readonly application: string }): boolean => application === name;
}
