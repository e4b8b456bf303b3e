import { k8s } from 'cdk8s-plus-27';
import type { Application } from '../../../config/application/application.ts';
import { diskOfLog, type LocalDisk } from '../../../config/resources.ts';
import { operation } from '../../../config/units/operation.ts';
import { byKey } from '../../../config/units/order.ts';
import { Quantity } from '../../../config/units/quantity.ts';
import type { Volumes } from './mounted.ts';

/** The folders that begin empty, each a volume of its name. The kubelet evicts the pod if one grows over its limit. */
export function foldersOf({ emptyDirs }: Application): Volumes {
  const folders = byKey(emptyDirs);
  return {
    volumes: folders.map(([name, { sizeLimit, medium }]) => ({
      name: volumeName(name),
      emptyDir: {
        sizeLimit: k8s.Quantity.fromString(String(sizeLimit)),
        ...(medium !== undefined && { medium }),
      },
    })),
    mounts: folders.map(([name, { mountPath }]) => ({ name: volumeName(name), mountPath })),
  };
}

function volumeName(name: string): string {
  return `emptydir-${name}`;
}

type Folders = Pick<Application, 'ephemeralStorage' | 'emptyDirs'>;

/** The local disk of the container that fills `/tmp`, the other folders on the disk of its node, and its log. */
export function localDiskOf({ ephemeralStorage, emptyDirs }: Application): LocalDisk {
  const folders = { ephemeralStorage, emptyDirs };
  return {
    requests: diskUse(folders, diskOfLog.requests),
    limits: diskUse(folders, diskOfLog.limits),
  };
}

/** The size of all folders on the disk of the node, and more, in the one notation of `Quantity.asBytes`. */
const diskUse = operation('diskUse', ({ ephemeralStorage, emptyDirs }: Folders, more: string): string => {
  const onDisk = Object.values(emptyDirs).filter(({ medium }) => medium === undefined);
  const sizes = [ephemeralStorage, ...onDisk.map(({ sizeLimit }) => sizeLimit), Quantity.parse(more)];
  return String(Quantity.sum(sizes).asBytes());
});
