import type { Construct } from 'constructs';
import { endpointName, type NamedCache } from '../../config/caches.ts';
import { addAuthority } from '../authority/authority.ts';
import { ServerCertificate } from '../authority/certificate.ts';
import {
  cacheCertificates,
  endpointCertificate,
  podDomain,
  podServiceHost,
  sentinelName,
} from './endpoints.ts';

/**
 * The certificate authority of a cache, and what it signs: a certificate for data pods and sentinels, and one for an
 * endpoint with TLS.
 */
export function addCertificates(
  scope: Construct,
  [cache, { endpoint }]: NamedCache,
  namespace: string,
): void {
  const { authority: name, server } = cacheCertificates(cache);
  const issuer = addAuthority(scope, { tier: cache, name, subject: { commonName: name } });
  new ServerCertificate(scope, {
    issuer,
    name: server,
    spec: { commonName: cache, dnsNames: dnsNames(cache, namespace) },
  });
  if (endpoint?.tls) {
    const service = endpointName(cache);
    new ServerCertificate(scope, {
      issuer,
      name: endpointCertificate(cache),
      spec: { commonName: service, dnsNames: namesOfService(service, namespace) },
    });
  }
}

/** All names by which clients may call a Service. */
function namesOfService(service: string, namespace: string): string[] {
  const host = podServiceHost(service, namespace);
  return [service, `${service}.${namespace}`, host, `${host}.cluster.local`];
}

/** The names that resolve to each pod, and `localhost` for the metrics exporter next to the server. */
function dnsNames(cache: string, namespace: string): string[] {
  const pods = [cache, sentinelName(cache)].flatMap(service => {
    const domain = podDomain(service, namespace);
    return [`*.${domain}`, `*.${domain}.cluster.local`];
  });
  return [...pods, 'localhost'];
}
