import type { Application } from '../application.ts';
import type { Environment } from '../environment.ts';
import type { Path } from '../path.ts';

/** One thing that an environment has for itself alone. */
export interface Claim {
  /** The key that says so, as the normal form of the environment has it. */
  readonly path: Path;
  /** Keys that it comes from where the file leaves it to a default, the nearest first. */
  readonly from?: readonly Path[];
  /** The value that a message shows. */
  readonly value: string;
  /** Where the value counts, in words. - everywhere. */
  readonly where?: string;
  readonly change: string;
}

/** Where Argo CD, or whoever applies the tree, brings an environment unless its file says. */
const ownCluster = 'https://kubernetes.default.svc';

/**
 * Everything that two environments cannot share, by the path of the key: `applications.web.host`.
 *
 * Without `gitops` an environment counts as one of the cluster that Argo CD runs on: nothing tells another.
 */
export function claimsOf(environment: Environment): Claim[] {
  const cluster = normalUrl(environment.gitops?.destination ?? ownCluster);
  return [
    ...namespaceOn(environment, cluster),
    ...Object.entries(environment.applications).flatMap(([name, one]) =>
      hostsOf(name, one, `${cluster} (${classOf(environment)})`),
    ),
    ...backupOf(environment),
  ];
}

/** The text that a record keeps, and by which claims are equal. */
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
        'give each environment a namespace of its own, or name the cluster of each in gitops.destination: in one place each overwrites and prunes what the other made',
    },
  ];
}

function hostsOf(name: string, { host, delivery }: Application, where: string): Claim[] {
  const path = ['applications', name];
  const preview = delivery.strategy === 'blueGreen' ? delivery.previewHost : undefined;
  const change = 'give each environment hosts of its own: a host leads to one of them, by chance';
  return [
    ...(host === undefined ? [] : [{ path: [...path, 'host'], value: host, where, change }]),
    ...(preview === undefined
      ? []
      : [
          {
            path: [...path, 'delivery', 'previewHost'],
            from: [[...path, 'host']],
            value: preview,
            where,
            change,
          },
        ]),
  ];
}

/** Two gateways of one cluster may each have a host of the same name, one inside and one outside. */
function classOf({ cluster: { gatewayClass, ingressClass } }: Environment): string {
  return ingressClass === undefined ? `gatewayClass ${gatewayClass}` : `ingressClass ${ingressClass}`;
}

/** A bucket of the same name may be in two stores. */
function backupOf({ database }: Environment): Claim[] {
  if (database === undefined || database.external || database.backup === undefined) return [];
  const { destination, endpoint } = database.backup;
  return [
    {
      path: ['database', 'backup', 'destination'],
      value: destination.replace(/\/+$/, ''),
      ...(endpoint !== undefined && { where: normalUrl(endpoint) }),
      change: 'give each environment a destination of its own, or their backups overwrite each other',
    },
  ];
}

/** One text for the ways of writing one server. */
function normalUrl(url: string): string {
  return url
    .toLowerCase()
    .replace(/\/+$/, '')
    .replace(/^(https:.*):443$|^(http:.*):80$/, '$1$2');
}
