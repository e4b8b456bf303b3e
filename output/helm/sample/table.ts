import { call, dict, include, root, variable } from '../template/expression.ts';
import { type Choice, name, type Round, value, whole } from './choice.ts';
import {
  answered,
  field,
  has,
  itself,
  listens,
  mayHaveHost,
  type Needs,
  not,
  number,
  of,
  optional,
  together,
  where,
} from './rows.ts';
import { tableOfCache } from './table-cache.ts';
import { containerTable } from './table-container.ts';
import { tableOfDatabases } from './table-databases.ts';
import { jobs } from './table-jobs.ts';
import { kinds, runs } from './table-kinds.ts';
import { objectsTable } from './table-objects.ts';
import { podTable } from './table-pod.ts';
import { counts, portChoices } from './table-ports.ts';
import { routeTable } from './table-routes.ts';

const scales: Needs = choices => choices.scales === true;

const isBlueGreen = call('eq', field('delivery.strategy'), 'blueGreen');
const isScaled = call('kindIs', 'map', field('scale'));
const replicas = call('toString', field('scale'));
const steps = variable('$steps', 'boolean', ['application']);
const metrics = variable('$metrics', 'data', ['application']);
const rules = variable('$rules', 'data', ['application']);
const fromMinor = (minor: string) => call('semverCompare', `>=${minor}-0`, value('cluster.kubernetes'));
const isEnvoy = call('eq', value('cluster.namespaces.gateway'), 'envoy-gateway-system');
const seldom = [false, false, true];
const often = [false, true, true];
const cidr: Round = { item: '$cidr' };
const annotation: Round = { key: '$annotation', item: '$text' };
const label: Round = { key: '$label', item: '$text', isApart: true };

/** Rules of one metric, of these kinds. */
function rulesOf(metric: string, kinds: readonly string[], made = where(scales)): Choice {
  return {
    made,
    says: Object.fromEntries(kinds.map(kind => [of(`scale.rules ${kind}`), itself])),
    asks: [[has(metric, metrics)]],
  };
}

/** Keys that an environment file may leave out, and that its normal form always has. */
export const filledIn = [
  'namespace',
  of('delivery'),
  of('scale?'),
  of('schedule.maxAge'),
  of('ports.*.servicePort'),
  of('resources.limits'),
  of('beforeRelease.resources.limits'),
  of('delivery.analysis.job.resources.limits'),
  of('files.*.text'),
  'objects.*.pods.*.resources.limits',
  of('initContainers.*.resources.limits'),
  of('sidecars.*.resources.limits'),
  ...['database', 'databases.*'].flatMap(database => [
    `${database}.resources.limits`,
    `${database}.backup.resources.limits`,
    `${database}.backup.maxAge`,
  ]),
];

/**
 * All that an environment may choose, as far as constructs branch on it or templates need other names
 * for it than its keys give. What is not here and may be missing, empty or one of a few words is a choice, too
 * (`environment.ts`).
 */
