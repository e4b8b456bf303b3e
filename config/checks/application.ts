import type { Application } from '../application/application.ts';
import type { BlueGreen, RollingUpdate } from '../application/delivery.ts';
import type { Path } from '../path.ts';
import { formatDuration } from '../units/duration.ts';
import type { Checking } from './checking.ts';
import { checkContainers } from './containers.ts';
import { checkDisk } from './disk.ts';
import { checkFiles } from './files.ts';
import { checkMemoryFolders } from './folders.ts';
import { checkJobs } from './jobs.ts';
import { checkMetrics } from './metrics.ts';
import { checkMounts } from './mounts.ts';
import { checkKeys, checkPlacement } from './placement.ts';
import { checkProbes } from './probes.ts';
import { checkResolution } from './resolution.ts';
import { checkLimits } from './resources.ts';
import { checkReach, checkScale } from './scale.ts';
import { checkSecurityContext } from './security-context.ts';
import { checkModes, checkTermination } from './termination.ts';
import { checkVariableSources } from './variable-sources.ts';
import { checkVolumes } from './volumes.ts';

/** Fields of one application that contradict each other. */
export function checkApplication(checking: Checking, path: Path, application: Application): void {
  if (checking.isSound(...path, 'resources')) {
    checkLimits(checking, [...path, 'resources'], application.resources);
  }
  checkDisk(checking, path, application);
  checkMounts(checking, path, application);
  checkVolumes(checking, path, application);
  checkMemoryFolders(checking, path, application);
  checkSecurityContext(checking, [...path, 'securityContext'], application.securityContext);
  const { scale, delivery } = application;
  if (checking.isSound(...path, 'scale') && typeof scale === 'object') {
    checkScale(checking, [...path, 'scale'], scale);
    if (checking.isSound(...path, 'resources')) {
      checkReach(checking, [...path, 'scale', 'rules'], scale.rules, application.resources);
    }
  }
  if (checking.isSound(...path, 'delivery')) {
    if (delivery.strategy === 'blueGreen') checkBlueGreen(checking, [...path, 'delivery'], delivery);
    if (delivery.strategy === 'rollingUpdate') checkRollingUpdate(checking, [...path, 'delivery'], delivery);
  }
  checkJobs(checking, path, application);
  checkMetrics(checking, path, application);
  checkProbes(checking, path, application);
  for (const field of ['labels', 'annotations', 'identity'] as const) {
    checkKeys(checking, [...path, field], application[field]);
  }
  checkPlacement(checking, path, application);
  checkVariableSources(checking, path, application);
  checkFiles(checking, path, application);
  checkContainers(checking, path, application);
  checkTermination(checking, path, application);
  checkModes(checking, path, application);
  checkResolution(checking, path, application);
}

/** Scaling down the old version cancels a running analysis. Source: argo-rollouts `rollout/bluegreen.go`. */
function checkBlueGreen(checking: Checking, path: Path, delivery: BlueGreen): void {
  const { interval, count } = delivery.analysis;
  const analysis = interval.toSeconds() * count;
  if (delivery.scaleDownDelay.toSeconds() <= analysis) {
    checking.refuse(
      [...path, 'scaleDownDelay'],
      `found ${formatDuration(delivery.scaleDownDelay)}, expected more than the ${analysis}s of the analysis after promotion (${count} x ${formatDuration(interval)}): Argo Rollouts cancels it when the old version is scaled down; raise scaleDownDelay`,
    );
  }
}

/**
 * Without a surge and without unavailable pods nothing moves. Source: kubernetes
 * `pkg/apis/apps/validation/validation.go`.
 */
function checkRollingUpdate(checking: Checking, path: Path, delivery: RollingUpdate): void {
  if (delivery.maxSurge === 0 && delivery.maxUnavailable === 0) {
    checking.refuse(
      [...path, 'maxUnavailable'],
      'found 0 together with maxSurge 0, so that no pod can be replaced; raise one of the two',
    );
  }
}
