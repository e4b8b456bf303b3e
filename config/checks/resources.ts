import type { Path } from '../path.ts';
import type { Resources } from '../resources.ts';
import type { Checking } from './checking.ts';

/** The API server refuses a limit below its request. */
export function checkLimits(checking: Checking, path: Path, { requests, limits }: Resources): void {
  for (const resource of ['cpu', 'memory', 'ephemeralStorage'] as const) {
    const [limit, request] = [limits[resource], requests[resource]];
    if (limit === undefined || request === undefined || limit.compare(request) >= 0) continue;
    checking.refuse(
      [...path, 'limits', resource],
      `found ${limit}, which is below requests.${resource} (${request}); raise the limit or lower the request`,
    );
  }
}
