import type { Construct } from 'constructs';
import { ListenerSet, ListenerSetSpecListenersTlsMode } from '../../imports/gateway-api.ts';
import type { PublicHost } from './hosts.ts';
import { gatewayApi, gatewayName, listener } from './listeners.ts';

/** The listeners for the hosts of one application, next to those of the Gateway. */
export class ApplicationListenerSet extends ListenerSet {
  constructor(scope: Construct, application: string, hosts: readonly PublicHost[]) {
    super(scope, `listener-set-${application}`, {
      metadata: { name: application },
      spec: {
        parentRef: { group: gatewayApi, kind: 'Gateway', name: gatewayName },
        listeners: hosts.map(host => listener(host, ListenerSetSpecListenersTlsMode.TERMINATE)),
      },
    });
  }
}
