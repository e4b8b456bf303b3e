import type { Container } from './container.ts';

/** Adds the lifecycle hooks to a manifest again: the classes are of Kubernetes 1.27 and drop the `sleep` action. */
export function withHooks<T>(manifest: T, containers: readonly Container[]): T {
  // biome-ignore lint/suspicious/noExplicitAny: a manifest has no static type once it is rendered
  const written = (manifest as any).spec.template.spec.containers;
  for (const [index, { lifecycle }] of containers.entries()) {
    if (lifecycle) written[index].lifecycle = lifecycle;
  }
  return manifest;
}
