import { k8s } from 'cdk8s-plus-27';
import type { Application } from '../../../config/application.ts';
import { httpPort } from '../endpoints.ts';

/** How long a container may take to answer for the first time, in seconds, before it is restarted. */
export const startupSeconds = 300;

const startupPeriodSeconds = 5;

/**
 * Readiness and liveness with the reference's figures, 5/10 and 15/20 seconds.
 *
 * The startup probe holds liveness back for as long as 300 seconds, so that a slow start is no reason for a
 * restart: liveness alone would kill after 15 + 2 x 20 seconds.
 */
export function probesOf({
  health,
}: Application): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> {
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
