import type { Container, Containers } from './container.ts';

/**
 * Adds to a manifest what the classes drop from pods: the `sleep` action of hooks, and the restart policy of native
 * sidecars. The classes are of Kubernetes 1.27.
 */
export function withHooks<T>(manifest: T, { initContainers = [], containers }: Containers): T {
  // biome-ignore lint/suspicious/noExplicitAny: a manifest has no static type once it is rendered
  const { spec } = (manifest as any).spec.template;
  restore(spec.containers, containers);
  restore(spec.initContainers ?? [], initContainers);
  return manifest;
}

function restore(written: readonly object[], containers: readonly Container[]): void {
  for (const [index, { lifecycle, restartPolicy }] of containers.entries()) {
    const fields = { ...(lifecycle && { lifecycle }), ...(restartPolicy && { restartPolicy }) };
    Object.assign(written[index] ?? {}, fields);
  }
}
