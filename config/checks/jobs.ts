import type { Application } from '../application/application.ts';
import type { EnvironmentFields } from '../fields.ts';
import { isAtLeast } from '../kubernetes.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';
import { checkLimits } from './resources.ts';

/** Fields of the Jobs of an application that contradict each other. */
export function checkJobs(checking: Checking, path: Path, { beforeRelease }: Application): void {
  const here = [...path, 'beforeRelease'];
  if (beforeRelease === undefined || !checking.isPresent(...here)) return;
  const hasWords = ['command', 'args'].every(key => checking.isSound(...here, key));
  if (hasWords && beforeRelease.command === undefined && beforeRelease.args === undefined) {
    checking.refuse(
      here,
      'has neither command nor args, so the Job would run the application, which never ends; say what it runs',
    );
  }
  if (beforeRelease.resources && checking.isSound(...here, 'resources')) {
    checkLimits(checking, [...here, 'resources'], beforeRelease.resources);
  }
}

/** A Job ends when all of its containers have: only a native sidecar does not count (KEP-753). */
export function checkSidecars(
  checking: Checking,
  { cluster }: EnvironmentFields,
  applications: readonly (readonly [string, Application])[],
): void {
  if (!checking.isSound('cluster', 'kubernetes') || isAtLeast(cluster.kubernetes, '1.29')) return;
  for (const [name, { kind, sidecars }] of applications) {
    const path = ['applications', name];
    const isRead = ['kind', 'sidecars'].every(key => checking.isSound(...path, key));
    if (!isRead || kind !== 'scheduled' || sidecars.length === 0) continue;
    checking.refuse(
      [...path, 'sidecars'],
      `found for an application of kind scheduled on Kubernetes ${cluster.kubernetes}, where a sidecar keeps its Job running until the deadline; remove them, or raise cluster.kubernetes`,
    );
  }
}
