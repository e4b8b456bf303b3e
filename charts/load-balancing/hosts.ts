import type { Environment } from '../../config/environment.ts';
import { activeService, previewService } from '../application/endpoints.ts';

/** A host name that leads to one Service. All objects of the host carry `name`. */
export interface PublicHost {
  /** `web`, or `web-preview` for the new colour. Also the name of the Service. */
  readonly name: string;
  /** The application behind it. */
  readonly application: string;
  readonly host: string;
  /** Secret of the certificate. */
  readonly certificate: string;
}

/**
 * Every public host of an environment: one for each application with a host, and a second one for its new colour
 * where the environment file asks for it. What nobody has examined yet is not shown to everybody unasked, all the less
 * since it works on the database and the cache of the version in use; the analysis asks the Service, from inside.
 */
export function hostsOf({ applications }: Environment): readonly PublicHost[] {
  return Object.entries(applications).flatMap(([name, { host, delivery }]) => {
    if (host === undefined) return [];
    const preview = delivery.strategy === 'blueGreen' ? delivery.previewHost : undefined;
    return [
      publicHost(activeService(name), name, host),
      ...(preview === undefined ? [] : [publicHost(previewService(name), name, preview)]),
    ];
  });
}

function publicHost(name: string, application: string, host: string): PublicHost {
  return { name, application, host, certificate: `${name}-tls` };
}
