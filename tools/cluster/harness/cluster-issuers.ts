import type { ApiClient } from './client.ts';
import { at } from './objects.ts';

const apiVersion = 'cert-manager.io/v1';

/**
 * Simulates the ACME issuers of a real cluster, one look at a time. A ClusterIssuer that a Certificate names and that
 * does not exist is made. It signs with the certificate's own key. cert-manager itself does the rest.
 */
export async function provideClusterIssuers(client: ApiClient): Promise<void> {
  const wanted = new Set<string>();
  for (const certificate of await client.list({ apiVersion, kind: 'Certificate' })) {
    const issuer = at(certificate, 'spec', 'issuerRef');
    if (at(issuer, 'kind') === 'ClusterIssuer') wanted.add(String(at(issuer, 'name')));
  }
  for (const name of wanted) {
    const reference = { apiVersion, kind: 'ClusterIssuer', name };
    if ((await client.find(reference)) !== undefined) continue;
    await client.apply({ apiVersion, kind: 'ClusterIssuer', metadata: { name }, spec: { selfSigned: {} } });
  }
}
