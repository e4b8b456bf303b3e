import { randomBytes } from 'node:crypto';
import type { ApiClient } from './client.ts';
import { at, type KubernetesObject, listAt, type Reference, referenceTo } from './objects.ts';

const kind = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' };

/** What External Secrets' Password generator calls its result. */
const generatedKey = 'password';

/**
 * Simulates External Secrets, one look at a time: each ExternalSecret gets its Secret, with a random text for every
 * key, and is Ready.
 *
 * When it writes, and what it leaves as it is, follows v1.3.2 `externalsecret_controller.go`. It goes by the status of the
 * ExternalSecret, the target's creationPolicy and immutable, and the metadata of its template. No
 * store is asked, and nothing is refreshed later. The operator itself cannot be built: its parts are Go modules that
 * no proxy has.
 */
export async function syncExternalSecrets(client: ApiClient): Promise<void> {
  for (const external of await client.list(kind)) {
    if (external.metadata.deletionTimestamp !== undefined) continue;
    const secret = await client.find(target(external));
    if (isDue(external, secret)) await sync(client, external, secret);
  }
}

function target(external: KubernetesObject): Reference {
  const { name, namespace = '' } = external.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    namespace,
    name: String(at(external, 'spec', 'target', 'name') ?? name),
  };
}

function isOrphan(external: KubernetesObject): boolean {
  return at(external, 'spec', 'target', 'creationPolicy') === 'Orphan';
}

/** `shouldRefresh` and `isSecretValid`: a Secret that is gone is missed only where it has an owner. */
function isDue(external: KubernetesObject, secret: KubernetesObject | undefined): boolean {
  if (typeof at(external, 'status', 'refreshTime') !== 'string') return true;
  return secret === undefined && !isOrphan(external);
}

async function sync(
  client: ApiClient,
  external: KubernetesObject,
  secret: KubernetesObject | undefined,
): Promise<void> {
  const isImmutable = at(external, 'spec', 'target', 'immutable') === true;
  if (secret === undefined) {
    await client.create(secretOf(external));
  } else if (isImmutable) {
    await client.patch(referenceTo(secret), {
      immutable: true,
      metadata: { ownerReferences: owners(external) },
    });
  } else if (at(secret, 'immutable') === true) {
    return setStatus(client, external, 'False', 'could not update secret, target is immutable');
  } else {
    const { apiVersion: _, kind: __, ...changed } = secretOf(external);
    await client.patch(referenceTo(secret), changed);
  }
  await setStatus(client, external, 'True', 'secret synced');
}

/** A new Secret. Without a template it carries the labels and annotations of its ExternalSecret. */
function secretOf(external: KubernetesObject): KubernetesObject {
  const { name, namespace, labels, annotations } = external.metadata;
  const template = at(external, 'spec', 'target', 'template');
  const fromTemplate = template === undefined ? { labels, annotations } : (at(template, 'metadata') ?? {});
  const keys = listAt(external, 'spec', 'data').map(entry => String(at(entry, 'secretKey')));
  if (listAt(external, 'spec', 'dataFrom').length > 0) keys.push(generatedKey);
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      ...fromTemplate,
      name: String(at(external, 'spec', 'target', 'name') ?? name),
      ...(namespace !== undefined && { namespace }),
      ownerReferences: owners(external),
    },
    ...(at(external, 'spec', 'target', 'immutable') === true && { immutable: true }),
    stringData: Object.fromEntries(keys.map(key => [key, randomBytes(20).toString('hex')])),
  } as KubernetesObject;
}

function owners(external: KubernetesObject): readonly object[] {
  const { name, uid } = external.metadata;
  return isOrphan(external) ? [] : [{ ...kind, name, uid: String(uid), controller: true }];
}

/** A failure leaves the refresh time away, so that the next look tries again. */
async function setStatus(
  client: ApiClient,
  external: KubernetesObject,
  status: 'True' | 'False',
  message: string,
): Promise<void> {
  const now = new Date().toISOString();
  const reason = status === 'True' ? 'SecretSynced' : 'SecretSyncedError';
  const conditions = [{ type: 'Ready', status, reason, message, lastTransitionTime: now }];
  const done = status === 'True' ? { refreshTime: now, syncedResourceVersion: external.metadata.uid } : {};
  await client.patch(referenceTo(external), { status: { conditions, ...done } }, 'status');
}
