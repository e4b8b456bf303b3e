import type { Scenario } from '../scenario.ts';

const days = (count: number): number => count * 86_400;

/** A series of cert-manager as its own monitor leaves the labels: without honorLabels. */
function of(name: string, metric: string, value: number): Record<string, string> {
  const labels = `namespace="cert-manager",exported_namespace="production",name="${name}"`;
  return { [`certmanager_certificate_${metric}_timestamp_seconds{${labels}}`]: `${value}x200` };
}

const container = (pod: string, started: number) => ({
  [`kube_pod_container_state_started{namespace="production",pod="${pod}",container="web-app"}`]: `${started}x200`,
});

const tiers = [
  { rules: 'database', prefix: 'Database', authority: 'database-server-ca', server: 'database-tls' },
  { rules: 'cache', prefix: 'Cache', authority: 'cache-ca', server: 'cache-tls' },
] as const;

type Tier = (typeof tiers)[number];
type Rest = Omit<Scenario, 'alert' | 'rules' | 'situation' | 'at'>;

function scenarioOf({ rules, prefix }: Tier, alert: string, situation: string, rest: Rest): Scenario {
  return { alert: `${prefix}${alert}`, rules, situation, at: '2h', ...rest };
}

/** Whether cert-manager's figures are there, and how long the authority lasts. */
function ofExpiry(tier: Tier): Scenario[] {
  const { rules, authority, server } = tier;
  return [
    scenarioOf(tier, 'CertificatesUnwatched', 'cert-manager is not scraped', {
      series: {},
      says: `Prometheus sees 0 of 2 certificates of the ${rules}`,
    }),
    scenarioOf(tier, 'CertificatesUnwatched', 'both certificates are seen, from two controllers', {
      series: {
        ...of(authority, 'expiration', days(900)),
        ...of(server, 'expiration', days(60)),
        [`certmanager_certificate_expiration_timestamp_seconds{namespace="production",name="${server}"}`]: `${days(60)}x200`,
      },
    }),
    scenarioOf(tier, 'AuthorityExpires', 'its renewal fails until a month before its end', {
      series: of(authority, 'expiration', days(30)),
      says: `The certificate authority of the ${rules} expires in 29d 22h 0m 0s`,
    }),
    scenarioOf(
      tier,
      'AuthorityExpires',
      'the certificate that it signed is a month before its end, as always',
      {
        series: { ...of(authority, 'expiration', days(3650)), ...of(server, 'expiration', days(30)) },
      },
    ),
  ];
}

/** Pods that started before the authority was made. */
function ofReplacement(tier: Tier): Scenario[] {
  const { rules, authority, server } = tier;
  const started = { pod: 'web-7d9f-abcde', container: 'web-app', namespace: 'production' };
  return [
    scenarioOf(tier, 'AuthorityReplaced', 'a pod runs since before the authority was made', {
      series: { ...of(authority, 'not_before', 1000), ...container('web-7d9f-abcde', 500) },
      says: `web-7d9f-abcde started before the current certificate authority of the ${rules} was issued`,
      labels: started,
    }),
    scenarioOf(
      tier,
      'AuthorityReplaced',
      'pods of the tier itself do, which read it again, and the application started later',
      {
        series: {
          ...of(authority, 'not_before', 1000),
          ...of(server, 'not_before', 5000),
          ...container('database-1', 500),
          ...container('cache-sentinel-0', 500),
          ...container('web-7d9f-abcde', 1500),
        },
      },
    ),
  ];
}

export const scenarios: readonly Scenario[] = tiers.flatMap(tier => [
  ...ofExpiry(tier),
  ...ofReplacement(tier),
]);
