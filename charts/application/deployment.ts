import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { RollingUpdate } from '../../config/application/delivery.ts';
import type { ApplicationContext } from './context.ts';
import { applicationLabels } from './endpoints.ts';
import { metadataOf } from './names.ts';
import type { Container } from './pod/container.ts';
import { podTemplateOf } from './pod/template.ts';
import { progressSeconds, revisionHistoryLimit } from './rollout.ts';
import { writtenReplicas } from './workload.ts';

/**
 * Runs an application and replaces its pods one after the other.
 *
 * Default footprint: 1 Deployment; 3 pods of 500m and 256Mi in the reference, one more during an update.
 */
export class ApplicationDeployment extends k8s.KubeDeployment {
  private readonly containers: readonly Container[];

  constructor(scope: Construct, context: ApplicationContext, delivery: RollingUpdate) {
    const { application, name } = context;
    const replicas = writtenReplicas(application);
    const template = podTemplateOf(context);
    super(scope, 'deployment', {
      metadata: { name, ...metadataOf(name, application) },
      spec: {
        ...(replicas !== undefined && { replicas }),
        revisionHistoryLimit,
        progressDeadlineSeconds: progressSeconds,
        selector: { matchLabels: applicationLabels(name) },
        template,
        strategy: { type: 'RollingUpdate', rollingUpdate: rollingUpdate(delivery) },
      },
    });
    this.containers = template.spec.containers;
  }

  /** Adds the lifecycle hooks again: the class is of Kubernetes 1.27 and drops the `sleep` action. */
  override toJson(): unknown {
    const manifest = super.toJson();
    for (const [index, { lifecycle }] of this.containers.entries()) {
      if (lifecycle) manifest.spec.template.spec.containers[index].lifecycle = lifecycle;
    }
    return manifest;
  }
}

function rollingUpdate({ maxSurge, maxUnavailable }: RollingUpdate): k8s.RollingUpdateDeployment {
  return {
    maxSurge: k8s.IntOrString.fromNumber(maxSurge),
    maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable),
  };
}
