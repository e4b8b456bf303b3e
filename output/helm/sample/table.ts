import { call, type Expression, include, literal, variable } from '../template/expression.ts';
import { type Choice, type Choices, isWord, name, type Round, value, whole } from './choice.ts';
import type { Word } from './shape.ts';

type Needs = (choices: Choices) => boolean;

/** A key that may be missing, or a list or map that may be empty. `needs`: where it may be there at all. */
function optional(place: string, { needs, round, ...choice }: Options = {}): Choice {
  const path = place.replaceAll('?', '');
  return {
    ...(needs && { made: (drawn, choices) => drawn && needs(choices) }),
    says: { [path]: made => made },
    asks: [[value(place)]],
    ...(round && { rounds: { [path]: round } }),
    ...choice,
  };
}

interface Options extends Choice {
  readonly needs?: Needs;
  readonly round?: Round | typeof whole;
}

/** Something that operations answer and templates ask, and that the sample environment does not say. */
function answered(template: Expression, choice: Choice = {}): Choice {
  return { asks: [[template]], ...choice };
}

/** A question that is a condition of other choices together. */
function together(template: Expression, yes: Needs): Choice {
  return { domain: [true], asks: [[template, (_, choices) => yes(choices)]] };
}

const of = (key: string) => `applications.*.${key}`;
const field = (key: string) => value(of(key));
const has = (word: string, list: Expression) => call('has', literal(word), list);
const not = (condition: Expression) => call('not', condition);
const isAbove = (place: string, least: number) => call('gt', call('int', value(place)), literal(least));
const itself = (made: Word) => made;

const isBlueGreen = isWord(field('delivery.strategy'), 'blueGreen');
const isScaled = call('kindIs', literal('map'), field('scale'));
const replicas = call('toString', field('scale'));
const steps = variable('$steps', 'boolean', ['application']);
const metrics = variable('$metrics', 'data', ['application']);
const rules = variable('$rules', 'data', ['application']);

/** Rules of one metric, of these kinds. */
function rulesOf(metric: string, kinds: readonly string[], made?: Choice['made']): Choice {
  return {
    made: made ?? ((drawn, { scales }) => drawn && scales === true),
    says: Object.fromEntries(kinds.map(kind => [of(`scale.rules ${kind}`), itself])),
    asks: [[has(metric, metrics)]],
  };
}

/** What one application may choose. */
const ofApplication: Readonly<Record<string, Choice>> = {
  strategy: {
    domain: ['blueGreen', 'rollingUpdate'],
    says: { [of('delivery.strategy')]: itself },
    asks: [[isBlueGreen, strategy => strategy === 'blueGreen']],
  },
  host: optional(of('host')),
  preview: optional(of('delivery.previewHost'), {
    needs: ({ strategy, host }) => strategy === 'blueGreen' && host === true,
  }),
  command: optional(of('command'), { round: { item: '$word' } }),
  container: optional(of('container')),
  usesDatabase: answered(has('database', field('uses')), {
    made: (drawn, { database }) => drawn && database !== 'none',
  }),
  usesCache: answered(has('cache', field('uses')), { made: (drawn, { cache }) => drawn && cache !== 'none' }),
  usesApplication: answered(call('without', field('uses'), literal('database'), literal('cache')), {
    domain: [false, false, true],
  }),
  isUsed: answered(call('hasKey', variable('$callers', 'data'), name), { domain: [false, false, true] }),
  egress: optional(of('egress'), { round: { item: '$network' } }),
  env: optional(of('env'), { round: { key: '$variable', item: '$value', replaces: true } }),
  secrets: optional(of('secrets'), { round: { key: '$variable', item: '$source', replaces: true } }),
  identity: optional(of('identity'), { round: { key: '$annotation', item: '$text' } }),
  labels: optional(of('labels'), { round: { key: '$label', item: '$text', isApart: true } }),
  annotations: optional(of('annotations'), { round: { key: '$annotation', item: '$text', isApart: true } }),
  nodeSelector: optional(of('nodeSelector'), { round: whole }),
  tolerations: optional(of('tolerations'), { round: whole }),
  drains: answered(call('ne', include('seconds', field('shutdown.drain')), literal('0'))),
  idle: answered(call('eq', replicas, literal('0')), {
    domain: [false, false, true],
    made: (drawn, { scales }) => drawn && !scales,
  }),
  scales: {
    domain: [false, true, true],
    says: { [of('scale')]: itself },
    asks: [[isScaled]],
    rounds: { [of('scale.rules')]: { item: '$rule', over: rules, kinds: ['metric', 'scope'] } },
  },
  step: {
    made: (drawn, { scales }) => drawn && scales === true,
    says: { [of('scale.mode')]: step => (step ? 'step' : 'target') },
    asks: [[steps]],
  },
  cpu: rulesOf('CPUUtilization', ['CPUUtilization'], (drawn, { scales, memory, requests, prometheus }) => {
    return scales === true && (drawn || !(memory || requests || prometheus));
  }),
  memory: rulesOf('MemoryUtilization', ['MemoryUtilization']),
  requests: rulesOf('RequestCount', ['RequestCount']),
  prometheus: rulesOf('Prometheus', ['Prometheus pod', 'Prometheus service']),
  scalesByResources: together(
    call('and', isScaled, not(steps), not(has('RequestCount', metrics)), not(has('Prometheus', metrics))),
    ({ scales, step, requests, prometheus }) => scales === true && !step && !requests && !prometheus,
  ),
  isHeld: together(
    call('and', isBlueGreen, not(isScaled), call('ne', replicas, literal('0'))),
    ({ strategy, scales, idle }) => strategy === 'blueGreen' && !scales && !idle,
  ),
  autoPromotion: {
    made: (drawn, { strategy }) => drawn && strategy === 'blueGreen',
    says: { [of('delivery.autoPromotion')]: itself },
  },
};

