import type { Construct } from 'constructs';
import type { ManagedDatabase } from '../../config/database.ts';
import type { Environment } from '../../config/environment.ts';
import { CertificateSpecUsages } from '../../imports/cert-manager.ts';
import type { ClusterSpecCertificates } from '../../imports/cloudnative-pg.ts';
import { addAuthority } from '../authority/authority.ts';
import { ServerCertificate } from '../authority/certificate.ts';
import { keptByArgo } from '../kept.ts';
import { clusterName, databaseCertificates, poolerName, poolerTypes } from './endpoints.ts';

/**
 * What instances and poolers present, and the authority that applications check it by.
 *
 * The operator's own authority lives 90 days: an application that reads it once refuses the database at a day that
 * nobody chose. So the server's side comes from cert-manager. The clients' side stays the operator's: it signs the
 * certificate with which poolers ask for passwords, for which it needs the key of the clients' authority under the name
 * `ca.key` (cloudnative-pg `internal/controller/cluster_create.go`, `reconcilePoolerSecrets`), a name that cert-manager
 * does not write. Only instances and poolers read that side, and they read it again at every change.
 *
 * A Cluster that waits for a person's confirmation, or that Helm keeps, runs on: all that renews its certificate stays
 * with it.
 *
 * The authority has the name that the operator gives its own (`pkg/certs/certs.go`, `CreateRootCA`). A database that
 * began with that one can keep its key, and then applications trust either certificate: docs/data.md.
 */
export function addCertificates(
  scope: Construct,
  { namespace }: Environment,
  database: ManagedDatabase,
): void {
  const subject = { commonName: clusterName, subject: { organizationalUnits: [namespace] } };
  const { authority, server } = databaseCertificates;
  const issuer = addAuthority(scope, {
    tier: clusterName,
    name: authority,
    subject,
    annotations: keptByArgo,
  });
  new ServerCertificate(scope, {
    issuer,
    name: server,
    annotations: keptByArgo,
    spec: {
      commonName: `${clusterName}-rw`,
      dnsNames: servers(database).flatMap(name => namesOf(name, namespace)),
      usages: [
        CertificateSpecUsages.SERVER_AUTH,
        CertificateSpecUsages.DIGITAL_SIGNATURE,
        CertificateSpecUsages.KEY_ENCIPHERMENT,
      ],
      secretTemplate: { labels: { ...reloaded } },
    },
  });
}

/** By this label the operator looks at a Secret that it does not own, and tells the instances to read it again. */
const reloaded = { 'cnpg.io/reload': 'true' } as const;

/**
 * The authority is read where the certificate is, so that both change at once and no pod is given the authority's key:
 * the operator mounts the whole Secret into the poolers (cloudnative-pg `pkg/specs/pgbouncer/deployments.go`).
 */
export const serverCertificates: ClusterSpecCertificates = {
  serverCaSecret: databaseCertificates.server,
  serverTlsSecret: databaseCertificates.server,
};

/**
 * The Services of the instances and of the poolers: PgBouncer presents the certificate of the Cluster, and checks that
 * the instances present one for `database-rw` and `database-ro` (cloudnative-pg `pkg/management/pgbouncer/config`).
 */
function servers(database: ManagedDatabase): string[] {
  const services = ['rw', 'r', 'ro'].map(suffix => `${clusterName}-${suffix}`);
  return [...services, ...poolerTypes(database).map(poolerName)];
}

function namesOf(service: string, namespace: string): string[] {
  return [
    service,
    `${service}.${namespace}`,
    `${service}.${namespace}.svc`,
    `${service}.${namespace}.svc.cluster.local`,
  ];
}
