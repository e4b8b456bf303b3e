import { randomBytes } from 'node:crypto';
import type { ApiClient } from './client.ts';
import { at, condition, type KubernetesObject, listAt, referenceTo } from './objects.ts';

const kind = { apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' };

/** What External Secrets' Password generator calls its result. */
const generatedKey = 'password';

/**
 * Plays External Secrets, one look at a time: each ExternalSecret gets its Secret, with a random text for every
 * key, and is Ready.
 *
 * No store is asked. The operator itself cannot be built: its parts are Go modules that no proxy has.
 */
export async function syncExternalSecrets(client: ApiClient): Promise<void> {
  for (const external of await client.list(kind)) {
    if (condition(external, 'Ready') !== 'True') await sync(client, external);
  }
}

async function sync(client: ApiClient, external: KubernetesObject): Promise<void> {
  const { name, namespace, uid } = external.metadata;
  const keys = listAt(external, 'spec', 'data').map(entry => String(at(entry, 'secretKey')));
  if (listAt(external, 'spec', 'dataFrom').length > 0) keys.push(generatedKey);
  await client.apply({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: String(at(external, 'spec', 'target', 'name') ?? name),
      namespace,
      ownerReferences: [{ ...kind, name, uid: String(uid), controller: true }],
    },
    stringData: Object.fromEntries(keys.map(key => [key, randomBytes(20).toString('hex')])),
  } as KubernetesObject);
  const ready = { type: 'Ready', status: 'True', reason: 'SecretSynced', message: 'simulated' };
  const conditions = [{ ...ready, lastTransitionTime: new Date().toISOString() }];
  await client.patch(referenceTo(external), { status: { conditions } }, 'status');
}
