import { z } from 'zod';
import { beforeRelease } from './before-release.ts';
import { connectionStrings } from './connection-strings.ts';
import { connections } from './connections.ts';
import { container } from './container.ts';
import { containers } from './containers.ts';
import { type Delivery, delivery } from './delivery.ts';
import { egress } from './egress.ts';
import { files } from './files.ts';
import { folders } from './folders.ts';
import { kind } from './kind.ts';
import { listeners } from './listeners.ts';
import { metrics } from './metrics.ts';
import { peers } from './peers.ts';
import { pod } from './pod.ts';
import { hasPaths, type NamedPort, ports } from './ports.ts';
import { probes } from './probes.ts';
import { resolution } from './resolution.ts';
import { routes } from './routes.ts';
import { type Scale, scale } from './scale.ts';
import { schedule } from './schedule.ts';
import { securityContext } from './security-context.ts';
import { termination } from './termination.ts';
import { variableSources } from './variable-sources.ts';
import { volumes } from './volumes.ts';

/** One application: what it runs, how it is reached, how it scales and how a new version is delivered. */
export const application = z.strictObject({
  ...kind,
  ...container,
  ...termination,
  ...variableSources,
  ...files,
  ...containers,
  ...routes,
  ...listeners,
  ...ports,
  ...probes,
  scale: scale.optional().meta({
    description: 'Replicas: a fixed number, or a range with rules. Default: 3; a scheduled Job has none.',
  }),
  delivery: delivery.optional().meta({
    description:
      'How a new version replaces the old one. Default: blueGreen for kind web, otherwise rollingUpdate. With a volume of one pod the old pod ends before the new one starts.',
  }),
  ...beforeRelease,
  ...schedule,
  ...connections,
  ...egress,
  ...connectionStrings,
  ...peers,
  ...metrics,
  ...pod,
  ...resolution,
  ...securityContext,
  ...folders,
  ...volumes,
});

/** An application field by field, before the defaults that depend on its kind. */
export type ApplicationFields = z.output<typeof application>;

/** What the charts read: with the defaults of its kind, which `derive.ts` fills in. */
export interface Application extends Omit<ApplicationFields, 'ports'> {
  readonly delivery: Delivery;
  readonly scale: Scale;
  readonly ports: Readonly<Record<string, NamedPort>>;
}

/** An application that answers requests: of kind `web` or `stateful`. */
export interface ListeningApplication extends Application {
  readonly port: number;
  readonly servicePort: number;
}

/** An application that answers HTTP requests. */
export interface HttpApplication extends ListeningApplication {
  readonly health: string;
}

/** Whether a StatefulSet runs the pods of an application: each keeps its name, and its replacement waits for its end. */
export function hasStablePods({ kind, singleton }: Pick<ApplicationFields, 'kind' | 'singleton'>): boolean {
  return kind === 'stateful' || singleton;
}

/** Whether each pod of an application has a name in DNS: those of a stateful one, and those that find each other. */
export function hasHeadlessService({ kind, peers }: Pick<ApplicationFields, 'kind' | 'peers'>): boolean {
  return kind === 'stateful' || Object.keys(peers).length > 0;
}

/** Whether applications of a kind answer requests. */
export function answersRequests(kind: ApplicationFields['kind']): boolean {
  return kind === 'web' || kind === 'stateful';
}

/** Whether an application answers requests, so that it has a port, a Service and probes. */
export function listens(application: Application): application is ListeningApplication {
  return answersRequests(application.kind);
}

/** Whether an application answers HTTP requests, so that it has a path for its health. */
export function answersHttp(application: Application): application is HttpApplication {
  return listens(application) && hasPaths(application);
}
