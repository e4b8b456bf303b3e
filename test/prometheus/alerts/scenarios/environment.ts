import type { Scenario } from '../scenario.ts';

/** As cert-manager's own monitor leaves the labels: without honorLabels. */
const web = '{namespace="cert-manager",exported_namespace="production",name="web"}';
const renewal = `certmanager_certificate_renewal_timestamp_seconds${web}`;
const expiration = `certmanager_certificate_expiration_timestamp_seconds${web}`;
const certificate = { name: 'web', exported_namespace: 'production' };
const app = (sync: string, health: string) =>
  `argocd_app_info{name="production",namespace="argocd",dest_namespace="production",sync_status="${sync}",health_status="${health}"}`;
const quota = (used: number) => ({
  'kube_resourcequota{namespace="production",resourcequota="quota",resource="pods",type="used"}': `${used}x30`,
  'kube_resourcequota{namespace="production",resourcequota="quota",resource="pods",type="hard"}': '100x30',
});

function scenario(
  alert: string,
  situation: string,
  at: string,
  rest: Pick<Scenario, 'series' | 'says' | 'labels'>,
): Scenario {
  return { alert, rules: 'environment', situation, at, ...rest };
}

export const scenarios: readonly Scenario[] = [
  scenario('CertificateNotIssued', 'the issuer refuses a new host', '30m', {
    series: { [renewal]: '0x40', [expiration]: '0x40' },
    says: 'The certificate web has not been issued',
    labels: certificate,
  }),
  scenario('CertificateNotIssued', 'it takes five minutes', '30m', {
    series: { [renewal]: '0x5 5184000x40', [expiration]: '0x5 7776000x40' },
  }),
  scenario('CertificateNotRenewed', 'a renewal is two days late', '49h', {
    series: { [renewal]: '3600x3000', [expiration]: '2595600x3000' },
    says: 'The certificate web should have been renewed 2d 0h 0m 0s ago',
    labels: certificate,
  }),
  scenario('CertificateNotRenewed', 'a certificate of a day should have been renewed four hours ago', '5h', {
    series: { [renewal]: '3600x3000', [expiration]: '32400x3000' },
    says: 'The certificate web should have been renewed 4h 0m 0s ago',
    labels: certificate,
  }),
  scenario('CertificateNotRenewed', 'a renewal is an hour late', '2h', {
    series: { [renewal]: '3600x200', [expiration]: '2595600x200' },
  }),
  scenario('CertificateExpires', 'a day of 90 is left', '1h', {
    series: { [renewal]: '-2502000x100', [expiration]: '90000x100' },
    says: 'The certificate web expires in 1d 0h 0m 0s',
    labels: certificate,
  }),
  scenario('CertificateExpires', 'a certificate of six days waits for its renewal in a day', '1h', {
    series: { [renewal]: '86400x100', [expiration]: '172800x100' },
  }),
  scenario('CertificateExpires', 'a month is left', '1h', {
    series: { [renewal]: '1x100', [expiration]: '2592000x100' },
  }),
  scenario('QuotaUsedUp', 'nearly all pods of the quota run', '20m', {
    series: quota(97),
    says: 'The namespace uses 97% of its quota for pods',
    labels: { resource: 'pods' },
  }),
  scenario('QuotaUsedUp', 'half of the pods run', '20m', { series: quota(50) }),
  scenario('EnvironmentOutOfSync', 'a sync fails for two hours', '2h', {
    series: { [app('OutOfSync', 'Healthy')]: '1x150' },
    says: 'The cluster has differed from Git for an hour in production',
  }),
  scenario('EnvironmentOutOfSync', 'a sync of ten minutes', '2h', {
    series: { [app('OutOfSync', 'Healthy')]: '1x10 _x140', [app('Synced', 'Healthy')]: '_x10 1x140' },
  }),
  scenario('EnvironmentDegraded', 'an object is degraded', '20m', {
    series: { [app('Synced', 'Degraded')]: '1x30' },
    says: 'Argo CD reports that production is degraded',
  }),
  scenario('EnvironmentDegraded', 'all is healthy', '20m', {
    series: { [app('Synced', 'Healthy')]: '1x30' },
  }),
];
