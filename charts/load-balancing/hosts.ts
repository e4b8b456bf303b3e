import type { Environment } from '../../config/environment.ts';
import { activeService, previewService } from '../application/endpoints.ts';

/** A host name that leads to one Service. All objects of the host have the name `name`. */
export interface PublicHost {
  /** `web`, or `web-preview` for the new color. Also the name of the Service. */
  readonly name: string;
  /** The application behind it. */
  readonly application: string;
  readonly host: string;
  /** Secret of the certificate. */
  readonly certificate: string;
}

/**
 * Every public host of an environment: one for each application with a host, and one for its new color if the environment
 * file has `previewHost`. By default the new color is not public. No one has tested it yet, and it uses the database and
 * the cache of the active version. The analysis calls the preview Service inside the cluster.
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
