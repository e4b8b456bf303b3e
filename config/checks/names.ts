import { type Application, hasHeadlessService } from '../application/application.ts';
import { jobKinds, jobsOf } from '../application/jobs.ts';
import type { EnvironmentFields } from '../fields.ts';
import type { Checking } from './checking.ts';

/** The names of the objects of the data and cache tiers begin with these. */
export const tierPrefixes = ['database', 'cache'] as const;

/** Names of objects that belong to no application: an alert rule, two NetworkPolicies, a route. */
export const namesOfEnvironment = ['environment', 'default-deny', 'certificate-solver', 'redirect-to-https'];

/** Names of objects that every namespace has, or that every pod finds by this name. */
export const namesOfCluster: Readonly<Record<string, string>> = {
  default: 'the ServiceAccount that every namespace has',
  kubernetes: 'the Service of the API server, which pods could no longer find',
};

/** Folders of the tree that are not environments. */
const otherFolders = ['argocd', 'helm'];

/** Whether a name is another one, or begins with it and a hyphen. */
export function beginsWith(name: string, other: string): boolean {
  return name === other || name.startsWith(`${other}-`);
}

/** What is wrong with a name that other objects have. `further` are names of the environment itself that only count here. */
export function faultOfTakenName(name: string, further: readonly string[] = []): string | undefined {
  const tier = tierPrefixes.find(prefix => beginsWith(name, prefix));
  if (tier) return `is reserved for objects of the ${tier}; choose a name that does not begin with ${tier}`;
  if (Object.hasOwn(namesOfCluster, name))
    return `is the name of ${namesOfCluster[name]}; choose another name`;
  if (namesOfEnvironment.includes(name) || further.includes(name))
    return 'is the name of an object of the environment itself; choose another name';
  return undefined;
}

/** No application has the name of an object of another part of the environment. */
export function checkApplicationNames(
  checking: Checking,
  applications: readonly (readonly [string, Application])[],
  databases: ReadonlySet<string>,
): void {
  const byName = new Map(applications);
  for (const [name] of applications) {
    checkNameOfDatabase(checking, name, databases);
    const fault = faultOfTakenName(name);
    if (fault !== undefined) checking.refuse(['applications', name], fault);
    checkPeersName(checking, name, byName);
    checkPreviewName(checking, name, byName);
    checkJobName(checking, name, byName);
  }
}

function checkNameOfDatabase(checking: Checking, name: string, databases: ReadonlySet<string>): void {
  const owner = [...databases].find(database => beginsWith(name, database));
  if (owner === undefined) return;
  const fix = `choose a name that does not begin with ${owner}`;
  checking.refuse(['applications', name], `is reserved for objects of databases.${owner}; ${fix}`);
}

function checkPeersName(checking: Checking, name: string, byName: ReadonlyMap<string, Application>): void {
  const gathered = name.endsWith('-peers') ? name.slice(0, -'-peers'.length) : undefined;
  if (gathered && byName.has(gathered) && hasPeersService(checking, gathered, byName.get(gathered))) {
    const also = `is also the name of the headless Service of applications.${gathered}`;
    checking.refuse(['applications', name], `${also}; rename one of the two`);
  }
}

function checkPreviewName(checking: Checking, name: string, byName: ReadonlyMap<string, Application>): void {
  const previewed = name.endsWith('-preview') ? name.slice(0, -'-preview'.length) : undefined;
  const other = previewed === undefined ? undefined : byName.get(previewed);
  if (previewed && other && hasPreview(checking, previewed, other)) {
    checking.refuse(
      ['applications', name],
      `is also the name of the preview of applications.${previewed}; rename one of the two`,
    );
  }
}

function checkJobName(checking: Checking, name: string, byName: ReadonlyMap<string, Application>): void {
  for (const { suffix, what, path } of jobKinds) {
    if (!name.endsWith(suffix)) continue;
    const owner = name.slice(0, -suffix.length);
    const application = byName.get(owner);
    if (!application || !jobsOf(application).some(([kind]) => kind.path === path)) continue;
    const also = `is also the name of ${what} of applications.${owner}`;
    checking.refuse(['applications', name], `${also}; rename one of the two`);
  }
}

function hasPeersService(checking: Checking, name: string, application?: Application): boolean {
  const isSound = ['kind', 'peers'].every(key => checking.isSound('applications', name, key));
  return isSound && application !== undefined && hasHeadlessService(application);
}

function hasPreview(checking: Checking, name: string, application: Application): boolean {
  return checking.isSound('applications', name, 'delivery') && application.delivery.strategy === 'blueGreen';
}

/** No environment has the folder or the namespace of something else. */
export function checkEnvironmentNames(checking: Checking, environment: EnvironmentFields): void {
  if (checking.isSound('name') && otherFolders.includes(environment.name)) {
    checking.refuse(
      ['name'],
      `found "${environment.name}", which is the name of another folder in the tree; choose another name`,
    );
  }
  if (!checking.isSound('name') || !checking.isSound('namespace')) return;
  const { name, namespace = name } = environment;
  const key = environment.namespace === undefined ? 'name' : 'namespace';
  const change = 'give the environment its own namespace';
  if (namespace === 'default' || namespace.startsWith('kube-')) {
    checking.refuse([key], `found "${namespace}", a namespace that belongs to the cluster; ${change}`);
  }
  if (!checking.isSound('cluster', 'namespaces')) return;
  for (const [operator, operatorNamespace] of Object.entries(environment.cluster.namespaces)) {
    if (operatorNamespace === namespace) {
      checking.refuse(
        [key],
        `found "${namespace}", which is the namespace of cluster.namespaces.${operator}; ${change}`,
      );
    }
  }
}
