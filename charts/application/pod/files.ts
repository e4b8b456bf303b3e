import type { Application } from '../../../config/application/application.ts';
import { modeNumber } from '../../../config/units/file-mode.ts';
import { byKey } from '../../../config/units/order.ts';
import type { Volumes } from './mounted.ts';

/** The volume that holds all configuration files of a pod. */
const volume = 'files';

/**
 * The text of each configuration file, as annotations of the pod: docs/decisions/configuration-files.md. So each version
 * of a workload has its own files, also one that is left after a release was aborted.
 */
export function fileAnnotations({ files }: Application): Record<string, string> {
  return Object.fromEntries(byKey(files).map(([name, { text = '' }]) => [annotationOf(name), text]));
}

/** The configuration files, each mounted at its path. Other files of its folder stay visible. */
export function filesOf({ files }: Application): Volumes {
  const all = byKey(files);
  if (all.length === 0) return { volumes: [], mounts: [] };
  const items = all.map(([name]) => ({
    path: name,
    fieldRef: { fieldPath: `metadata.annotations['${annotationOf(name)}']` },
  }));
  return {
    volumes: [{ name: volume, downwardApi: { items } }],
    mounts: all.map(([name, { mountPath }]) => ({ name: volume, mountPath, subPath: name, readOnly: true })),
  };
}

function annotationOf(name: string): string {
  return `slipway.dev/file-${name}`;
}

/** Secrets as files: a folder each, in which a key is a file. */
export function secretFilesOf({ secretFiles }: Application): Volumes {
  const all = byKey(secretFiles);
  return {
    volumes: all.map(([name, { secret, keys, defaultMode }]) => ({
      name: secretVolume(name),
      secret: {
        secretName: secret,
        ...(keys && { items: keys.map(key => ({ key, path: key })) }),
        ...(defaultMode !== undefined && { defaultMode: modeNumber(defaultMode) }),
      },
    })),
    mounts: all.map(([name, { mountPath }]) => ({ name: secretVolume(name), mountPath, readOnly: true })),
  };
}

function secretVolume(name: string): string {
  return `secret-${name}`;
}
