import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { RollingUpdate } from '../../config/delivery.ts';
import { applicationLabels } from '../network/peers.ts';
import type { ApplicationContext } from './context.ts';
import { metadataOf } from './names.ts';
import { podTemplateOf } from './pod/template.ts';
import { progressSeconds, revisionHistoryLimit } from './rollout.ts';
import { writtenReplicas } from './workload.ts';

/**
 * Runs an application in one colour and replaces its pods one after the other.
 *
 * Default footprint: 1 Deployment; 3 pods of 500m and 256Mi in the reference, one more during an update.
 */
export class ApplicationDeployment extends k8s.KubeDeployment {
  constructor(scope: Construct, context: ApplicationContext, delivery: RollingUpdate) {
    const { application, name } = context;
    const replicas = writtenReplicas(application);
    super(scope, 'deployment', {
      metadata: { name, ...metadataOf(name, application) },
      spec: {
        ...(replicas !== undefined && { replicas }),
        revisionHistoryLimit,
        progressDeadlineSeconds: progressSeconds,
        selector: { matchLabels: applicationLabels(name) },
        template: podTemplateOf(context),
        strategy: { type: 'RollingUpdate', rollingUpdate: rollingUpdate(delivery) },
      },
    });
  }
}

function rollingUpdate({ maxSurge, maxUnavailable }: RollingUpdate): k8s.RollingUpdateDeployment {
  return {
    maxSurge: k8s.IntOrString.fromNumber(maxSurge),
    maxUnavailable: k8s.IntOrString.fromNumber(maxUnavailable),
  };
}
