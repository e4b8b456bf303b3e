import { call, dict, include, piped, root } from '../template/expression.ts';
import { type Choice, cacheName, isWord, value, whole } from './choice.ts';
import { answered, field, isAbove, itself, type Needs, optional, together, where } from './rows.ts';

const isManaged: Needs = ({ cache }) => cache === 'managed';
const isThere: Needs = ({ cache }) => cache !== 'none';
const evicts: Needs = ({ cacheProfile }) => cacheProfile === 'cache';

const of = (key: string) => `caches.*.${key}`;
const profile = value(of('profile'));
const usesCache = call('has', cacheName, field('uses'));
const usesEndpoint = call('has', call('printf', '%s-endpoint', cacheName), field('uses'));

/** What an environment may say about one of its caches: `cache`, or a further one. */
export const tableOfCache: Readonly<Record<string, Choice>> = {
  cache: {
    domain: ['managed', 'managed', 'external', 'none'],
    says: { [of('external')]: made => made === 'external' },
    asks: [
      [value(of('external')), made => made === 'external'],
      [call('not', value(of('external'))), made => made === 'managed'],
    ],
  },
  runsCaches: together(include('each-cache', dict({ root, suffix: '' })), isManaged),
  hasCache: together(piped('fromJson', include('caches')), isThere),
  isFirstCache: answered(call('eq', cacheName, 'cache'), { made: where(isThere) }),
  usesCache: answered(usesCache, { made: where(isThere) }),
  cacheReplicas: {
    domain: [2, 3],
    made: where(isManaged, 2),
    says: { [of('replicas')]: made => (made === 2 ? 2 : true) },
    asks: [[isAbove(of('replicas'), 2), made => made !== 2]],
    computed: { template: field => call('add', field, -1), of: made => Number(made) - 1 },
  },
  cacheProfile: {
    domain: ['cache', 'cache', 'queue', 'session'],
    made: where(isManaged),
    says: { [of('profile')]: itself },
    asks: [isWord(profile, 'cache'), isWord(profile, 'queue')],
  },
  cacheEndpoint: optional(of('endpoint'), { needs: isManaged }),
  endpointTls: {
    made: where(({ cacheEndpoint }) => cacheEndpoint === true),
    says: { [of('endpoint.tls')]: itself },
    asks: [[value(of('endpoint?.tls'))]],
  },
  usesEndpoint: answered(usesEndpoint, {
    made: where(({ cacheEndpoint, usesCache }) => cacheEndpoint === true && !usesCache),
  }),
  plainCache: together(
    call('or', usesEndpoint, call('and', value(of('external')), usesCache)),
    ({ usesEndpoint, usesCache, cache }) =>
      usesEndpoint === true || (usesCache === true && cache === 'external'),
  ),
  eviction: optional(of('eviction'), {
    needs: evicts,
    says: { [`${of('eviction')}?`]: itself, [of('eviction')]: () => true },
  }),
  cacheNodeSelector: optional(of('nodeSelector'), { needs: isManaged, round: whole }),
  cacheTolerations: optional(of('tolerations'), { needs: isManaged, round: whole }),
  cacheRounds: { domain: [true], rounds: { [of('network')]: { item: '$cidr' } } },
};
