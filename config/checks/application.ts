import type { Application } from '../application.ts';
import type { BlueGreen, RollingUpdate } from '../delivery.ts';
import type { Path } from '../path.ts';
import { formatDuration } from '../units/duration.ts';
import type { Checking } from './checking.ts';
import { checkKeys, checkTolerations } from './placement.ts';
import { checkLimits } from './resources.ts';
import { checkReach, checkScale } from './scale.ts';

/** Fields of one application that contradict each other. */
export function checkApplication(checking: Checking, path: Path, application: Application): void {
  if (checking.sound(...path, 'resources')) {
    checkLimits(checking, [...path, 'resources'], application.resources);
  }
  const { scale, delivery } = application;
  if (checking.sound(...path, 'scale') && typeof scale === 'object') {
    checkScale(checking, [...path, 'scale'], scale);
    if (checking.sound(...path, 'resources')) {
      checkReach(checking, [...path, 'scale', 'rules'], scale.rules, application.resources);
    }
  }
  if (checking.sound(...path, 'delivery')) {
    if (delivery.strategy === 'blueGreen') checkBlueGreen(checking, [...path, 'delivery'], delivery);
    else checkRollingUpdate(checking, [...path, 'delivery'], delivery);
  }
  for (const field of ['labels', 'annotations', 'identity'] as const) {
    checkKeys(checking, [...path, field], application[field]);
  }
  checkTolerations(checking, [...path, 'tolerations'], application.tolerations);
  if (checking.sound(...path, 'env') && checking.sound(...path, 'secrets')) {
    for (const name of Object.keys(application.secrets)) {
      if (name in application.env) {
        checking.refuse([...path, 'secrets', name], 'is set in env already; remove one of the two');
      }
    }
  }
}

/** Source: argo-rollouts `rollout/bluegreen.go`; the end of the old colour cancels a running analysis. */
function checkBlueGreen(checking: Checking, path: Path, delivery: BlueGreen): void {
  const { interval, count } = delivery.analysis;
  const analysis = interval.toSeconds() * count;
  if (delivery.scaleDownDelay.toSeconds() <= analysis) {
    checking.refuse(
      [...path, 'scaleDownDelay'],
      `found ${formatDuration(delivery.scaleDownDelay)}, expected more than the ${analysis}s of the analysis after promotion (${count} x ${formatDuration(interval)}), which Argo Rollouts cancels when the old colour goes; raise scaleDownDelay`,
    );
  }
}

/** Source: kubernetes `pkg/apis/apps/validation/validation.go`. */
function checkRollingUpdate(checking: Checking, path: Path, delivery: RollingUpdate): void {
  if (delivery.maxSurge === 0 && delivery.maxUnavailable === 0) {
    checking.refuse(
      [...path, 'maxUnavailable'],
      'found 0 beside maxSurge 0, which lets no pod be replaced; raise one of the two',
    );
  }
}
