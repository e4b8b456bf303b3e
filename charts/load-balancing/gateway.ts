import type { Construct } from 'constructs';
import {
  Gateway,
  GatewaySpecAllowedListenersNamespacesFrom,
  GatewaySpecListenersTlsMode,
} from '../../imports/gateway-api.ts';
import type { PublicHost } from './hosts.ts';
import { gatewayName, listener, plainListener } from './listeners.ts';

export interface PublicGatewayProps {
  readonly gatewayClassName: string;
  /** Hosts whose listeners are in the Gateway itself. */
  readonly hosts: readonly PublicHost[];
  /** Whether ListenerSets of the namespace may add listeners. Default: false. */
  readonly allowsListenerSets?: boolean;
}

/** The Gateway. It listens for plain HTTP, and for HTTPS of its hosts. */
export class PublicGateway extends Gateway {
  constructor(scope: Construct, { gatewayClassName, hosts, allowsListenerSets }: PublicGatewayProps) {
    const from = GatewaySpecAllowedListenersNamespacesFrom.SAME;
    super(scope, gatewayName, {
      metadata: { name: gatewayName },
      spec: {
        gatewayClassName,
        listeners: [
          { name: plainListener, port: 80, protocol: 'HTTP' },
          ...hosts.map(host => listener(host, GatewaySpecListenersTlsMode.TERMINATE)),
        ],
        ...(allowsListenerSets && { allowedListeners: { namespaces: { from } } }),
      },
    });
  }
}
