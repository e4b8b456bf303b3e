import type { Construct } from 'constructs';
import { addAuthority } from '../authority/authority.ts';
import { ServerCertificate } from '../authority/certificate.ts';
import { cacheCertificates, cacheName, podDomain, sentinelName } from './endpoints.ts';

/** The certificate authority of the cache, and the certificate that it signs for data pods and sentinels. */
export function addCertificates(scope: Construct, namespace: string): void {
  const { authority: name, server } = cacheCertificates;
  const issuer = addAuthority(scope, { tier: cacheName, name, subject: { commonName: name } });
  new ServerCertificate(scope, {
    issuer,
    name: server,
    spec: { commonName: cacheName, dnsNames: dnsNames(namespace) },
  });
}

/** The names that resolve to each pod, and `localhost` for the metrics exporter next to the server. */
function dnsNames(namespace: string): string[] {
  const pods = [cacheName, sentinelName].flatMap(service => {
    const domain = podDomain(service, namespace);
    return [`*.${domain}`, `*.${domain}.cluster.local`];
  });
  return [...pods, 'localhost'];
}
