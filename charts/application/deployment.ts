import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Recreate, RollingUpdate } from '../../config/application/delivery.ts';
import type { ApplicationContext } from './context.ts';
import { applicationLabels } from './endpoints.ts';
import { metadataOf } from './names.ts';
import type { Containers } from './pod/container.ts';
import { withHooks } from './pod/hooks.ts';
import { progressSecondsOf } from './pod/probes.ts';
import { podTemplateOf } from './pod/template.ts';
import { revisionHistoryLimit } from './rollout.ts';
import { writtenReplicas } from './workload.ts';

/**
 * Runs an application and replaces its pods one after the other, or all at once.
 *
 * Default footprint: 1 Deployment; 3 pods of 500m and 256Mi in the reference, one more during an update.
 */
export class ApplicationDeployment extends k8s.KubeDeployment {
  private readonly pods: Containers;

  constructor(scope: Construct, context: ApplicationContext, delivery: RollingUpdate | Recreate) {
    const { application, name } = context;
    const replicas = writtenReplicas(application);
    const template = podTemplateOf(context);
    super(scope, 'deployment', {
      metadata: { name, ...metadataOf(name, application) },
      spec: {
        ...(replicas !== undefined && { replicas }),
        revisionHistoryLimit,
        progressDeadlineSeconds: progressSecondsOf(application),
        selector: { matchLabels: applicationLabels(name) },
        template,
        strategy: strategyOf(delivery),
      },
    });
    this.pods = template.spec;
  }

  override toJson(): unknown {
    return withHooks(super.toJson(), this.pods);
  }
}

function strategyOf(delivery: RollingUpdate | Recreate): k8s.DeploymentStrategy {
  if (delivery.strategy === 'recreate') return { type: 'Recreate' };
  const { maxSurge, maxUnavailable } = delivery;
  return {
    type: 'RollingUpdate',
    rollingUpdate: {
      maxSurge: k8s.IntOrString.fromNumber(maxSurge),
      maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable),
    },
  };
}
