import type { Application } from '../application/application.ts';
import { clustersOf, type NamedCluster, pathOfDatabase } from '../clusters.ts';
import type { Environment } from '../environment.ts';
import { formatPath, type Path } from '../path.ts';

/** One thing that no other environment may have: a namespace, a host, a destination of backups. */
export interface Claim {
  /** The key with the value, in the parsed environment. */
  readonly path: Path;
  /** Keys that its default comes from, the nearest first. - none: it has no such default. */
  readonly from?: readonly Path[];
  /** The value, as a message shows it. */
  readonly value: string;
  /** Where the value must be unique, in words. - everywhere. */
  readonly where?: string;
  /** What to change, for a message. */
  readonly change: string;
}

/** The claims of an environment as texts, by the path of the key: `database.backup.destination`. */
export type ClaimRecord = Readonly<Record<string, string>>;

/** The cluster of an environment whose file names none: the one that Argo CD runs on. */
const defaultCluster = 'https://kubernetes.default.svc';

/**
 * Everything that two environments cannot share.
 *
 * An environment without `gitops` counts as one of the cluster that Argo CD runs on, since its file names no other.
 */
export function claimsOf(environment: Environment): Claim[] {
  const cluster = normalUrl(environment.gitops?.destination ?? defaultCluster);
  return [
    ...namespaceOn(environment, cluster),
    ...Object.entries(environment.applications).flatMap(([name, application]) =>
      hostsOf(name, application, `${cluster} (${classOf(environment)})`),
    ),
    ...clustersOf(environment).flatMap(backupOf),
  ];
}

/** The claims of an environment, for a record that a later run reads. */
export function claimRecord(environment: Environment): ClaimRecord {
  const claims = claimsOf(environment).map(claim => [formatPath(claim.path), identityOf(claim)] as const);
  return Object.fromEntries(claims.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The text of a claim in a record; equal claims have equal texts. */
export function identityOf({ value, where }: Claim): string {
  return where === undefined ? value : `${value} on ${where}`;
}

function namespaceOn({ namespace }: Environment, cluster: string): Claim[] {
  return [
    {
      path: ['namespace'],
      from: [['name']],
      value: namespace,
      where: cluster,
      change:
        'give each environment its own namespace, or name the cluster of each in gitops.destination; in the same namespace, each overwrites and prunes the objects of the other',
    },
  ];
}

/** A route has no claim: it is on a host that an application of the environment names. */
function hostsOf(name: string, application: Application, where: string): Claim[] {
  const { host, hosts, redirects, listeners, delivery } = application;
  const path = ['applications', name];
  const preview = delivery.strategy === 'blueGreen' ? delivery.preview?.host : undefined;
  const change = 'give each environment its own hosts; otherwise chance decides which environment answers';
  const claims = [
    ...(host === undefined ? [] : [{ path: [...path, 'host'], value: host }]),
    ...hosts.map((value, index) => ({ path: [...path, 'hosts', index], value })),
    ...redirects.map((value, index) => ({ path: [...path, 'redirects', index], value })),
    ...Object.entries(listeners).flatMap(([key, { hostname }]) =>
      hostname === undefined ? [] : [{ path: [...path, 'listeners', key, 'hostname'], value: hostname }],
    ),
    ...(preview === undefined
      ? []
      : [{ path: [...path, 'delivery', 'preview', 'host'], from: [[...path, 'host']], value: preview }]),
  ];
  return claims.map(claim => ({ ...claim, where, change }));
}

/** Two gateways of a cluster may serve the same host, one inside and one outside. */
function classOf({ cluster: { gatewayClass, ingressClass } }: Environment): string {
  return ingressClass === undefined ? `gatewayClass ${gatewayClass}` : `ingressClass ${ingressClass}`;
}

/** Two object stores may have buckets of the same name. */
function backupOf([name, database]: NamedCluster): Claim[] {
  if (database.backup === undefined) return [];
  const { destination, endpoint } = database.backup;
  return [
    {
      path: [...pathOfDatabase(name), 'backup', 'destination'],
      value: destination.replace(/\/+$/, ''),
      ...(endpoint !== undefined && { where: normalUrl(endpoint) }),
      change: 'give each environment its own destination; otherwise their backups overwrite each other',
    },
  ];
}

/** The same text for every way to write the URL of a server. */
function normalUrl(url: string): string {
  return url
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/^(https:.*):443$|^(http:.*):80$/, '$1$2');
}
