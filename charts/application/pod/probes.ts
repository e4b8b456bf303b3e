import { k8s } from 'cdk8s-plus-27';
import type { ListeningApplication } from '../../../config/application/application.ts';
import { httpPort } from '../endpoints.ts';

/** Seconds until the first answer of a container, after which it is restarted. */
export const startupSeconds = 300;

const startupPeriodSeconds = 5;

/**
 * Readiness and liveness with the reference's figures, 5/10 and 15/20 seconds.
 *
 * The startup probe delays liveness by up to 300 seconds, so that a slow start does not restart the container. Liveness
 * alone would kill it after 15 + 2 x 20 seconds.
 */
export function probesOf({
  health,
}: ListeningApplication): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> {
  const httpGet: k8s.HttpGetAction = { path: health, port: k8s.IntOrString.fromString(httpPort) };
  return {
    startupProbe: {
      httpGet,
      periodSeconds: startupPeriodSeconds,
      failureThreshold: startupSeconds / startupPeriodSeconds,
    },
    readinessProbe: { httpGet, initialDelaySeconds: 5, periodSeconds: 10 },
    livenessProbe: { httpGet, initialDelaySeconds: 15, periodSeconds: 20 },
  };
}
