import type { Application } from '../application/application.ts';
import { analysisJobOf, type Job, jobsOf } from '../application/jobs.ts';
import type { EnvironmentFields } from '../fields.ts';
import { isAtLeast } from '../kubernetes.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';
import { checkLimits } from './resources.ts';

/** Fields of the Jobs of an application that contradict each other. */
export function checkJobs(checking: Checking, path: Path, application: Application): void {
  for (const [{ path: inner }, job] of jobsOf(application)) {
    if (checking.isPresent(...path, ...inner)) checkJob(checking, [...path, ...inner], job);
  }
  if (analysisJobOf(application)) checkTemplate(checking, path, application);
}

function checkJob(checking: Checking, here: Path, { image, command, args, resources }: Job): void {
  const hasWords = ['image', 'command', 'args'].every(key => checking.isSound(...here, key));
  if (hasWords && image === undefined && command === undefined && args === undefined) {
    checking.refuse(
      here,
      'has neither command nor args, so the Job would run the application, which never ends; say what it runs',
    );
  }
  if (resources && checking.isSound(...here, 'resources')) {
    checkLimits(checking, [...here, 'resources'], resources);
  }
}

/**
 * Argo Rollouts replaces `{{…}}` in every text of a metric, also in the pod of its Job. It fails at a name that it does not
 * know (argo-rollouts `utils/template/template.go`, `ResolveArgs`).
 */
function checkTemplate(checking: Checking, path: Path, application: Application): void {
  if (!checking.isSound(...path) || !JSON.stringify(application).includes('{{')) return;
  checking.refuse(
    [...path, 'delivery', 'analysis', 'job'],
    'found in an application with "{{" in one of its texts, which Argo Rollouts would replace; remove the braces, or the Job',
  );
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