const fromMinor = (minor: string) =>
  call('semverCompare', literal(`>=${minor}-0`), value('cluster.kubernetes'));

/** What the cluster offers, and what is made for the environment as a whole. */
const ofCluster: Readonly<Record<string, Choice>> = {
  zones: {
    domain: [1, 3],
    says: { 'cluster.zones': zones => (zones === 1 ? 1 : true) },
    asks: [[isAbove('cluster.zones', 1), zones => zones !== 1]],
  },
  ingress: optional('cluster.ingressClass', {
    says: { 'cluster.ingressClass': itself, 'cluster.gatewayClass': ingress => !ingress },
  }),
  secretStore: optional('cluster.secretStore', {
    says: { 'cluster.secretStore': itself, 'cluster.secretPrefix': itself },
  }),
  manyHosts: answered(variable('$manyHosts', 'boolean'), { domain: [false, false, true] }),
  apiServer: optional('cluster.apiServer.cidrs', { round: { item: '$cidr' } }),
  resolver: optional('cluster.dns.cidrs', { round: { item: '$cidr' } }),
  nodeLocalDns: optional('cluster.dns.nodeLocal'),
  gatewayLabels: optional('cluster.podLabels.gateway', { domain: [false, false, true], round: whole }),
  envoyGateway: answered(isWord(value('cluster.namespaces.gateway'), 'envoy-gateway-system'), {
    domain: [false, true, true],
  }),
  monitorLabels: optional('cluster.monitorLabels', {
    round: { key: '$label', item: '$text', isApart: true },
  }),
  observability: optional('observability', { domain: [true, true, true, true, false] }),
  gitops: optional('gitops', { asks: [[call('kindIs', literal('map'), value('gitops'))]] }),
};

const isManaged: Needs = ({ database }) => database === 'managed';
const hasBackup: Needs = ({ backup }) => backup === true;
const hasReplicas = isAbove('database?.instances', 1);

/** A database or a cache: run here, by someone else, or not there. */
function store(place: 'database' | 'cache'): Choice {
  return {
    domain: ['managed', 'managed', 'external', 'none'],
    says: { [place]: made => made !== 'none', [`${place}.external`]: made => made === 'external' },
    asks: [
      [call('and', value(place), not(value(`${place}.external`))), made => made === 'managed'],
      [value(`${place}?.external`), made => made === 'external'],
    ],
  };
}

