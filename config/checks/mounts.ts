import type { ApplicationFields } from '../application/application.ts';
import type { Path } from '../path.ts';
import { isBelow } from '../units/mount-path.ts';
import type { Checking } from './checking.ts';

/** Something that a container finds at a path. */
export interface Mount {
  readonly at: Path;
  readonly mountPath: string;
  /** Whether nothing can be made in it, not even the folder for another mount. */
  readonly isReadOnly: boolean;
}

/** Folders of a container that hold what it cannot run without. */
const foldersOfSystem = ['/bin', '/dev', '/etc', '/lib', '/lib64', '/proc', '/sbin', '/sys', '/usr'];

/** File systems of the kernel. Only `/dev/shm` may be another one. */
const ofKernel = ['/dev', '/proc', '/sys'];

/** Files that the kubelet mounts into every container. */
const filesOfKubelet = ['/etc/hostname', '/etc/hosts', '/etc/resolv.conf'];

/** The files for connections are below it. */
const ofConnections = '/etc/slipway';

/** The maps of an application whose items are mounted, and whether they are always read-only. */
const mounted = { emptyDirs: false, volumes: false, secretFiles: true, files: true } as const;

/** Everything that an environment file mounts into the containers of an application. */
export function mountsOf(checking: Checking, path: Path, application: ApplicationFields): Mount[] {
  return Object.entries(mounted).flatMap(([field, isAlwaysReadOnly]) => {
    if (!checking.isSound(...path, field)) return [];
    const items: [string, { mountPath: string; readOnly?: boolean }][] = Object.entries(
      application[field as keyof typeof mounted],
    );
    return items.map(([name, { mountPath, readOnly = isAlwaysReadOnly }]) => {
      return { at: [...path, field, name, 'mountPath'], mountPath, isReadOnly: readOnly };
    });
  });
}

/** Refuses mounts that hide each other, that hide what a container needs, and those that cannot be made. */
export function checkMounts(checking: Checking, path: Path, application: ApplicationFields): void {
  const mounts = mountsOf(checking, path, application);
  for (const [index, mount] of mounts.entries()) {
    const fault = faultOf(mount, mounts.slice(0, index), mounts);
    if (fault !== undefined) checking.refuse(mount.at, `found "${mount.mountPath}", ${fault}`);
  }
}

function faultOf({ mountPath }: Mount, before: readonly Mount[], all: readonly Mount[]): string | undefined {
  if (mountPath === '/tmp')
    return 'which every container has; set its size in ephemeralStorage, or choose another folder';
  if (mountPath === ofConnections || isBelow(mountPath, ofConnections))
    return 'where the files for connections are; choose another folder';
  if (filesOfKubelet.includes(mountPath)) return 'which the kubelet writes; choose another place';
  if (isOfSystem(mountPath))
    return 'which would hide what the container needs to run; choose a folder in it, or another one';
  const same = before.find(other => other.mountPath === mountPath);
  if (same !== undefined) return `which ${nameOf(same)} has already; choose another folder`;
  const outer = all.find(other => other.isReadOnly && isBelow(mountPath, other.mountPath));
  return (
    outer &&
    `which is in ${outer.mountPath} of ${nameOf(outer)}, where nothing can be made; choose a folder outside of it`
  );
}

/** Whether something that every container has is at a path, or would be hidden there. */
export function isTaken(path: string): boolean {
  const ofSlipway =
    path === '/tmp' || path === '/dev/shm' || path === ofConnections || isBelow(path, ofConnections);
  return ofSlipway || filesOfKubelet.includes(path) || isOfSystem(path);
}

function isOfSystem(mountPath: string): boolean {
  if (foldersOfSystem.includes(mountPath)) return true;
  return mountPath !== '/dev/shm' && ofKernel.some(folder => isBelow(mountPath, folder));
}

/** `emptyDirs.cache` */
function nameOf({ at }: Mount): string {
  return at.slice(2, -1).join('.');
}
