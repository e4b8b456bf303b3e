import type { Application } from '../application.ts';
import type { EnvironmentFields } from '../fields.ts';
import type { Checking } from './checking.ts';

/** Names of objects of the data and cache tiers begin with these. */
const reserved = ['database', 'cache'] as const;

/** Objects that belong to no application: an alert rule, two NetworkPolicies, a route. */
const taken = ['environment', 'default-deny', 'certificate-solver', 'redirect-to-https'];

/** Objects that are in every namespace, or that every pod knows by this name. */
const ofCluster: Readonly<Record<string, string>> = {
  default: 'the ServiceAccount that every namespace has',
  kubernetes: 'the Service of the API server, which pods would no longer find by it',
};

/** Folders of the tree that are no environments. */
const folders = ['argocd', 'helm'];

/** No application is called as the objects of another part of the environment. */
export function checkApplicationNames(
  checking: Checking,
  applications: readonly (readonly [string, Application])[],
): void {
  const byName = new Map(applications);
  for (const [name] of applications) {
    const tier = reserved.find(prefix => name === prefix || name.startsWith(`${prefix}-`));
    if (tier) {
      checking.refuse(
        ['applications', name],
        `is a name of the ${tier}'s own objects; choose one that does not begin with ${tier}`,
      );
    }
    const owned = Object.hasOwn(ofCluster, name) ? ofCluster[name] : undefined;
    if (owned !== undefined) {
      checking.refuse(['applications', name], `is the name of ${owned}; choose another`);
    }
    if (taken.includes(name)) {
      checking.refuse(
        ['applications', name],
        "is the name of an object of the environment's own; choose another",
      );
    }
    const shown = name.endsWith('-preview') ? name.slice(0, -'-preview'.length) : undefined;
    const other = shown === undefined ? undefined : byName.get(shown);
    if (shown && other && hasPreview(checking, shown, other)) {
      checking.refuse(
        ['applications', name],
        `is the name of the preview of applications.${shown}, too; rename one of the two`,
      );
    }
  }
}

function hasPreview(checking: Checking, name: string, application: Application): boolean {
  return checking.sound('applications', name, 'delivery') && application.delivery.strategy === 'blueGreen';
}

/** The environment's folder and namespace are its own. */
export function checkEnvironmentNames(checking: Checking, environment: EnvironmentFields): void {
  if (checking.sound('name') && folders.includes(environment.name)) {
    checking.refuse(
      ['name'],
      `found "${environment.name}", which is another folder of the tree; choose another name`,
    );
  }
  if (!checking.sound('name') || !checking.sound('namespace')) return;
  const { name, namespace = name } = environment;
  const key = environment.namespace === undefined ? 'name' : 'namespace';
  const change = 'give the environment a namespace of its own';
  if (namespace === 'default' || namespace.startsWith('kube-')) {
    checking.refuse([key], `found "${namespace}", a namespace that belongs to the cluster; ${change}`);
  }
  if (!checking.sound('cluster', 'namespaces')) return;
  for (const [operator, taken] of Object.entries(environment.cluster.namespaces)) {
    if (taken === namespace) {
      checking.refuse([key], `found "${namespace}", where cluster.namespaces.${operator} is; ${change}`);
    }
  }
}
