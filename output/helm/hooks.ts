import { syncHook } from '../../charts/argo-cd-annotations.ts';
import { beforeReleaseSuffix } from '../../config/application/before-release.ts';
import { operation } from '../../config/units/operation.ts';
import type { Manifest } from '../../rules/model/manifest.ts';

const [[hook, inSync]] = Object.entries(syncHook) as [[string, string]];

/**
 * What Argo CD runs in every sync, Helm runs in every upgrade, before it applies anything. Argo CD ignores Helm's word on
 * an object that has its own.
 *
 * At an installation there is neither a database nor a ServiceAccount before, so the Job runs after it. So it is in the
 * first upgrade that has the Job: its NetworkPolicy is not there yet either.
 *
 * Source: helm `docs/topics/charts_hooks.md`; gitops-engine `pkg/sync/hook/hook.go`, `Types`.
 */
export function hookOfHelm(manifest: Manifest): Manifest {
  const { metadata } = manifest;
  if (metadata.annotations?.[hook] !== inSync) return manifest;
  const annotations = {
    ...metadata.annotations,
    'helm.sh/hook': helmHook(metadata.name.slice(0, -beforeReleaseSuffix.length)),
    'helm.sh/hook-delete-policy': 'before-hook-creation',
  };
  return { ...manifest, metadata: { ...metadata, annotations } };
}

/** What the chart says where Helm speaks to no cluster. Where it does, it looks for the NetworkPolicy of that name. */
const helmHook = operation('helmHook', (_application: string) => 'post-install,post-upgrade');
