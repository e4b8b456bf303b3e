import type { Application } from '../../../config/application/application.ts';
import { byKey } from '../../../config/units/order.ts';
import { claimName } from '../volume-claim.ts';
import type { Volumes } from './mounted.ts';

/** The volumes that survive the pod, and where its container mounts them. A StatefulSet adds those of its templates. */
export function claimedOf(application: string, { kind, volumes }: Application): Volumes {
  const claimed = byKey(volumes);
  return {
    volumes:
      kind === 'stateful'
        ? []
        : claimed.map(([name]) => ({
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

/** The name of a volume in the pod, and of its template in a StatefulSet. */
export function volumeName(name: string): string {
  return `volume-${name}`;
}
