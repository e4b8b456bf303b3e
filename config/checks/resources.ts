import type { Path } from '../path.ts';
import type { Resources } from '../resources.ts';
import type { Checking } from './checking.ts';

/** The API server refuses a limit below its request. */
export function checkLimits(checking: Checking, path: Path, { requests, limits }: Resources): void {
  for (const resource of ['cpu', 'memory'] as const) {
    if (limits[resource].compare(requests[resource]) < 0) {
      checking.refuse(
        [...path, 'limits', resource],
        `found ${limits[resource]}, which is below requests.${resource} (${requests[resource]}); raise the limit or lower the request`,
      );
    }
  }
}
