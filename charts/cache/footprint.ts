import type { Environment } from '../../config/environment.ts';
import type { PodShare } from '../pod-share.ts';
import { cachePods } from './resources.ts';

/** Data pods and sentinels. A StatefulSet replaces its pods one after the other, without extra pods. */
export function cacheFootprint({ cache }: Environment): readonly PodShare[] {
  return cache === undefined || cache.external ? [] : cachePods(cache);
}
