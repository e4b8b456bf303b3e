import type { ApplicationFields } from '../application/application.ts';
import { isOfOnePod } from '../application/volumes.ts';
import { firstCache } from '../caches.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

/** Refuses volumes that the pods of an application cannot use. */
export function checkVolumes(checking: Checking, path: Path, application: ApplicationFields): void {
  if (!checking.isSound(...path, 'volumes')) return;
  const volumes = Object.entries(application.volumes);
  if (volumes.length === 0) return;
  const [single] = volumes.find(([, volume]) => isOfOnePod(volume)) ?? [];
  if (single !== undefined) checkPods(checking, path, application, single);
  if (!checking.isSound(...path, 'securityContext')) return;
  const { fsGroup, runAsNonRoot } = application.securityContext;
  const writable = volumes.find(([, { readOnly }]) => !readOnly);
  if (fsGroup !== undefined || !runAsNonRoot || writable === undefined) return;
  checking.refuse(
    [...path, 'volumes', writable[0]],
    'is a volume that belongs to root at first, and the container is not root; set securityContext.fsGroup to the group of its user, such as 1000',
  );
}

/** Refuses what runs two pods of an application side by side. */
function checkPods(checking: Checking, path: Path, application: ApplicationFields, volume: string): void {
  // Each pod of a stateful application has its own.
  if (application.kind === 'stateful') return;
  if (application.kind === 'scheduled') {
    checkRuns(checking, path, application, volume);
    return;
  }
  checkReplicas(checking, path, application, volume);
  checkDelivery(checking, path, application, volume);
}

/** The CronJob controller makes the next Job while the pod of the replaced one still ends. */
function checkRuns(checking: Checking, path: Path, { schedule }: ApplicationFields, volume: string): void {
  if (schedule?.concurrencyPolicy !== 'Replace' || !checking.isSound(...path, 'schedule')) return;
  checking.refuse(
    [...path, 'schedule', 'concurrencyPolicy'],
    `found "Replace", so that a run starts while the pod of the last one still ends, but volumes.${volume} is for one pod; write Forbid, or accessMode: ReadWriteMany with a storageClass that offers it`,
  );
}

function checkReplicas(checking: Checking, path: Path, { scale }: ApplicationFields, volume: string): void {
  if (!checking.isSound(...path, 'scale')) return;
  const [key, most] = typeof scale === 'object' ? [['scale', 'max'], scale.max] : [['scale'], scale ?? 3];
  if (most <= 1) return;
  checking.refuse(
    [...path, ...key],
    `found ${most}, but volumes.${volume} is for one pod; set scale: 1, or accessMode: ReadWriteMany with a storageClass that offers it`,
  );
}

/** Each of these would run two pods side by side during a release. */
function checkDelivery(
  checking: Checking,
  path: Path,
  { delivery }: ApplicationFields,
  volume: string,
): void {
  if (!checking.isSound(...path, 'delivery') || delivery === undefined) return;
  const advice = 'remove delivery, or give it accessMode: ReadWriteMany with a storageClass that offers it';
  const why = `but a release would then run two pods, and volumes.${volume} is for one`;
  if (delivery.strategy === 'blueGreen')
    checking.refuse([...path, 'delivery', 'strategy'], `found "blueGreen", ${why}; ${advice}`);
  else if (delivery.strategy === 'rollingUpdate' && delivery.maxSurge > 0)
    checking.refuse([...path, 'delivery', 'maxSurge'], `found ${delivery.maxSurge}, ${why}; ${advice}`);
}

/** The cache that a claim belongs to: those of `cache` are `data-cache-0` and `data-cache-sentinel-0`. */
function cacheOfClaim(claim: string, further: readonly string[]): string | undefined {
  const caches = [firstCache, ...further].join('|');
  const [, cache] = new RegExp(`^data-(${caches})(-sentinel)?-\\d+$`).exec(claim) ?? [];
  return cache === firstCache ? 'the cache' : cache && `caches.${cache}`;
}

/** No two volumes of an environment have the same claim. */
export function checkClaims(
  checking: Checking,
  applications: readonly (readonly [string, ApplicationFields])[],
  caches: readonly string[],
): void {
  const owners = new Map<string, string>();
  for (const [application, { volumes }] of applications) {
    if (!checking.isSound('applications', application, 'volumes')) continue;
    for (const name of Object.keys(volumes)) {
      const claim = `${application}-${name}`;
      const path = ['applications', application, 'volumes', name];
      const other = cacheOfClaim(claim, caches) ?? owners.get(claim);
      owners.set(claim, path.join('.'));
      if (other === undefined) continue;
      checking.refuse(path, `makes the claim ${claim}, which ${other} has already; rename one of the two`);
    }
  }
}
