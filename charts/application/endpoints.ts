import type { HttpApplication } from '../../config/application/application.ts';
import { portSuffix } from '../../config/units/text.ts';

/** The name of the port for HTTP requests. */
export const httpPort = 'http';

/** The name of the port that has only metrics, of containers and Services. */
export const metricsPort = 'metrics';

/** The health path of an application, through one of its Services. */
export function healthUrl(
  service: string,
  namespace: string,
  { servicePort, health }: HttpApplication,
): string {
  return `http://${service}.${namespace}.svc${portSuffix(servicePort)}${health}`;
}

/** The Service in front of the color that users reach. */
export function activeService(name: string): string {
  return name;
}

/** The Service in front of the new color. After the promotion both Services lead to the same pods. */
export function previewService(name: string): string {
  return `${name}-preview`;
}

/** The headless Service that leads to all pods, whether they are ready or not. */
export function peersService(name: string): string {
  return `${name}-peers`;
}

/** The labels that select the pods of an application, as the reference writes them. */
export function applicationLabels(name: string): Readonly<Record<string, string>> {
  return { app: name };
}
