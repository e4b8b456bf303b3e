import type { Application } from '../../config/application.ts';
import { applicationLabels } from './endpoints.ts';

/** `web-app` for an application `web`, as in the reference. */
export function containerName(name: string, { container }: Application): string {
  return container ?? `${name}-app`;
}

/** Labels and annotations as objects and pods carry them. */
export interface Metadata {
  labels: Record<string, string>;
  annotations?: Record<string, string>;
}

/** What the workload of an application and its pods carry: Slipway's labels, and what the environment file adds. */
export function metadataOf(name: string, { labels, annotations }: Application): Metadata {
  return {
    labels: { ...labelsOf(name), ...labels },
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

/** Labels of the objects and the pods of an application: the selector's, and Kubernetes' recommended ones. */
export function labelsOf(name: string): Readonly<Record<string, string>> {
  return {
    ...applicationLabels(name),
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': 'application',
  };
}
