import type { Construct } from 'constructs';
import { type Application, answersHttp } from '../../config/application/application.ts';
import type { BlueGreen } from '../../config/application/delivery.ts';
import { requestCounterOf } from '../../config/application/metrics.ts';
import { sum } from '../../config/units/numbers.ts';
import {
  RolloutSpecStrategyBlueGreenMaxUnavailable as MaxUnavailable,
  Rollout,
  type RolloutSpecStrategyBlueGreen,
} from '../../imports/argo-rollouts.ts';
import { longestAnalysisSeconds } from './analysis/limits.ts';
import {
  activeHealthTemplate,
  healthTemplate,
  jobTemplate,
  successRateTemplate,
  versionArgument,
} from './analysis/names.ts';
import type { ApplicationContext } from './context.ts';
import { activeService, applicationLabels, previewService } from './endpoints.ts';
import { metadataOf } from './names.ts';
import { withPlainValues } from './pod/plain-values.ts';
import { progressSecondsOf } from './pod/probes.ts';
import { podTemplateOf } from './pod/template.ts';
import { writtenReplicas } from './workload.ts';

/** ReplicaSets kept for a rollback. */
export const revisionHistoryLimit = 5;

/** Seconds that the pods of a failed release keep running, so that a person can look at them. */
const abortScaleDownDelaySeconds = 300;

/**
 * Runs an application in two colors. The new one starts behind the preview Service and is analyzed. Then it takes over
 * the active Service, is analyzed again, and gives the Service back if it fails.
 *
 * Default footprint: 1 Rollout; 3 pods of 500m and 256Mi in the reference. Twice that during a release and for
 * `scaleDownDelay` after it; three times if the next release begins within that time.
 */
export class ApplicationRollout extends Rollout {
  constructor(scope: Construct, context: ApplicationContext, delivery: BlueGreen) {
    const { application, name } = context;
    const replicas = writtenReplicas(application);
    super(scope, 'rollout', {
      metadata: { name, ...metadataOf(name, application) },
      spec: {
        ...(replicas !== undefined && { replicas }),
        revisionHistoryLimit,
        progressDeadlineSeconds: progressDeadlineSeconds(application, delivery),
        progressDeadlineAbort: true,
        selector: { matchLabels: { ...applicationLabels(name) } },
        template: withPlainValues(podTemplateOf(context)),
        strategy: { blueGreen: blueGreen(context, delivery) },
      },
    });
  }
}

/**
 * Time without progress after which a release is aborted. Analyses count as time without progress: they do not change
 * replicas or selectors (argo-rollouts `rollout/sync.go`, `evaluateProgressDeadlineAbort`).
 */
function progressDeadlineSeconds(application: Application, { analysis }: BlueGreen): number {
  return sum(progressSecondsOf(application), longestAnalysisSeconds(analysis));
}

/**
 * The new color must be ready before anything else. Only HTTP has a path that an analysis can ask before the switch.
 *
 * Sets `maxUnavailable` although it has a default, because its documents disagree. Omits on purpose:
 *
 * - `autoPromotionSeconds`, which would count a running analysis as successful
 * - `previewReplicaCount`, which does not work with an autoscaler (argo-rollouts#4200)
 * - `antiAffinity`, which would need twice the nodes
 */
function blueGreen(
  { name, application }: ApplicationContext,
  delivery: BlueGreen,
): RolloutSpecStrategyBlueGreen {
  return {
    activeService: activeService(name),
    previewService: previewService(name),
    autoPromotionEnabled: delivery.autoPromotion,
    maxUnavailable: MaxUnavailable.fromNumber(1),
    scaleDownDelaySeconds: delivery.scaleDownDelay.toSeconds(),
    scaleDownDelayRevisionLimit: 1,
    abortScaleDownDelaySeconds,
    ...prePromotion(name, application, delivery),
    postPromotionAnalysis: requestCounterOf(application)
      ? {
          templates: [{ templateName: successRateTemplate(name) }],
          args: [{ name: versionArgument, valueFrom: { podTemplateHashValue: 'Latest' } }],
        }
      : { templates: [{ templateName: activeHealthTemplate(name) }] },
  };
}

/** What a new color must show before users reach it: its health by HTTP where it has one, and the Job of the user. */
function prePromotion(
  name: string,
  application: Application,
  { analysis }: BlueGreen,
): Pick<RolloutSpecStrategyBlueGreen, 'prePromotionAnalysis'> {
  const templates = [
    ...(answersHttp(application) ? [{ templateName: healthTemplate(name) }] : []),
    ...(analysis.job ? [{ templateName: jobTemplate(name) }] : []),
  ];
  return templates.length > 0 ? { prePromotionAnalysis: { templates } } : {};
}