const ofDatabase: Readonly<Record<string, Choice>> = {
  database: store('database'),
  instances: {
    domain: [1, 2, 3],
    made: (drawn, choices) => (isManaged(choices) ? drawn : 1),
    says: { 'database.instances': instances => (instances === 1 ? 1 : true) },
    asks: [[hasReplicas, instances => instances !== 1]],
  },
  dataDurability: {
    domain: ['required', 'preferred'],
    made: (drawn, { instances }) => (instances === 1 ? 'required' : drawn),
    says: { 'database.dataDurability': itself },
    asks: [
      [
        call('and', hasReplicas, isWord(value('database?.dataDurability'), 'preferred')),
        made => made === 'preferred',
      ],
    ],
  },
  pooler: {
    domain: [1, 2],
    made: (drawn, choices) => (isManaged(choices) ? drawn : 1),
    asks: [[isAbove('database?.pooler.instances', 1), pooler => pooler !== 1]],
  },
  poolMode: { domain: ['session', 'transaction'], says: { 'database.pooler.mode': itself } },
  backup: optional('database?.backup', { domain: [true, true, false], needs: isManaged }),
  endpoint: optional('database?.backup?.endpoint', { needs: hasBackup }),
  objectStore: optional('database?.backup?.cidrs', { needs: hasBackup, round: { item: '$cidr' } }),
  backupSecret: optional('database?.backup?.secret', { needs: hasBackup }),
  databaseIdentity: optional('database?.identity', {
    needs: isManaged,
    round: { key: '$annotation', item: '$text' },
  }),
  parameters: optional('database?.parameters', {
    needs: isManaged,
    round: { key: '$parameter', item: '$setting', replaces: true },
  }),
  databaseNodeSelector: optional('database?.nodeSelector', { needs: isManaged, round: whole }),
  databaseTolerations: optional('database?.tolerations', { needs: isManaged, round: whole }),
  readHost: optional('database?.readHost', { needs: ({ database }) => database === 'external' }),
};

const isManagedCache: Needs = ({ cache }) => cache === 'managed';

const ofCache: Readonly<Record<string, Choice>> = {
  cache: store('cache'),
  cacheReplicas: {
    domain: [2, 3],
    made: (drawn, choices) => (isManagedCache(choices) ? drawn : 2),
    says: { 'cache.replicas': made => (made === 2 ? 2 : true) },
    asks: [[isAbove('cache?.replicas', 2), made => made !== 2]],
    computed: {
      'cache.replicas': {
        template: field => call('add', field, literal(-1)),
        of: made => Number(made) - 1,
      },
    },
  },
  eviction: {
    domain: ['noeviction', 'allkeys-lru'],
    made: (drawn, choices) => (isManagedCache(choices) ? drawn : 'allkeys-lru'),
    says: { 'cache.eviction': eviction => (eviction === 'noeviction' ? eviction : true) },
    asks: [[isWord(value('cache?.eviction'), 'noeviction'), eviction => eviction === 'noeviction']],
  },
  cacheNodeSelector: optional('cache?.nodeSelector', { needs: isManagedCache, round: whole }),
  cacheTolerations: optional('cache?.tolerations', { needs: isManagedCache, round: whole }),
};

const ofVersions: Readonly<Record<string, Choice>> = {
  kubernetes: {
    domain: ['1.27', '1.34', '1.36'],
    says: { 'cluster.kubernetes': itself },
    asks: [
      [fromMinor('1.30'), kubernetes => kubernetes !== '1.27'],
      [fromMinor('1.35'), kubernetes => kubernetes === '1.36'],
    ],
  },
  version: {
    domain: [15, 16, 17, 18],
    made: (drawn, choices) => (isManaged(choices) ? drawn : 17),
    says: { 'database.version': itself },
    asks: [15, 16, 17, 18].map(major => [
      call('eq', call('int', value('database?.version')), literal(major)),
      (made, choices) => isManaged(choices) && made === major,
    ]),
  },
};

/** Keys that an environment file may leave out, and that its normal form always has. */
export const filledIn = [
  'namespace',
  of('resources.limits'),
  'database.resources.limits',
  'database.backup.resources.limits',
  'database.backup.maxAge',
];

/** What is always there, whatever is chosen. */
const always: Choice = {
  domain: [true],
  says: Object.fromEntries(filledIn.map(place => [place, itself])),
  rounds: {
    'cluster.apiServer.ports': { item: '$port', isInnermost: true },
    'cluster.dns.podLabels': whole,
    'cluster.podLabels.monitoring': whole,
    [of('egress.*.network')]: { item: '$cidr' },
    'database.network': { item: '$cidr' },
    'cache.network': { item: '$cidr' },
  },
};

/**
 * All that an environment may choose, as far as constructs branch on it or templates need other names
 * for it than its keys give. What is not here and may be missing, empty or one of a few words is a choice, too
 * (`environment.ts`).
 */
export const table: Readonly<Record<string, Choice>> = {
  ...ofApplication,
  ...ofCluster,
  ...ofDatabase,
  ...ofCache,
  ...ofVersions,
  always,
};
