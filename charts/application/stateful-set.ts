import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { byKey } from '../../config/units/order.ts';
import type { ApplicationContext } from './context.ts';
import { applicationLabels, peersService } from './endpoints.ts';
import { metadataOf } from './names.ts';
import { volumeName } from './pod/claimed.ts';
import type { Containers } from './pod/container.ts';
import { withHooks } from './pod/hooks.ts';
import { podTemplateOf } from './pod/template.ts';
import { revisionHistoryLimit } from './rollout.ts';
import { claimSpec } from './volume-claim.ts';
import { writtenReplicas } from './workload.ts';

/**
 * Runs pods that keep their names. A pod is replaced only when its predecessor has ended, or when a person has confirmed
 * that its node is gone. Two pods cannot have one name. A Deployment starts the replacement while the old pod still ends.
 *
 * A new version replaces the pods from the highest number to 0, each when the one before it is ready. With `OrderedReady`
 * the controller also waits for a pod that never becomes ready, so a fixed version would wait until a person deletes it.
 * A singleton has no order to keep and so is `Parallel`.
 *
 * Each pod of a stateful application has its own volumes. They stay when it is scaled down or deleted.
 *
 * Source: kubernetes `pkg/controller/statefulset/stateful_set_control.go`; `docs/tasks/run-application/force-delete-stateful-set-pod`.
 *
 * Default footprint: 1 StatefulSet; 3 pods, none more during an update.
 */
export class ApplicationStatefulSet extends k8s.KubeStatefulSet {
  private readonly pods: Containers;

  constructor(scope: Construct, context: ApplicationContext) {
    const { application, name } = context;
    const replicas = writtenReplicas(application);
    const template = podTemplateOf(context);
    const volumeClaimTemplates = claimTemplates(context);
    super(scope, 'stateful-set', {
      metadata: { name, ...metadataOf(name, application) },
      spec: {
        ...(replicas !== undefined && { replicas }),
        // A singleton has no Service. The API server keeps the empty name.
        serviceName: application.kind === 'stateful' ? peersService(name) : '',
        podManagementPolicy: application.podManagementPolicy ?? 'Parallel',
        revisionHistoryLimit,
        selector: { matchLabels: applicationLabels(name) },
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        template,
        ...(volumeClaimTemplates.length > 0 && { volumeClaimTemplates }),
        updateStrategy: { type: 'RollingUpdate' },
      },
    });
    this.pods = template.spec;
  }

  override toJson(): unknown {
    return withHooks(super.toJson(), this.pods);
  }
}

function claimTemplates({
  environment,
  application,
}: ApplicationContext): k8s.KubePersistentVolumeClaimProps[] {
  if (application.kind !== 'stateful') return [];
  return byKey(application.volumes).map(([name, volume]) => ({
    metadata: { name: volumeName(name) },
    spec: claimSpec(environment, volume),
  }));
}
