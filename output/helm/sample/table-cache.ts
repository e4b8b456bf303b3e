import { type Choice, isWord, value } from './choice.ts';
import { answered, field, has, itself, type Needs, optional, where } from './rows.ts';

const isManaged: Needs = ({ cache }) => cache === 'managed';
const evicts: Needs = ({ cacheProfile }) => cacheProfile === 'cache';
const profile = value('cache?.profile');

/** The profile of a cache, and which keys it evicts. */
export const tableOfCache: Readonly<Record<string, Choice>> = {
  cacheProfile: {
    domain: ['cache', 'cache', 'queue', 'session'],
    made: where(isManaged),
    says: { 'cache.profile': itself },
    asks: [isWord(profile, 'cache'), isWord(profile, 'queue')],
  },
  cacheEndpoint: optional('cache?.endpoint', { needs: isManaged }),
  usesEndpoint: answered(has('cache-endpoint', field('uses')), {
    made: where(({ cacheEndpoint, usesCache }) => cacheEndpoint === true && !usesCache),
  }),
  eviction: optional('cache?.eviction', {
    needs: evicts,
    says: { 'cache.eviction?': itself, 'cache.eviction': () => true },
  }),
};
