import { confirmDeletion } from '../../charts/argo-cd-annotations.ts';
import type { Manifest } from '../../rules/model/manifest.ts';

const [[syncOptions, confirmed]] = Object.entries(confirmDeletion) as [[string, string]];

/**
 * What Argo CD removes only after a person has confirmed it, Helm leaves in the cluster: neither an uninstall nor an
 * upgrade asks anyone. Argo CD reads the policy as `Delete=false`, and still asks before it prunes.
 *
 * Source: helm `docs/howto/charts_tips_and_tricks.md`; argo-cd 3.5 `docs/user-guide/helm.md`.
 */
export function keptByHelm(manifest: Manifest): Manifest {
  const { metadata } = manifest;
  if (metadata.annotations?.[syncOptions] !== confirmed) return manifest;
  const annotations = { ...metadata.annotations, 'helm.sh/resource-policy': 'keep' };
  return { ...manifest, metadata: { ...metadata, annotations } };
}
