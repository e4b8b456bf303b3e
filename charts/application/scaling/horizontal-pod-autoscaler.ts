import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ApplicationContext } from '../context.ts';
import { labelsOf } from '../names.ts';
import { workloadReference } from '../workload.ts';
import type { Autoscaling } from './autoscaling.ts';
import { lossAnnotation } from './loss.ts';

/**
 * Scales an application by the CPU and the memory of its pods.
 *
 * Default footprint: 1 HorizontalPodAutoscaler.
 */
export class ApplicationHorizontalPodAutoscaler extends k8s.KubeHorizontalPodAutoscalerV2 {
  constructor(scope: Construct, { name, application }: ApplicationContext, autoscaling: Autoscaling) {
    const { minReplicas, maxReplicas, metrics, behavior, loss } = autoscaling;
    super(scope, 'horizontal-pod-autoscaler', {
      metadata: { name, labels: labelsOf(name), annotations: { [lossAnnotation]: loss } },
      spec: {
        scaleTargetRef: workloadReference(name, application),
        minReplicas,
        maxReplicas,
        metrics: metrics.filter(metric => metric.type === 'Resource'),
        behavior: {
          scaleUp: { ...behavior.scaleUp, policies: [...behavior.scaleUp.policies] },
          scaleDown: { ...behavior.scaleDown, policies: [...behavior.scaleDown.policies] },
        },
      },
    });
  }
}
