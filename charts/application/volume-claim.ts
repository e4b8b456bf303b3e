import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import type { ApplicationVolume } from '../../config/application/volumes.ts';
import type { Environment } from '../../config/environment.ts';
import { byKey } from '../../config/units/order.ts';
import { confirmDeletion } from '../argo-cd-annotations.ts';
import type { ApplicationContext } from './context.ts';
import { labelsOf } from './names.ts';

/** The claim of a volume that an application has once, whatever the number of its pods. */
export function claimName(application: string, volume: string): string {
  return `${application}-${volume}`;
}

/** The volumes of an application that survive its pods. */
export class ApplicationVolumes extends Construct {
  constructor(scope: Construct, context: ApplicationContext) {
    super(scope, 'volumes');
    for (const [name, volume] of byKey(context.application.volumes)) {
      new ApplicationVolumeClaim(this, context, name, volume);
    }
  }
}

/**
 * A volume of an application. Deleting it deletes the data, so Argo CD asks first and Helm keeps it.
 *
 * It is in the wave of the pods. Most StorageClasses make a volume only when a pod needs it. Until then the claim is
 * progressing for Argo CD.
 *
 * Default footprint: 1 PersistentVolumeClaim.
 */
export class ApplicationVolumeClaim extends k8s.KubePersistentVolumeClaim {
  constructor(
    scope: Construct,
    { environment, name: application }: ApplicationContext,
    name: string,
    volume: ApplicationVolume,
  ) {
    super(scope, name, {
      metadata: {
        name: claimName(application, name),
        labels: labelsOf(application),
        annotations: { ...confirmDeletion },
      },
      spec: claimSpec(environment, volume),
    });
  }
}

/** What a claim asks for: that of an application, or one of each pod of a StatefulSet. */
export function claimSpec(
  { cluster }: Environment,
  { accessMode, storageClass, size }: ApplicationVolume,
): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: [accessMode],
    storageClassName: storageClass ?? cluster.storageClass,
    resources: { requests: { storage: k8s.Quantity.fromString(String(size)) } },
  };
}
