import type { Application } from '../../config/application.ts';
import type { Environment } from '../../config/environment.ts';

/** A host name that leads to one Service. All objects of the host carry `name`. */
export interface PublicHost {
  /** `web`, or `web-preview` for the new colour. Also the name of the Service. */
  readonly name: string;
  /** The application behind it. */
  readonly application: string;
  readonly host: string;
  /** Port of the Service. */
  readonly port: number;
  /** Secret of the certificate. */
  readonly certificate: string;
}

/**
 * Every public host of an environment: one for each application with a host, and a second one for its new colour
 * where it is delivered blue/green.
 */
export function hostsOf({ applications }: Environment): readonly PublicHost[] {
  return Object.entries(applications).flatMap(([name, application]) => {
    if (application.host === undefined) return [];
    const preview = previewHost(application);
    return [
      publicHost(name, name, application.host, application.port),
      ...(preview === undefined ? [] : [publicHost(`${name}-preview`, name, preview, application.port)]),
    ];
  });
}

function publicHost(name: string, application: string, host: string, port: number): PublicHost {
  return { name, application, host, port, certificate: `${name}-tls` };
}

function previewHost({ host, delivery }: Application): string | undefined {
  if (delivery.strategy !== 'blueGreen') return undefined;
  return delivery.previewHost ?? `preview-${host}`;
}
