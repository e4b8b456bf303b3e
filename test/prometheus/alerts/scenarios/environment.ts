import type { Scenario } from '../scenario.ts';

/** As cert-manager's own monitor leaves the labels: without honorLabels. */
const web = '{namespace="cert-manager",exported_namespace="production",name="web"}';
const renewal = `certmanager_certificate_renewal_timestamp_seconds${web}`;
const expiration = `certmanager_certificate_expiration_timestamp_seconds${web}`;
const certificate = { name: 'web', exported_namespace: 'production' };
const app = (sync: string, health: string) =>
  `argocd_app_info{name="production",namespace="argocd",sync_status="${sync}",health_status="${health}"}`;
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
  scenario('CertificateNotRenewed', 'a renewal is two days late', '48h', {
    series: { [renewal]: '0x3000' },
    says: 'The certificate web should have been renewed a day ago',
    labels: certificate,
  }),
  scenario('CertificateNotRenewed', 'a renewal is an hour late', '2h', { series: { [renewal]: '3600x200' } }),
  scenario('CertificateExpires', 'a day is left', '1h', {
    series: { [expiration]: '90000x100' },
    says: 'The certificate web expires in less than two days',
    labels: certificate,
  }),
  scenario('CertificateExpires', 'a month is left', '1h', { series: { [expiration]: '2592000x100' } }),
  scenario('QuotaUsedUp', 'nearly all pods of the quota run', '20m', {
    series: quota(97),
    says: 'pods of the namespace is used up to 97%',
    labels: { resource: 'pods' },
  }),
  scenario('QuotaUsedUp', 'half of the pods run', '20m', { series: quota(50) }),
  scenario('EnvironmentOutOfSync', 'a sync fails for two hours', '2h', {
    series: { [app('OutOfSync', 'Healthy')]: '1x150' },
    says: 'The cluster is not what Git says for production for an hour now',
  }),
  scenario('EnvironmentOutOfSync', 'a sync of ten minutes', '2h', {
    series: { [app('OutOfSync', 'Healthy')]: '1x10 _x140', [app('Synced', 'Healthy')]: '_x10 1x140' },
  }),
  scenario('EnvironmentDegraded', 'an object is degraded', '20m', {
    series: { [app('Synced', 'Degraded')]: '1x30' },
    says: 'Argo CD finds production degraded',
  }),
  scenario('EnvironmentDegraded', 'all is healthy', '20m', {
    series: { [app('Synced', 'Healthy')]: '1x30' },
  }),
];
