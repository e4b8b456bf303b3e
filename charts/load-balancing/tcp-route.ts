import type { Construct } from 'constructs';
import { TcpRoute } from '../../imports/gateway-api.ts';
import { type ApplicationListener, passed } from './application-listeners.ts';

/** Sends all connections of a listener to a Service. A release changes the Service's selector, never the route. */
export class ApplicationTcpRoute extends TcpRoute {
  constructor(scope: Construct, listener: ApplicationListener) {
    super(scope, `tcp-route-${listener.name}`, {
      metadata: { name: listener.name },
      spec: passed(listener),
    });
  }
}
