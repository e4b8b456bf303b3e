import type { Environment } from '../../config/environment.ts';
import { quotaName } from '../platform/resource-quota.ts';
import { type Alert, seriesOfObjects } from './alert.ts';

/** The alerts that belong to no single component: certificates, the quota, and Argo CD. */
export function environmentAlerts(environment: Environment): Alert[] {
  return [
    ...certificateAlerts(environment),
    quotaUsedUp(environment),
    ...(environment.gitops ? syncAlerts(environment) : []),
  ];
}

/**
 * Both times are 0 until the certificate exists (cert-manager `pkg/metrics/certificates_test.go`).
 *
 * The issuer decides how long a certificate is valid: a year, 90 days, six days, a day. cert-manager renews it when a third
 * of that is left. So the thresholds are fractions of that third, and for long times a day and two days.
 */
function certificateAlerts({ namespace }: Environment): Alert[] {
  const series = (metric: string) =>
    `(${seriesOfObjects(`certmanager_certificate_${metric}_timestamp_seconds`, namespace, 'name!=""')})`;
  const overdue = `time() - (${series('renewal')} > 0)`;
  const timeLeft = `(${series('expiration')} > 0) - time()`;
  const renewalLead = `(${series('expiration')} - ${series('renewal')})`;
  const look = `kubectl -n ${namespace} describe certificate {{ $labels.name }}, then the order and the challenge that it names`;
  return [
    {
      name: 'CertificateNotIssued',
      expr: `${series('expiration')} == 0`,
      for: '15m',
      severity: 'critical',
      summary: 'The certificate {{ $labels.name }} has not been issued',
      description: `Clients cannot connect to the server that needs it. See why: ${look}. Usual reasons: DNS of the host does not point to the gateway yet, or the issuer refuses.`,
    },
    {
      name: 'CertificateNotRenewed',
      expr: `${overdue} > 86400\n  or ${overdue} > ${renewalLead} / 4`,
      for: '1h',
      severity: 'warning',
      summary:
        'The certificate {{ $labels.name }} should have been renewed {{ $value | humanizeDuration }} ago',
      description: `It is still valid. See why: ${look}. Usual reasons: DNS of the host no longer points to the gateway, or the issuer refuses.`,
    },
    {
      name: 'CertificateExpires',
      expr: `${timeLeft} < 2 * 86400\n  and ${timeLeft} < ${renewalLead} / 2`,
      for: '10m',
      severity: 'critical',
      summary: 'The certificate {{ $labels.name }} expires in {{ $value | humanizeDuration }}',
      description: `Then clients refuse to connect. See why it is not renewed: ${look}.`,
    },
  ];
}

/** For the environment's own quota: a cluster may put others into the namespace. */
function quotaUsedUp({ namespace }: Environment): Alert {
  const used = (type: string) =>
    `kube_resourcequota{namespace="${namespace}",resourcequota="${quotaName}",type="${type}"}`;
  return {
    name: 'QuotaUsedUp',
    expr: `max by (resource) (${used('used')}) / (max by (resource) (${used('hard')}) > 0) > 0.95`,
    for: '15m',
    severity: 'warning',
    summary: 'The namespace uses {{ $value | humanizePercentage }} of its quota for {{ $labels.resource }}',
    description: `Soon new pods will be refused. The quota covers everything in the environment file, so something else runs here. List it: kubectl -n ${namespace} get pods --sort-by=.metadata.creationTimestamp.`,
  };
}

/** Argo CD may have another Application of the same name, for another destination. */
function syncAlerts({ name, namespace }: Environment): Alert[] {
  const application = `name="${name}",dest_namespace="${namespace}"`;
  return [
    {
      name: 'EnvironmentOutOfSync',
      expr: `max(argocd_app_info{${application},sync_status!="Synced"}) > 0`,
      for: '1h',
      severity: 'warning',
      summary: `The cluster has differed from Git for an hour in ${name}`,
      description: `See what differs: argocd app diff ${name}. The reason for a failed sync is in argocd app get ${name}; a deletion may wait for a person to confirm it.`,
    },
    {
      name: 'EnvironmentDegraded',
      expr: `max(argocd_app_info{${application},health_status="Degraded"}) > 0`,
      for: '15m',
      severity: 'warning',
      summary: `Argo CD reports that ${name} is degraded`,
      description: `See which object: argocd app resources ${name}. A Rollout whose release was aborted counts, although the old version serves users.`,
    },
  ];
}
