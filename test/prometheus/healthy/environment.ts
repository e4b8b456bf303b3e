import { Duration } from 'cdk8s';
import { leastReplicas } from '../../../charts/application/workload.ts';
import type { Environment } from '../../../config/environment.ts';
import { Quantity } from '../../../config/units/quantity.ts';
import { maximumOf } from '../../charts/platform/maximum.ts';
import type { Manifest } from '../../support/manifests.ts';
import { dawn, day, type HealthySeries, seriesOf, steps } from './series.ts';
import { ofKind, toldBy, type World, worldOf } from './world.ts';

const series = seriesOf('environment');

/** Lives that issuers give a certificate where it asks for none: 90 days, six days and a day. */
const lives = [90, 6, 1].map(days => Duration.days(days));

/** A certificate that someone else has made in the namespace: the alerts are about all of them. */
const othersCertificate: Manifest = { metadata: { name: 'of-others' }, spec: { issuerRef: { name: 'own' } } };

/** Certificates, the quota and Argo CD. */
export function environmentSeries(world: World): HealthySeries[] {
  return [
    ...[...ofKind(world, 'Certificate'), othersCertificate].flatMap((certificate, index) =>
      certificateSeries(world, certificate, index),
    ),
    ...quotaSeries(world),
    ...syncSeries(world),
  ];
}

/**
 * One of a server is renewed at ten in the morning, which takes five minutes, and was made a life ago. One of an authority
 * was made a hundred days ago.
 */
function certificateSeries(world: World, { metadata, spec }: Manifest, index: number): HealthySeries[] {
  const life = (
    spec.duration ? parsed(spec.duration) : (lives[index % lives.length] as Duration)
  ).toSeconds();
  const last = spec.renewBefore ? parsed(spec.renewBefore).toSeconds() : life / 3;
  const period = life - last;
  const first = spec.isCA === true ? dawn - 100 * 86_400 + period : dawn + 10 * 3600;
  const renewals = Array.from(
    { length: 1 + Math.ceil(86_400 / period) },
    (_, round) => first + round * period,
  );
  const minutes = (at: number) => Math.min(day, Math.round((at - dawn) / 60) + 5);
  const rounds = renewals.map((at, round) => {
    const before = renewals[round - 1];
    return [minutes(at) - (before === undefined ? 0 : minutes(before)), at] as const;
  });
  const labels = { ...toldBy(world, 'cert-manager'), name: metadata.name, issuer_name: spec.issuerRef.name };
  const times = (metric: string, after: number) =>
    seriesOf(ownerOf(metadata.name))(
      `certmanager_certificate_${metric}_timestamp_seconds`,
      labels,
      steps(...rounds.map(([length, at]) => [length, at + after] as const)),
    );
  return [times('renewal', 0), times('expiration', last), times('not_before', -period)];
}

/** Names that begin so are the tier's alone. */
function ownerOf(certificate: string): string {
  return ['database', 'cache'].find(tier => certificate.startsWith(`${tier}-`)) ?? 'environment';
}

/** As the objects write it: `2160h`. */
function parsed(text: string): Duration {
  if (!/^\d+h$/.test(text)) throw new Error(`${text}: expected hours`);
  return Duration.hours(Number.parseInt(text, 10));
}

/** What is in use: at the most all that the objects may ask for, at the least one color of the smallest scale. */
function quotaSeries(world: World): HealthySeries[] {
  const { environment, load, manifests } = world;
  const most = maximumOf(
    load === 'most' ? manifests : worldOf(atLeast(environment), 'least', true).manifests,
  );
  const counted: Record<string, number> = {
    pods: most.pods,
    persistentvolumeclaims: most.claims,
    'requests.storage': most.storage.in(''),
  };
  return ofKind(world, 'ResourceQuota').flatMap(({ metadata, spec }) =>
    Object.entries(spec.hard).flatMap(([resource, hard]) => {
      const amount = counted[resource] ?? ofContainers(most, resource);
      const of = (resourcequota: string, type: string, value: number) =>
        series(
          'kube_resourcequota',
          { namespace: environment.namespace, resourcequota, resource, type },
          value,
        );
      const limit = Quantity.parse(String(hard));
      const size = resource.endsWith('cpu') ? limit.in('m') / 1000 : limit.in('');
      return [
        of(metadata.name, 'hard', size),
        of(metadata.name, 'used', amount),
        // The quota of another team, which is full.
        ...(amount > 0 ? [of('team', 'hard', amount), of('team', 'used', amount)] : []),
      ];
    }),
  );
}

/** The sum of what containers ask for or may use: `requests.cpu`. */
function ofContainers(most: ReturnType<typeof maximumOf>, resource: string): number {
  const [, side, name] = /^(requests|limits)\.(.+)$/.exec(resource) ?? [];
  if (side === undefined || name === undefined) throw new Error(`the healthy world has no ${resource}`);
  const sum = most.sum(side, name);
  return name === 'cpu' ? sum.in('m') / 1000 : sum.in('');
}

/** One color of each application at its smallest scale, and no room for a restore. */
function atLeast(environment: Environment): Environment {
  const { applications, database } = environment;
  return {
    ...environment,
    applications: Object.fromEntries(
      Object.entries(applications).map(([name, application]) => [
        name,
        {
          ...application,
          scale: leastReplicas(application.scale),
          delivery: { strategy: 'rollingUpdate', maxSurge: 0, maxUnavailable: 1 },
        },
      ]),
    ),
    ...(database?.external === false && { database: { ...database, backup: undefined } }),
  } as Environment;
}

/** A release at noon: five minutes in which the cluster is not what Git says. */
function syncSeries(world: World): HealthySeries[] {
  const { name, namespace, gitops } = world.environment;
  if (gitops === undefined) return [];
  const labels = (sync: string, health: string) => ({
    name,
    namespace: 'argocd',
    dest_namespace: namespace,
    sync_status: sync,
    health_status: health,
  });
  const noon = day / 2;
  return [
    series('argocd_app_info', labels('Synced', 'Healthy'), `1x${noon - 1} stale _x10 1x${noon}`),
    series('argocd_app_info', labels('OutOfSync', 'Progressing'), `_x${noon} 1x10 stale`),
  ];
}
