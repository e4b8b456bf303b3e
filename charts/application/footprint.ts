import type { Environment } from '../../config/environment.ts';
import type { PodShare } from '../pod-share.ts';
import { mostPods } from './workload.ts';

/** Every application at its maximum of replicas, in all colors that can run at once. */
export function applicationFootprint({ applications }: Environment): PodShare[] {
  return Object.values(applications).map(application => ({
    count: mostPods(application),
    containers: [application.resources],
    storage: [],
  }));
}
