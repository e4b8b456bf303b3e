import type { Construct } from 'constructs';
import type { NamedCluster } from '../../config/clusters.ts';
import type { Environment } from '../../config/environment.ts';
import { CertificateSpecUsages } from '../../imports/cert-manager.ts';
import type { ClusterSpecCertificates } from '../../imports/cloudnative-pg.ts';
import { confirmDeletion } from '../argo-cd-annotations.ts';
import { addAuthority } from '../authority/authority.ts';
import { ServerCertificate } from '../authority/certificate.ts';
import { databaseCertificates, poolerName, poolerTypes, primaryService } from './endpoints.ts';

/**
 * The certificate of instances and poolers, and the authority with which applications verify it.
 *
 * The operator's own authority is valid for 90 days. An application that reads it once would refuse the database on an
 * unexpected day, so the server's side comes from cert-manager. The clients' side stays with the operator: it signs the
 * certificate with which poolers ask for passwords. For that it needs the key of the clients' authority under the name
 * `ca.key` (cloudnative-pg `internal/controller/cluster_create.go`, `reconcilePoolerSecrets`), and cert-manager does not
 * write that name. Only instances and poolers read that side, and they reload it at every change.
 *
 * A Cluster that waits for a confirmation, or that Helm keeps, continues to run: everything that renews its certificate
 * stays with it.
 *
 * The authority has the name that the operator gives its own (`pkg/certs/certs.go`, `CreateRootCA`). A database that
 * started with the operator's can keep its key, and then applications trust both certificates: docs/data.md.
 */
export function addCertificates(scope: Construct, { namespace }: Environment, cluster: NamedCluster): void {
  const [tier] = cluster;
  const subject = { commonName: tier, subject: { organizationalUnits: [namespace] } };
  const { authority, server } = databaseCertificates(tier);
  const issuer = addAuthority(scope, {
    tier,
    name: authority,
    subject,
    annotations: confirmDeletion,
  });
  new ServerCertificate(scope, {
    issuer,
    name: server,
    annotations: confirmDeletion,
    spec: {
      commonName: primaryService(tier),
      dnsNames: servers(cluster).flatMap(name => namesOf(name, namespace)),
      usages: [
        CertificateSpecUsages.SERVER_AUTH,
        CertificateSpecUsages.DIGITAL_SIGNATURE,
        CertificateSpecUsages.KEY_ENCIPHERMENT,
      ],
      secretTemplate: { labels: { ...reloaded } },
    },
  });
}

/** With this label the operator watches a Secret that it does not own, and makes the instances reload it. */
const reloaded = { 'cnpg.io/reload': 'true' } as const;

/**
 * The authority is read from the Secret of the certificate: both change at once, and no pod gets the authority's key. The
 * operator mounts the whole Secret into the poolers (cloudnative-pg `pkg/specs/pgbouncer/deployments.go`).
 */
export function serverCertificates(cluster: string): ClusterSpecCertificates {
  const { server } = databaseCertificates(cluster);
  return { serverCaSecret: server, serverTlsSecret: server };
}

/**
 * The Services of the instances and of the poolers. PgBouncer presents the certificate of the Cluster, and requires one for
 * `database-rw` and `database-ro` from the instances (cloudnative-pg `pkg/management/pgbouncer/config`).
 */
function servers([cluster, database]: NamedCluster): string[] {
  const services = ['rw', 'r', 'ro'].map(suffix => `${cluster}-${suffix}`);
  return [...services, ...poolerTypes(database).map(type => poolerName(cluster, type))];
}

function namesOf(service: string, namespace: string): string[] {
  return [
    service,
    `${service}.${namespace}`,
    `${service}.${namespace}.svc`,
    `${service}.${namespace}.svc.cluster.local`,
  ];
}
