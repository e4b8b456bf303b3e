import type { Construct } from 'constructs';
import { addAuthority } from '../authority/authority.ts';
import { ServerCertificate } from '../authority/certificate.ts';
import { cacheCertificates, podDomain, sentinelName } from './endpoints.ts';

/** The certificate authority of a cache, and the certificate that it signs for data pods and sentinels. */
export function addCertificates(scope: Construct, cache: string, namespace: string): void {
  const { authority: name, server } = cacheCertificates(cache);
  const issuer = addAuthority(scope, { tier: cache, name, subject: { commonName: name } });
  new ServerCertificate(scope, {
    issuer,
    name: server,
    spec: { commonName: cache, dnsNames: dnsNames(cache, namespace) },
  });
}

/** The names that resolve to each pod, and `localhost` for the metrics exporter next to the server. */
function dnsNames(cache: string, namespace: string): string[] {
  const pods = [cache, sentinelName(cache)].flatMap(service => {
    const domain = podDomain(service, namespace);
    return [`*.${domain}`, `*.${domain}.cluster.local`];
  });
  return [...pods, 'localhost'];
}
