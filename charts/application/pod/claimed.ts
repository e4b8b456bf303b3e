import type { Application } from '../../../config/application/application.ts';
import { byKey } from '../../../config/units/order.ts';
import { claimName } from '../volume-claim.ts';
import type { Volumes } from './volumes.ts';

/** The volumes that survive the pod, and where its container mounts them. */
export function claimedOf(application: string, { volumes }: Application): Volumes {
  const claimed = byKey(volumes);
  return {
    volumes: claimed.map(([name]) => ({
      name: volumeName(name),
      persistentVolumeClaim: { claimName: claimName(application, name) },
    })),
    mounts: claimed.map(([name, { mountPath, readOnly, subPath }]) => ({
      name: volumeName(name),
      mountPath,
      ...(subPath !== undefined && { subPath }),
      ...(readOnly && { readOnly }),
    })),
  };
}

function volumeName(name: string): string {
  return `volume-${name}`;
}
