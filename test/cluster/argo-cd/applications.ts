import type { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { type Look, type Patience, until } from '../../../tools/cluster/harness/deadline.ts';
import { at, type KubernetesObject, listAt, type Reference } from '../../../tools/cluster/harness/objects.ts';

const refreshAnnotation = 'argocd.argoproj.io/refresh';

export function applicationOf(name: string): Reference {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', namespace: 'argocd', name };
}

/** What Argo CD says of an environment. */
export interface State {
  readonly sync: unknown;
  readonly health: unknown;
  readonly revision: unknown;
  readonly phase: unknown;
  /** Of the last or running operation, with those of its objects that did not pass. */
  readonly message: string;
  /** `Service/web`: the objects that differ from Git. Of the Namespace, which it skips, Argo CD says `Unknown`. */
  readonly outOfSync: readonly string[];
  readonly conditions: readonly string[];
}

export function stateOf(application: KubernetesObject | undefined): State {
  const operation = at(application, 'status', 'operationState');
  const failed = listAt(operation, 'syncResult', 'resources').filter(
    entry => at(entry, 'status') === 'SyncFailed' || at(entry, 'hookPhase') === 'Failed',
  );
  const messages = failed.map(entry => `${nameOf(entry)}: ${at(entry, 'message')}`);
  return {
    sync: at(application, 'status', 'sync', 'status'),
    health: at(application, 'status', 'health', 'status'),
    revision: at(application, 'status', 'sync', 'revision'),
    phase: at(operation, 'phase'),
    message: [at(operation, 'message') ?? '', ...messages].join('\n'),
    outOfSync: listAt(application, 'status', 'resources')
      .filter(entry => at(entry, 'status') !== 'Synced' && at(entry, 'kind') !== 'Namespace')
      .map(nameOf),
    conditions: listAt(application, 'status', 'conditions').map(
      entry => `${at(entry, 'type')}: ${at(entry, 'message')}`,
    ),
  };
}

function nameOf(entry: unknown): string {
  return `${at(entry, 'kind')}/${at(entry, 'name')}`;
}

/** Waits until Argo CD says what is wished of an environment. */
export async function stateUntil(
  client: ApiClient,
  name: string,
  what: string,
  wished: (state: State) => boolean,
  patience: Patience = {},
): Promise<State> {
  const look = async (): Promise<Look<State>> => {
    const state = stateOf(await client.find(applicationOf(name)));
    return wished(state) ? { done: state } : { state: JSON.stringify(state, null, 1) };
  };
  return until(`${name} ${what}`, look, { seconds: 480, ...patience });
}

/** Waits until an environment is what a commit says, and all of it healthy. */
export function settled(client: ApiClient, name: string, commit: string, seconds = 480): Promise<State> {
  const wished = ({ sync, health, revision, phase }: State) =>
    sync === 'Synced' && health === 'Healthy' && revision === commit && phase === 'Succeeded';
  return stateUntil(client, name, 'Synced and Healthy', wished, { seconds });
}

/** Lets Argo CD look at Git and at the cluster now, as its webhook does, and waits until it has. */
export async function refresh(
  client: ApiClient,
  name: string,
  kind: 'normal' | 'hard' = 'normal',
): Promise<void> {
  const of = applicationOf(name);
  await client.patch(of, { metadata: { annotations: { [refreshAnnotation]: kind } } });
  await client.until(of, found => at(found, 'metadata', 'annotations', refreshAnnotation) === undefined, {
    what: 'refreshed',
    seconds: 720,
  });
}
