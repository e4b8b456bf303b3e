import type { Application } from '../application/application.ts';
import { defaultMessagePath } from '../application/termination.ts';
import type { Path } from '../path.ts';
import { isForOthers } from '../units/file-mode.ts';
import { isBelow } from '../units/mount-path.ts';
import type { Checking } from './checking.ts';
import { otherContainers } from './containers.ts';
import { isTaken, mountsOf } from './mounts.ts';

/** The kubelet mounts the file for a message into the container, so it must be where a file can be made. */
export function checkTermination(checking: Checking, path: Path, application: Application): void {
  const containers = [{ path, container: application }, ...otherContainers(checking, path, application)];
  for (const { path: of, container } of containers) {
    const here = [...of, 'terminationMessagePath'];
    if (!checking.isSound(...here)) continue;
    const { terminationMessagePath: file } = container;
    if (file === undefined || file === defaultMessagePath) continue;
    const fault = faultOf(file, mountsOf(checking, path, application));
    if (fault !== undefined) checking.refuse(here, `found "${file}", ${fault}; choose another place`);
  }
}

function faultOf(file: string, mounts: ReturnType<typeof mountsOf>): string | undefined {
  if (isTaken(file)) return 'where the container needs something else';
  const mount = mounts.find(
    ({ mountPath, isReadOnly }) =>
      mountPath === file || isBelow(mountPath, file) || (isReadOnly && isBelow(file, mountPath)),
  );
  return mount && `where no file can be made because of ${mount.mountPath}`;
}

/**
 * Files of Secrets belong to root. With `fsGroup` the kubelet gives them to its group, which may then read them
 * (kubernetes `pkg/volume/volume_linux.go`, `roMask`).
 */
export function checkModes(checking: Checking, path: Path, application: Application): void {
  if (!['secretFiles', 'securityContext'].every(key => checking.isSound(...path, key))) return;
  const { secretFiles, securityContext } = application;
  if (securityContext.fsGroup !== undefined || !securityContext.runAsNonRoot) return;
  for (const [name, { defaultMode }] of Object.entries(secretFiles)) {
    if (defaultMode === undefined || isForOthers(defaultMode)) continue;
    checking.refuse(
      [...path, 'secretFiles', name, 'defaultMode'],
      `found "${defaultMode}", with which only root may read the files, and the container is not root; set securityContext.fsGroup, whose group may then read them`,
    );
  }
}
