import type { Construct } from 'constructs';
import { TlsRoute } from '../../imports/gateway-api.ts';
import { type ApplicationListener, passed } from './application-listeners.ts';

/** Sends encrypted connections for one host name to a Service, whose pods decrypt them. */
export class ApplicationTlsRoute extends TlsRoute {
  constructor(scope: Construct, listener: ApplicationListener) {
    const { name, hostname = '' } = listener;
    super(scope, `tls-route-${name}`, {
      metadata: { name },
      spec: { hostnames: [hostname], ...passed(listener) },
    });
  }
}
