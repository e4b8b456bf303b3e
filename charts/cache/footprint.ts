import { runningCaches } from '../../config/caches.ts';
import type { Environment } from '../../config/environment.ts';
import type { PodShare } from '../pod-share.ts';
import { cachePods } from './resources.ts';

/** Data pods and sentinels of each cache. A StatefulSet replaces its pods one after the other, without extra pods. */
export function cacheFootprint(environment: Environment): readonly PodShare[] {
  return runningCaches(environment).flatMap(([cache, managed]) =>
    cachePods(managed).map(pods => ({ ...pods, cache })),
  );
}
