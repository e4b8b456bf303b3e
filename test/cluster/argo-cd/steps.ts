import { type ApiClient, ApiError } from '../../../tools/cluster/harness/client.ts';
import { type Look, until } from '../../../tools/cluster/harness/deadline.ts';
import { at, type KubernetesObject, referenceTo } from '../../../tools/cluster/harness/objects.ts';
import { wave } from '../../../tools/cluster/harness/waves.ts';
import { applicationOf, refresh, type State, settled } from './applications.ts';
import type { Site, Tree } from './site.ts';

/** A second application in production, which nothing uses. */
export const report = {
  image: 'app-registry/report:1.0.0',
  resources: { requests: { cpu: '100m', memory: '64Mi' } },
};

/** From an empty cluster: `dist/argocd/` applied once, then one push. */
export async function bringUp(site: Site, tree: Tree, names: readonly string[]): Promise<readonly State[]> {
  await site.bootstrap(tree);
  const commit = await site.repository.push(tree, 'Describe the environments');
  await Promise.all(
    names.map(name =>
      site.client.until(applicationOf(name), found => found !== undefined, { what: 'made by its set' }),
    ),
  );
  await Promise.all(names.map(name => refresh(site.client, name)));
  return Promise.all(names.map(name => settled(site.client, name, commit, 1200)));
}

/** Pushes a tree and lets Argo CD look at it at once. Returns the commit. */
export async function push(site: Site, tree: Tree, message: string, name = 'production'): Promise<string> {
  const commit = await site.repository.push(tree, message);
  await refresh(site.client, name);
  return commit;
}

/** Pushes a tree and waits until production is what it says. */
export async function sync(site: Site, tree: Tree, message: string): Promise<string> {
  const commit = await push(site, tree, message);
  await settled(site.client, 'production', commit);
  return commit;
}

/** The objects as they are on the server; an error where one is missing. */
export function live(client: ApiClient, objects: readonly KubernetesObject[]): Promise<KubernetesObject[]> {
  return Promise.all(objects.map(object => client.get(referenceTo(object))));
}

/** Switches automatic syncs off, as a person does in an emergency; the ApplicationSet leaves it so. */
export async function withoutAutomaticSyncs(client: ApiClient, work: () => Promise<void>): Promise<void> {
  const of = applicationOf('production');
  const automated = at(await client.get(of), 'spec', 'syncPolicy', 'automated');
  await client.patch(of, { spec: { syncPolicy: { automated: null } } });
  try {
    await work();
  } finally {
    await client.patch(of, { spec: { syncPolicy: { automated } } });
  }
}

/**
 * What `argocd app terminate-op production` does, until the sync that runs has ended; nothing where none runs. Argo CD
 * 3.5.3 writes `Running` over an end that falls on an attempt that fails and is retried (`processRequestedAppOperation`;
 * measured: 16 of 16 such ends were lost). A sync that begins after that one goes on.
 */
export async function terminateOperation(client: ApiClient): Promise<void> {
  const of = applicationOf('production');
  const startOf = (application: KubernetesObject) => at(application, 'status', 'operationState', 'startedAt');
  const start = startOf(await client.get(of));
  const look = async (): Promise<Look<undefined>> => {
    const application = await client.get(of);
    const hasEnded = at(application, 'operation') === undefined || startOf(application) !== start;
    if (hasEnded) return { done: undefined };
    const phase = at(application, 'status', 'operationState', 'phase');
    if (phase === 'Running') await terminate(client, application);
    return { state: String(phase) };
  };
  await until('the sync of production ended', look);
}

/** Nothing where the Application has changed since: an end of a sync that is over would end the next one. */
async function terminate(client: ApiClient, application: KubernetesObject): Promise<void> {
  const { resourceVersion } = application.metadata;
  const patch = { metadata: { resourceVersion }, status: { operationState: { phase: 'Terminating' } } };
  await client.patch(referenceTo(application), patch).catch(error => {
    if (!(error instanceof ApiError && error.status === 409)) throw error;
  });
}

/** What `argocd app confirm-deletion production` does. */
export async function confirmDeletion(client: ApiClient): Promise<void> {
  const approved = `${new Date().toISOString().slice(0, 19)}Z`;
  const annotations = { 'argocd.argoproj.io/deletion-approved': approved };
  await client.patch(applicationOf('production'), { metadata: { annotations } });
}

export function byWave(objects: readonly KubernetesObject[]): KubernetesObject[][] {
  const waves = new Map<number, KubernetesObject[]>();
  for (const object of objects) waves.set(wave(object), [...(waves.get(wave(object)) ?? []), object]);
  return [...waves].sort(([a], [b]) => a - b).map(([, inside]) => inside);
}

export function createdAt(object: KubernetesObject): number {
  return Date.parse(String(at(object, 'metadata', 'creationTimestamp')));
}

/** Which object it is, and how often its content was changed. */
export function identity({ kind, metadata: { name, uid, generation } }: KubernetesObject): string {
  return `${kind}/${name} ${uid} ${generation}`;
}
