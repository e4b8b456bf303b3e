import type { Application } from '../../config/application/application.ts';
import { applicationLabels } from './endpoints.ts';

/** `web-app` for an application `web`, as in the reference. */
export function containerName(name: string, { container }: Application): string {
  return container ?? `${name}-app`;
}

/** Labels and annotations of objects and pods. */
export interface Metadata {
  labels: Record<string, string>;
  annotations?: Record<string, string>;
}

/** Says, on a workload and its pods, why they may do more than the restricted profile of Pod Security allows. */
export const securityReason = 'slipway.dev/security-reason';

/** The metadata of a workload and its pods: Slipway's labels, and what the environment file adds. */
export function metadataOf(name: string, { labels, annotations, securityContext }: Application): Metadata {
  const { reason } = securityContext;
  const all = { ...annotations, ...(reason !== undefined && { [securityReason]: reason }) };
  return {
    labels: { ...labelsOf(name), ...labels },
    ...(Object.keys(all).length > 0 && { annotations: all }),
  };
}

/** The labels of the objects and pods of an application: those of the selector, and those that Kubernetes recommends. */
export function labelsOf(name: string): Readonly<Record<string, string>> {
  return {
    ...applicationLabels(name),
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': 'application',
  };
}
