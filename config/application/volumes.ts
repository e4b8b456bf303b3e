import { z } from 'zod';
import { mountPath, subPath } from '../units/mount-path.ts';
import { existingName, objectName } from '../units/names.ts';
import { byteQuantity } from '../units/quantity.ts';

const volume = z.strictObject({
  mountPath: mountPath.meta({ description: 'Where the container finds it.' }),
  size: byteQuantity.meta({
    description: 'Its size. A larger one grows the volume, if its StorageClass allows that; none shrinks.',
  }),
  storageClass: existingName
    .optional()
    .meta({ description: 'StorageClass of the volume. Default: cluster.storageClass.' }),
  accessMode: z.enum(['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany']).default('ReadWriteOnce').meta({
    description:
      'Who may mount it at one time. ReadWriteOnce: the pods of one node; ReadWriteOncePod: one pod; ReadWriteMany: all pods, if the StorageClass can do that, such as NFS.',
  }),
  readOnly: z.boolean().default(false).meta({ description: 'Whether the container may only read it.' }),
  subPath: subPath.optional().meta({
    description: 'Folder in the volume that is mounted, such as uploads. Default: all of it.',
  }),
});

/** Volumes that stay when the pods of an application end. */
export const volumes = {
  volumes: z.record(objectName, volume).default({}).meta({
    description:
      'Volumes whose data survives pods and releases, each under a name of your choice. Default: none.',
  }),
};

export type ApplicationVolume = z.output<typeof volume>;

/** Whether an application has a volume that no two of its pods may use, so that one of them must end first. */
export function hasVolumeOfOnePod({
  volumes,
}: {
  readonly volumes: Record<string, ApplicationVolume>;
}): boolean {
  return Object.values(volumes).some(isOfOnePod);
}

/**
 * `ReadWriteOnce` binds a volume to a node, not to a pod. Two pods that write to it side by side spoil the data of most
 * programs, and on two nodes the second one never starts.
 */
export function isOfOnePod({ accessMode }: ApplicationVolume): boolean {
  return accessMode !== 'ReadWriteMany';
}
