import type { Application } from '../application/application.ts';
import { jobsOf } from '../application/jobs.ts';
import type { Path } from '../path.ts';
import { diskOfLog, type Resources } from '../resources.ts';
import { Quantity } from '../units/quantity.ts';
import type { Checking } from './checking.ts';

/**
 * The limit on local disk must hold a log, and for the application's own image all of its folders. Otherwise the kubelet
 * evicts a pod that only fills what it was given.
 */
export function checkDisk(checking: Checking, path: Path, application: Application): void {
  const log = Quantity.parse(diskOfLog.requests);
  const { ephemeralStorage, emptyDirs, resources, initContainers, sidecars } = application;
  if (['ephemeralStorage', 'emptyDirs'].every(key => checking.isSound(...path, key))) {
    const onDisk = Object.values(emptyDirs).filter(({ medium }) => medium === undefined);
    const all = Quantity.sum([log, ephemeralStorage, ...onDisk.map(({ sizeLimit }) => sizeLimit)]);
    const what = `/tmp, its emptyDirs and ${log} of log`;
    const fix = 'raise the limit or make the folders smaller';
    checkLimit(checking, [...path, 'resources'], resources, all, what, fix);
    for (const [{ path: inner }, job] of jobsOf(application)) {
      checkLimit(checking, [...path, ...inner, 'resources'], job.resources, all, what, fix);
    }
  }
  for (const [list, containers] of Object.entries({ initContainers, sidecars })) {
    if (!checking.isPresent(...path, list)) continue;
    for (const [index, { resources: written }] of containers.entries()) {
      checkLimit(checking, [...path, list, index, 'resources'], written, log, 'its log', 'raise the limit');
    }
  }
}

function checkLimit(
  checking: Checking,
  path: Path,
  resources: Resources | undefined,
  least: Quantity,
  what: string,
  fix: string,
): void {
  if (resources === undefined || !checking.isSound(...path)) return;
  const { ephemeralStorage: limit } = resources.limits;
  if (limit === undefined || limit.compare(least) >= 0) return;
  const message = `found ${limit}, expected at least ${least} for ${what}; ${fix}`;
  checking.refuse([...path, 'limits', 'ephemeralStorage'], message);
}
