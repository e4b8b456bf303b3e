import type { Environment } from '../../config/environment.ts';
import { byKey } from '../../config/units/order.ts';
import type { PodShare } from '../pod-share.ts';
import { mostPods } from './workload.ts';

/** Every application at its maximum of replicas, in all colors that can run at once, and its volumes. */
export function applicationFootprint({ applications }: Environment): PodShare[] {
  const all = Object.values(applications);
  const sizes = all.flatMap(({ volumes }) => byKey(volumes).map(([, { size }]) => size));
  return [
    ...all.map(application => ({
      count: mostPods(application),
      containers: [application.resources],
      storage: [],
    })),
    ...(sizes.length > 0 ? [{ count: 1, containers: [], storage: sizes }] : []),
  ];
}
