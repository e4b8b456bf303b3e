import type { Construct } from 'constructs';
import { largest } from '../../../config/units/numbers.ts';
import {
  ScaledObjectSpecAdvancedHorizontalPodAutoscalerConfigBehaviorScaleDownTolerance as DownTolerance,
  ScaledObjectSpecFallbackBehavior as FallbackBehavior,
  ScaledObject,
  type ScaledObjectSpecTriggers,
  ScaledObjectSpecAdvancedHorizontalPodAutoscalerConfigBehaviorScaleUpTolerance as UpTolerance,
} from '../../../imports/keda.ts';
import type { ApplicationContext } from '../context.ts';
import { labelsOf } from '../names.ts';
import { workloadReference } from '../workload.ts';
import type {
  Autoscaling,
  AutoscalingBehavior,
  AutoscalingDirection,
  AutoscalingMetric,
} from './autoscaling.ts';
import { lossAnnotation } from './loss.ts';

/** Failed queries in a row that are tolerated. After that the replicas stay, or rise to the minimum. */
const failureThreshold = 3;

/**
 * Lets KEDA take over the HPA of the same name, which exists if the application scaled by CPU and memory before. Argo CD
 * removes it only after all else is applied, and KEDA's webhook refuses a second autoscaler for one workload
 * (keda `apis/keda/v1alpha1/scaledobject_webhook.go`, `verifyHpas`).
 */
const takeOver = { 'scaledobject.keda.sh/transfer-hpa-ownership': 'true' };

/**
 * Scales an application by metrics of Prometheus. KEDA makes a HorizontalPodAutoscaler of the same name and provides its
 * metrics.
 *
 * No `pollingInterval`, and a `cooldownPeriod` only with 0 replicas: both concern scaling to zero, and KEDA's webhook
 * warns of them elsewhere. The HPA reads its metrics every 15 s, and KEDA those of an application without replicas every
 * 30 s. Source: keda `apis/keda/v1alpha1/scaledobject_webhook.go`.
 *
 * `fallback.replicas` is never 0: with 0, KEDA removes all replicas when a query fails (keda
 * `pkg/scaling/executor/scale_scaledobjects.go`, `RequestScale`).
 *
 * Default footprint: 1 ScaledObject, and the HorizontalPodAutoscaler that KEDA makes.
 */
export class ApplicationScaledObject extends ScaledObject {
  constructor(scope: Construct, context: ApplicationContext, autoscaling: Autoscaling) {
    const { application, environment, name } = context;
    const { minReplicas, maxReplicas, metrics, behavior, cooldownSeconds, loss } = autoscaling;
    super(scope, 'scaled-object', {
      metadata: { name, labels: labelsOf(name), annotations: { ...takeOver, [lossAnnotation]: loss } },
      spec: {
        scaleTargetRef: workloadReference(name, application),
        minReplicaCount: minReplicas,
        maxReplicaCount: maxReplicas,
        ...(cooldownSeconds !== undefined && { cooldownPeriod: cooldownSeconds }),
        fallback: {
          failureThreshold,
          replicas: largest(minReplicas, 1),
          behavior: FallbackBehavior.CURRENT_REPLICAS_IF_HIGHER,
        },
        advanced: { horizontalPodAutoscalerConfig: { name, behavior: behaviorOf(behavior) } },
        triggers: metrics.map(metric => triggerOf(metric, environment.cluster.prometheus)),
      },
    });
  }
}

function triggerOf(metric: AutoscalingMetric, serverAddress: string): ScaledObjectSpecTriggers {
  if (metric.type === 'Resource') {
    const { name, target } = metric.resource;
    return { type: name, metricType: target.type, metadata: { value: String(target.averageUtilization) } };
  }
  const { metric: identifier, target } = metric.external;
  return {
    type: 'prometheus',
    name: identifier.name,
    metricType: target.type,
    metadata: {
      serverAddress,
      query: metric.query,
      threshold: target.type === 'Value' ? target.value : target.averageValue,
      // No answer is not zero: with the default, a lost target would count as no load.
      ignoreNullValues: 'false',
      ...(metric.activationThreshold !== undefined && {
        activationThreshold: String(metric.activationThreshold),
      }),
    },
  };
}

function behaviorOf({ scaleUp, scaleDown }: AutoscalingBehavior) {
  return {
    scaleUp: { ...directionOf(scaleUp), ...tolerance(scaleUp, UpTolerance.fromString) },
    scaleDown: { ...directionOf(scaleDown), ...tolerance(scaleDown, DownTolerance.fromString) },
  };
}

function directionOf({ stabilizationWindowSeconds, selectPolicy, policies }: AutoscalingDirection) {
  return { stabilizationWindowSeconds, selectPolicy, policies: [...policies] };
}

function tolerance<T>(direction: AutoscalingDirection, parse: (text: string) => T): { tolerance?: T } {
  return direction.tolerance === undefined ? {} : { tolerance: parse(direction.tolerance) };
}
