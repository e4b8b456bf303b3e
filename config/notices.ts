import { isEnvoyGateway } from './cluster.ts';
import type { Environment } from './environment.ts';
import { isAtLeast } from './kubernetes.ts';

/**
 * Something that an environment gives up, and that a fault or an intruder then costs. It is allowed, and said at every
 * synth.
 */
export interface Notice {
  /** The key that gives it up, such as `cache.replicas`. */
  readonly path: string;
  readonly message: string;
}

interface NoticeRule {
  readonly path: string;
  readonly message: string | ((environment: Environment) => string);
  readonly holds: (environment: Environment) => boolean;
}

/** Every notice, by a name that the Helm chart's notes share (`output/helm/notices.ts`). */
export const notices = {
  /** Upstream's Jepsen runs on two instances lost data in 47 % (cloudnative-pg#8790). */
  'durability-preferred': {
    path: 'database.dataDurability',
    message:
      'found "preferred": commits that no replica has yet are answered, and a failover can lose them; "required" loses none',
    holds: ({ database }) =>
      database?.external === false && database.instances > 1 && database.dataDurability === 'preferred',
  },
  'writes-need-both': {
    path: 'database.instances',
    message: 'found 2: nothing is lost, but writes wait while either instance is away; 3 keep going',
    holds: ({ database }) =>
      database?.external === false && database.instances === 2 && database.dataDurability === 'required',
  },
  'only-copy': {
    path: 'database.instances',
    message: 'found 1 without a backup: its volume is the only copy; add a backup, or instances',
    holds: ({ database }) => database?.external === false && database.instances === 1 && !database.backup,
  },
  'two-data-pods': {
    path: 'cache.replicas',
    message:
      'found 2: a primary that is cut off goes on alone, and what it takes until 10 s after it is back is lost; 3 refuse such writes',
    holds: ({ cache }) => cache?.external === false && cache.replicas === 2,
  },
  'image-by-tag': {
    path: 'applications',
    message: environment => imageByTag(listed(byTag(environment))),
    holds: environment => byTag(environment).length > 0,
  },
  'api-server-anywhere': {
    path: 'cluster.apiServer.cidrs',
    message:
      'found none: the pods of PostgreSQL reach every address on the ports of the API server; name its addresses',
    holds: ({ database, cluster }) => database?.external === false && cluster.apiServer.cidrs.length === 0,
  },
  /** Where the API server is anywhere, that line says enough. */
  'object-store-anywhere': {
    path: 'database.backup.cidrs',
    message:
      'found none: instances of PostgreSQL reach every address on the port of the object store; name its addresses, if fixed',
    holds: ({ database, cluster }) =>
      database?.external === false &&
      database.backup?.cidrs.length === 0 &&
      cluster.apiServer.cidrs.length > 0,
  },
  'gateway-namespace': {
    path: 'cluster.podLabels.gateway',
    message:
      'found none: every pod of the namespace of the gateway reaches applications with a host; name the labels of its proxies',
    holds: ({ applications, cluster: { ingressClass, namespaces, podLabels } }) =>
      Object.values(applications).some(({ host }) => host !== undefined) &&
      podLabels.gateway === undefined &&
      !(ingressClass === undefined && isEnvoyGateway(namespaces.gateway)),
  },
  /** Source: kubernetes.io/releases. The next one to end is 1.35, on 2027-02-28. */
  'kubernetes-without-fixes': {
    path: 'cluster.kubernetes',
    message:
      'found a minor before 1.35, which Kubernetes gives no fixes any more (1.34 since 2026-10-27); upgrade the cluster',
    holds: ({ cluster }) => !isAtLeast(cluster.kubernetes, '1.35'),
  },
  'public-preview': {
    path: 'applications.*.delivery.previewHost',
    message:
      'an unexamined version is public there, on the data of the version in use; leave it out, or ask for a login',
    holds: ({ applications }) =>
      Object.values(applications).some(
        ({ delivery, uses }) =>
          delivery.strategy === 'blueGreen' &&
          delivery.previewHost !== undefined &&
          (uses.includes('database') || uses.includes('cache')),
      ),
  },
} as const satisfies Record<string, NoticeRule>;

/** Names that are written out; of more only their number is said, so that a notice stays one line. */
export const mostNames = 5;

/** What is said of applications whose image has no digest. */
export function imageByTag(names: string): string {
  return `found ${names} with an image by tag alone: what runs can change without a commit; add the digest, name:tag@sha256:…`;
}

function byTag({ applications }: Environment): string[] {
  return Object.entries(applications).flatMap(([name, { image }]) => (image.digest ? [] : [name]));
}

function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  return `${names.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

export type NoticeName = keyof typeof notices;

/** What an environment gives up; empty for one that loses nothing to the fault of one pod, node or volume. */
export function noticesOf(environment: Environment): Notice[] {
  const all: readonly NoticeRule[] = Object.values(notices);
  return all
    .filter(({ holds }) => holds(environment))
    .map(({ path, message }) => ({
      path,
      message: typeof message === 'string' ? message : message(environment),
    }));
}
