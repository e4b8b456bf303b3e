import type { Application } from '../../config/application.ts';
import { applicationLabels, type PodLabels } from '../network/peers.ts';

/** The name of the container port that the application listens on. */
export const httpPort = 'http';

/** The Service in front of the colour that users reach. */
export function activeService(name: string): string {
  return name;
}

/** The Service in front of the new colour until it is promoted; afterwards both lead to the same pods. */
export function previewService(name: string): string {
  return `${name}-preview`;
}

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
export function labelsOf(name: string): PodLabels {
  return {
    ...applicationLabels(name),
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': 'application',
  };
}
