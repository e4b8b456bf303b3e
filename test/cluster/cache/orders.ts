import type { LoopbackCache } from './loopback-cache.ts';
import type { Server } from './server.ts';

type Groups = readonly (readonly Server[])[];
type Order = [name: string, groups: (cache: LoopbackCache) => Groups];

const groups = ['the first pod', 'the other pods', 'the sentinels'] as const;

/** Every order of the three groups, whose pods arrive together. */
export const orders: readonly Order[] = permutations(groups).map(
  (order): Order => [order.join(', then '), cache => order.map(group => membersOf(cache)[group])],
);

/** Orders in which the groups mix; numbers count the data pods first, then the sentinels. */
export const mixedOrders: readonly Order[] = [
  ['all at once', cache => [cache.servers]],
  ['one by one, the first pod between the sentinels', oneByOne(3, 1, 4, 0, 2, 5)],
  ['one by one, a sentinel last', oneByOne(0, 3, 1, 4, 2, 5)],
];

function membersOf({ data, sentinels }: LoopbackCache): Record<(typeof groups)[number], readonly Server[]> {
  return {
    'the first pod': data.slice(0, 1),
    'the other pods': data.slice(1),
    'the sentinels': sentinels,
  };
}

function oneByOne(...numbers: number[]): (cache: LoopbackCache) => Groups {
  return ({ servers }) => numbers.map(number => servers.slice(number, number + 1));
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length === 0) return [[]];
  return items.flatMap(item =>
    permutations(items.filter(other => other !== item)).map(rest => [item, ...rest]),
  );
}
