import { type NamedCache, runningCaches } from '../../config/caches.ts';
import { clustersOf, type NamedCluster } from '../../config/clusters.ts';
import type { Environment } from '../../config/environment.ts';
import { operation } from '../../config/units/operation.ts';
import { type Alert, seriesOfObjects } from './alert.ts';

/** The certificates of a tier. Applications read its authority once, when they start. */
export interface TierCertificates {
  /** The prefix of the names of its alerts. */
  readonly prefix: 'Database' | 'Cache';
  /** What the alerts call it: `the database`. */
  readonly title: string;
  /** Name of the authority's Certificate. */
  readonly authority: string;
  /** Name of the servers' Certificate. */
  readonly server: string;
}

/**
 * Faults that `CertificateNotRenewed` and `CertificateExpires` do not find. Prometheus does not see the certificates, or an
 * authority expires, which must be known earlier, or applications trust an old authority.
 *
 * Metrics: cert-manager 1.21 `internal/collectors/certificate_collector.go`, kube-state-metrics `docs/metrics/workload/pod-metrics.md`.
 */
export function certificateAlerts(environment: Environment, certificates: TierCertificates): Alert[] {
  const { namespace } = environment;
  const { prefix, title, authority, server } = certificates;
  const series = (metric: string, name: string) =>
    `(${seriesOfObjects(`certmanager_certificate_${metric}_timestamp_seconds`, namespace, `name=~"${name}"`)})`;
  const look = `kubectl -n ${namespace} describe certificate ${authority}`;
  return [
    {
      name: `${prefix}CertificatesUnwatched`,
      expr: `(count(count by (name) ${series('expiration', `${authority}|${server}`)}) or vector(0)) < 2`,
      for: '1h',
      severity: 'warning',
      summary: `Prometheus sees {{ $value }} of 2 certificates of ${title}`,
      description: `No alert would say that they expire. See whether they exist: kubectl -n ${namespace} get certificate ${authority} ${server}. If they do, Prometheus does not scrape cert-manager: port 9402 of its controller.`,
    },
    {
      name: `${prefix}AuthorityExpires`,
      expr: `max(${series('expiration', authority)}) - time() < 60 * 86400`,
      for: '1h',
      severity: 'critical',
      summary: `The certificate authority of ${title} expires in {{ $value | humanizeDuration }}`,
      description: `Then every application refuses ${title}. It should have been renewed a year before: see why not, ${look}. After it is renewed, delete the Secret ${server}, and restart the applications that use ${title}: they read the authority only when they start.`,
    },
    {
      name: `${prefix}AuthorityReplaced`,
      expr: `kube_pod_container_state_started{namespace="${namespace}",pod!~"${reloadingPods(environment)}-.+"}\n  < on () group_left () max(${series('not_before', authority)})`,
      for: '1h',
      severity: 'warning',
      summary: `{{ $labels.pod }} started before the current certificate authority of ${title} was issued`,
      description: `If it uses ${title}, it trusts the previous authority. If the key is new, it refuses ${title} as soon as ${server} is renewed; otherwise, when the previous authority expires. Delete the Secret ${server}, so that the current authority signs it, and restart the application. If no one replaced the authority on purpose, its Secret ${authority} was lost: see docs/certificates.md.`,
    },
  ];
}

/** Pods of the tiers reload their certificates. No application's name begins like theirs. */
function reloadingPods(environment: Environment): string {
  return `(${namesOfTiers(clustersOf(environment), runningCaches(environment))})`;
}

/** A regular expression of names: asked of all Clusters and caches that run in an environment. */
const namesOfTiers = operation(
  'namesOfTiers',
  (clusters: readonly NamedCluster[], caches: readonly NamedCache[]): string =>
    [...clusters, ...caches].map(([name]) => name).join('|'),
);