export const table: Readonly<Record<string, Choice>> = {
  ...kinds,
  host: optional(of('host'), { domain: often, needs: mayHaveHost }),
  ...routeTable,
  preview: optional(of('delivery.preview'), {
    needs: ({ strategy, host }) => strategy === 'blueGreen' && host === true,
  }),
  ...jobs,
  command: optional(of('command'), { round: { item: '$word' } }),
  container: optional(of('container')),
  usesApplication: answered(include('used-applications', dict({ root, uses: field('uses') })), {
    domain: seldom,
  }),
  isUsed: answered(call('hasKey', variable('$callers', 'data'), name), {
    domain: seldom,
    made: where(listens),
  }),
  egress: optional(of('egress'), { round: { key: '$destination', item: '$network' } }),
  env: optional(of('env'), { round: { key: '$variable', item: '$value', replaces: true } }),
  secrets: optional(of('secrets'), { round: { key: '$variable', item: '$source', replaces: true } }),
  identity: optional(of('identity'), { round: annotation }),
  labels: optional(of('labels'), { round: label }),
  annotations: optional(of('annotations'), { round: { ...annotation, isApart: true } }),
  ...podTable,
  ...objectsTable,
  nodeSelector: optional(of('nodeSelector'), { round: whole }),
  tolerations: optional(of('tolerations'), { round: whole }),
  drains: answered(call('ne', include('seconds', field('shutdown.drain')), '0')),
  idle: answered(call('eq', include('least-replicas', field('scale')), '0'), {
    domain: seldom,
    made: where(
      choices =>
        runs(choices) &&
        (!choices.scales ||
          Boolean(choices.singleton) ||
          (choices.kind === 'worker' && choices.prometheus === true)),
    ),
  }),
  cooldownPeriod: optional(of('scale.cooldownPeriod'), {
    needs: ({ scales, idle }) => Boolean(scales && idle),
  }),
  scales: {
    domain: often,
    made: where(choices => runs(choices) && !choices.singleton),
    says: { [of('scale')]: itself },
    asks: [[isScaled]],
    rounds: { [of('scale.rules')]: { item: '$rule', over: rules, kinds: ['metric', 'scope'] } },
  },
  step: answered(steps, {
    made: where(
      ({ scales, metrics, strategy, idle }) =>
        scales === true && idle !== true && (metrics === true || strategy !== 'blueGreen'),
    ),
    says: { [of('scale.mode')]: step => (step ? 'step' : 'target') },
  }),
  cpu: rulesOf('CPUUtilization', ['CPUUtilization'], (drawn, choices) => {
    const { memory, requests, prometheus } = choices;
    return scales(choices) && (drawn || !(memory || (requests && counts(choices)) || prometheus));
  }),
  memory: rulesOf('MemoryUtilization', ['MemoryUtilization']),
  requests: rulesOf('RequestCount', ['RequestCount'], (drawn, choices) =>
    Boolean(scales(choices) && counts(choices) && drawn),
  ),
  prometheus: rulesOf('Prometheus', ['Prometheus pod', 'Prometheus service']),
  scalesByResources: together(
    call('and', isScaled, not(steps), not(has('RequestCount', metrics)), not(has('Prometheus', metrics))),
    ({ scales, step, requests, prometheus }) => scales === true && !step && !requests && !prometheus,
  ),
  isHeld: together(
    call('and', isBlueGreen, not(isScaled), call('ne', replicas, '0')),
    ({ strategy, scales, idle }) => strategy === 'blueGreen' && !scales && !idle,
  ),
  autoPromotion: {
    made: where(({ strategy }) => strategy === 'blueGreen'),
    says: { [of('delivery.autoPromotion')]: itself },
  },

  // What the cluster offers, and what is made for the environment as a whole.
  zones: number('cluster.zones', 1, { domain: [1, 3] }),
  ingress: optional('cluster.ingressClass', {
    says: { 'cluster.ingressClass': itself, 'cluster.gatewayClass': ingress => !ingress },
  }),
  secretStore: optional('cluster.secretStore', {
    says: { 'cluster.secretStore': itself, 'cluster.secretPrefix': itself },
  }),
  manyHosts: answered(variable('$manyHosts', 'boolean'), { domain: seldom }),
  apiServer: optional('cluster.apiServer.cidrs', { round: cidr }),
  resolver: optional('cluster.dns.cidrs', { round: cidr }),
  nodeLocalDns: optional('cluster.dns.nodeLocal'),
  gatewayLabels: optional('cluster.podLabels.gateway', { domain: seldom, round: whole }),
  envoyGateway: answered(isEnvoy, { domain: often }),
  monitorLabels: optional('cluster.monitorLabels', { round: label }),
  observability: optional('observability', { domain: [true, true, true, true, false] }),
  gitops: optional('gitops', { asks: [[call('kindIs', 'map', value('gitops'))]] }),

  ...tableOfDatabases,

  ...tableOfCache,
  kubernetes: {
    domain: ['1.27', '1.34', '1.36'],
    says: { 'cluster.kubernetes': itself },
    asks: [
      [fromMinor('1.30'), kubernetes => kubernetes !== '1.27'],
      [fromMinor('1.35'), kubernetes => kubernetes === '1.36'],
    ],
  },

  ...containerTable,
  ...portChoices,

  // What is always there, whatever is chosen.
  always: {
    domain: [true],
    says: Object.fromEntries(filledIn.map(place => [place, itself])),
    rounds: {
      'cluster.apiServer.ports': { item: '$port', isInnermost: true },
      'cluster.dns.podLabels': whole,
      'cluster.podLabels.monitoring': whole,
      [of('egress.*.network')]: cidr,
    },
  },
};
