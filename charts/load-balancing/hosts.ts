import type { Application } from '../../config/application/application.ts';
import type { Environment } from '../../config/environment.ts';
import { operation } from '../../config/units/operation.ts';
import { activeService, previewService } from '../application/endpoints.ts';

/** A host name that the gateway answers for. It has a certificate and a listener. */
export interface PublicHost {
  /** `web`, `web-preview` for the new color, or a further host itself: names of applications have no dots. */
  readonly name: string;
  /** The application that names it. */
  readonly application: string;
  readonly host: string;
  /** Secret of the certificate. */
  readonly certificate: string;
}

/**
 * Every public host of an environment, by the application that names it.
 *
 * By default the new color is not public. No one has tested it yet, and it uses the database and the cache of the active
 * version. The analysis calls the preview Service inside the cluster.
 */
export function hostsOf({ applications }: Environment): readonly PublicHost[] {
  return Object.entries(applications).flatMap(([name, application]) => [
    ...servedHosts(name, application),
    ...redirectedHosts(name, application),
    ...previewHosts(name, application),
  ]);
}

/** The hosts on which an application answers: `host`, then `hosts`. */
export function servedHosts(name: string, { host, hosts }: Application): readonly PublicHost[] {
  if (host === undefined) return [];
  return [publicHost(activeService(name), name, host), ...hosts.map(further => named(name, further))];
}

/** The hosts that only redirect. */
export function redirectedHosts(name: string, { host, redirects }: Application): readonly PublicHost[] {
  return host === undefined ? [] : redirects.map(further => named(name, further));
}

/** The host of the new color, if there is one. */
export function previewHosts(name: string, { host, delivery }: Application): readonly PublicHost[] {
  const preview = delivery.strategy === 'blueGreen' ? delivery.preview : undefined;
  if (host === undefined || preview === undefined) return [];
  return [publicHost(previewService(name), name, preview.host)];
}

/** The host of that name, whichever application it belongs to. `config/checks/hosts.ts` checks that there is one. */
export const ownerOf = operation('ownerOf', (hosts: readonly PublicHost[], host: string): PublicHost => {
  const owner = hosts.find(known => known.host === host);
  if (owner === undefined) throw new Error(`expected a host of the environment, found ${host}`);
  return owner;
});

function named(application: string, host: string): PublicHost {
  return publicHost(host, application, host);
}

function publicHost(name: string, application: string, host: string): PublicHost {
  return { name, application, host, certificate: `${name}-tls` };
}
