import { k8s } from 'cdk8s-plus-27';
import { type Application, listens } from '../../../config/application/application.ts';
import { handlers, type Probe, type ReadinessProbe } from '../../../config/application/probes.ts';
import { largest, product } from '../../../config/units/numbers.ts';
import { compareCodePoints } from '../../../config/units/order.ts';
import { httpPort } from '../endpoints.ts';

/** Seconds in which a release must make progress: twice the time that a container may take to start. */
const leastProgressSeconds = 600;

/** Figures of a probe that the environment file does not set. */
interface Figures {
  readonly initialDelaySeconds?: number;
  readonly periodSeconds: number;
  readonly failureThreshold?: number;
}

/** The reference's figures; a start may take 300 s before the container is restarted. */
const figures = {
  startup: { periodSeconds: 5, failureThreshold: 60 },
  readiness: { initialDelaySeconds: 5, periodSeconds: 10 },
  liveness: { initialDelaySeconds: 15, periodSeconds: 20 },
} satisfies Record<string, Figures>;

/**
 * Readiness and liveness with the reference's figures, 5/10 and 15/20 seconds.
 *
 * The startup probe delays liveness by up to 300 seconds, so that a slow start does not restart the container. Liveness
 * alone would kill it after 15 + 2 x 20 seconds. A worker has the probes that say what to ask.
 */
export function probesOf(
  application: Application,
): Pick<k8s.Container, 'startupProbe' | 'readinessProbe' | 'livenessProbe'> {
  const { startup, readiness, liveness } = application.probes;
  const isMade = (probe: Probe | false): probe is Probe =>
    probe !== false && (listens(application) || handlers.some(handler => probe[handler] !== undefined));
  return {
    ...(isMade(startup) && { startupProbe: probeOf(application, startup, figures.startup) }),
    ...(isMade(readiness) && { readinessProbe: probeOf(application, readiness, figures.readiness) }),
    ...(isMade(liveness) && { livenessProbe: probeOf(application, liveness, figures.liveness) }),
  };
}

/** Seconds in which a release must make progress: at least ten minutes, and twice the time that a start may take. */
export function progressSecondsOf({ probes: { startup } }: Application): number {
  if (startup === false) return leastProgressSeconds;
  const { periodSeconds, failureThreshold } = figures.startup;
  const period = startup.period?.toSeconds() ?? periodSeconds;
  return largest(leastProgressSeconds, product(2, period, startup.failureThreshold ?? failureThreshold));
}

function probeOf(application: Application, probe: Probe & ReadinessProbe, written: Figures): k8s.Probe {
  const { initialDelay, period, timeout, successThreshold } = probe;
  const initialDelaySeconds = initialDelay?.toSeconds() ?? written.initialDelaySeconds;
  const failureThreshold = probe.failureThreshold ?? written.failureThreshold;
  return {
    ...handlerOf(application, probe),
    ...(initialDelaySeconds !== undefined && { initialDelaySeconds }),
    periodSeconds: period?.toSeconds() ?? written.periodSeconds,
    ...(timeout && { timeoutSeconds: timeout.toSeconds() }),
    ...(failureThreshold !== undefined && { failureThreshold }),
    ...(successThreshold !== undefined && { successThreshold }),
  };
}

/** What the kubelet asks. `config/checks/probes.ts` checks that a probe has one handler at most. */
function handlerOf(application: Application, { path, port, headers, tcp, grpc, command }: Probe): k8s.Probe {
  if (command) return { exec: { command } };
  if (tcp !== undefined) return { tcpSocket: { port: k8s.IntOrString.fromNumber(tcp) } };
  // 0 is never written: `config/checks/probes.ts` refuses a worker without the port.
  const applicationPort = application.port ?? 0;
  if (grpc) return { grpc: { ...grpc, port: grpc.port ?? applicationPort } };
  if (path === undefined && application.protocol === 'gRPC') return { grpc: { port: applicationPort } };
  if (path === undefined && application.protocol === 'TCP')
    return { tcpSocket: { port: k8s.IntOrString.fromNumber(applicationPort) } };
  const httpHeaders = Object.entries(headers)
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, value]) => ({ name, value }));
  return {
    httpGet: {
      path: path ?? application.health,
      port: port === undefined ? k8s.IntOrString.fromString(httpPort) : k8s.IntOrString.fromNumber(port),
      ...(httpHeaders.length > 0 && { httpHeaders }),
    },
  };
}
