import type { Environment } from '../../config/environment.ts';
import type { Resources } from '../../config/resources.ts';
import { Quantity } from '../../config/units/quantity.ts';
import { applicationFootprint } from '../application/footprint.ts';
import { cacheFootprint } from '../cache/footprint.ts';
import { databaseFootprint } from '../data/footprint.ts';
import { loadBalancingFootprint } from '../load-balancing/footprint.ts';
import { objectsFootprint } from '../objects/footprint.ts';
import type { PodShare } from '../pod-share.ts';

/** The most that the pods of an environment may request at one time. */
export interface Footprint {
  readonly pods: number;
  readonly requests: Resources['requests'];
  /** Without `cpu` if a container has no limit on it. */
  readonly limits: Resources['limits'];
  readonly claims: number;
  readonly storage: Quantity;
}

/** All pods of an environment, with the largest number of each kind. */
export function podSharesOf(environment: Environment): readonly PodShare[] {
  return [
    ...applicationFootprint(environment),
    ...databaseFootprint(environment),
    ...cacheFootprint(environment),
    ...loadBalancingFootprint(environment),
    ...objectsFootprint(environment),
  ];
}

/** The sum over all pods. */
export function footprintOf(shares: readonly PodShare[]): Footprint {
  const sum = (amountOf: (container: Resources) => Quantity) =>
    Quantity.sum(shares.map(share => ofOnePod(share, amountOf).times(share.count)));
  const limits = { memory: sum(({ limits }) => limits.memory) };
  return {
    pods: count(shares, ({ containers }) => (containers.length > 0 ? 1 : 0)),
    requests: { cpu: sum(({ requests }) => requests.cpu), memory: sum(({ requests }) => requests.memory) },
    limits: isCpuLimited(shares) ? { cpu: sum(({ limits }) => limits.cpu ?? nothing), ...limits } : limits,
    claims: count(shares, ({ storage }) => storage.length),
    storage: Quantity.sum(shares.map(share => Quantity.sum(share.storage).times(share.count))),
  };
}

const nothing = Quantity.parse(0);

/** Whether all containers have a limit on CPU. */
export function isCpuLimited(shares: readonly PodShare[]): boolean {
  return shares.flatMap(allContainers).every(({ limits }) => limits.cpu !== undefined);
}

/** Every container of a pod. */
export function allContainers({
  containers,
  sidecars = [],
  initContainers = [],
}: PodShare): readonly Resources[] {
  return [...containers, ...sidecars, ...initContainers];
}

/**
 * What one pod asks for: the sum of the containers that run together, or the largest that runs before them if that is
 * more. Source: kubernetes, "Sidecar containers", resource sharing within containers.
 */
function ofOnePod(share: PodShare, amountOf: (container: Resources) => Quantity): Quantity {
  const { containers, sidecars = [], initContainers = [] } = share;
  const together = Quantity.sum([...containers, ...sidecars].map(amountOf));
  return initContainers
    .map(amountOf)
    .reduce((most, amount) => (amount.compare(most) > 0 ? amount : most), together);
}

function count(shares: readonly PodShare[], ofOnePod: (share: PodShare) => number): number {
  return shares.reduce((sum, share) => sum + share.count * ofOnePod(share), 0);
}
