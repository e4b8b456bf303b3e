import { k8s } from 'cdk8s-plus-27';
import type { ConnectionFile } from '../connection-settings.ts';
import type { ApplicationContext } from '../context.ts';
import { claimedOf } from './claimed.ts';
import { filesOf, secretFilesOf } from './files.ts';
import { foldersOf } from './folders.ts';
import type { Volumes } from './mounted.ts';

/**
 * `/tmp` and the other folders that the container may write to; read-only the files for its connections, its Secrets as
 * files and its configuration. The kubelet evicts the pod if `/tmp` grows over its limit.
 */
export function volumesOf({ name, application, connections }: ApplicationContext): Volumes {
  const folders = byFolder(connections.filesOf(name));
  const writable = foldersOf(application);
  const [files, secretFiles] = [filesOf(application), secretFilesOf(application)];
  const claimed = claimedOf(name, application);
  return {
    volumes: [
      { name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString(String(application.ephemeralStorage)) } },
      ...writable.volumes,
      ...claimed.volumes,
      ...folders.map(([folder, inFolder]) => ({
        name: volumeName(folder),
        projected: { sources: sourcesOf(inFolder) },
      })),
      ...secretFiles.volumes,
      ...files.volumes,
    ],
    mounts: [
      { name: 'tmp', mountPath: '/tmp' },
      ...writable.mounts,
      ...claimed.mounts,
      ...folders.map(([folder]) => ({ name: volumeName(folder), mountPath: folder, readOnly: true })),
      ...secretFiles.mounts,
      ...files.mounts,
    ],
  };
}

/** Groups files by folder: several connections may use one folder, and a folder is one volume. */
function byFolder(files: readonly ConnectionFile[]): [string, ConnectionFile[]][] {
  const folders = new Map<string, ConnectionFile[]>();
  for (const file of files) {
    const folder = folders.get(file.mountPath);
    if (folder) folder.push(file);
    else folders.set(file.mountPath, [file]);
  }
  return [...folders];
}

/** Each Secret once, with all of its keys that are needed. */
function sourcesOf(files: readonly ConnectionFile[]): k8s.VolumeProjection[] {
  const secrets = new Map<string, Set<string>>();
  for (const { secret, keys } of files) {
    secrets.set(secret, new Set([...(secrets.get(secret) ?? []), ...keys]));
  }
  return [...secrets].map(([secret, keys]) => ({
    secret: { name: secret, items: [...keys].map(key => ({ key, path: key })) },
  }));
}

/** `etc-slipway-database` for `/etc/slipway/database`. */
function volumeName(folder: string): string {
  return folder
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-');
}
