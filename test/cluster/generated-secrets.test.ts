import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { pause } from '../../tools/cluster/harness/deadline.ts';
import { at, condition, type KubernetesObject, referenceTo } from '../../tools/cluster/harness/objects.ts';
import { TestCluster } from './test-cluster.ts';
import { deliverAll, objectsOf } from './trees.ts';

const namespace = 'production';
const secret = { apiVersion: 'v1', kind: 'Secret', namespace, name: 'cache-auth' };
const authority = { ...secret, name: 'cache-ca' };

let cluster: TestCluster;
let client: ApiClient;
/** The ExternalSecret, the authority's Certificate and what they need, as they stand in the tree. */
let objects: readonly KubernetesObject[];

function inTree(kind: string, name: string): KubernetesObject {
  const found = objects.find(object => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`dist/production has no ${kind} ${name}`);
  return found;
}

async function ready(object: KubernetesObject): Promise<void> {
  await client.until(referenceTo(object), found => condition(found, 'Ready') === 'True', { what: 'Ready' });
}

/** Deletes an object, gives controllers the time to act on that, and makes it anew, as Argo CD or Helm would. */
async function makeAnew(object: KubernetesObject): Promise<void> {
  await client.delete(referenceTo(object));
  await pause(3);
  await deliverAll(client, [object]);
  await ready(object);
}

beforeAll(async () => {
  cluster = await TestCluster.start();
  client = cluster.client;
  const kinds = ['Namespace', 'Password', 'ExternalSecret', 'Issuer', 'Certificate'];
  objects = (await objectsOf(namespace)).filter(
    ({ kind, metadata }) =>
      kinds.includes(kind) && (kind === 'Namespace' || metadata.name.startsWith('cache-')),
  );
  await deliverAll(client, objects);
  await ready(inTree('ExternalSecret', 'cache-auth'));
  await ready(inTree('Certificate', 'cache-ca'));
});

afterAll(() => cluster?.end());

test('an ExternalSecret that is made anew leaves the password as it is, and is Ready', async () => {
  const before = await client.get(secret);
  expect(at(before, 'data', 'password')).toEqual(expect.any(String));
  await makeAnew(inTree('ExternalSecret', 'cache-auth'));
  const after = await client.get(secret);
  expect([after.metadata.uid, after.data]).toEqual([before.metadata.uid, before.data]);
});

test('the Secret has no owner and carries no mark of Argo CD, so that nothing deletes it with something else', async () => {
  const { metadata } = await client.get(secret);
  expect(metadata.ownerReferences ?? []).toEqual([]);
  expect(metadata.annotations ?? {}).toEqual({});
  expect(metadata.labels).toEqual({ 'app.kubernetes.io/name': 'cache' });
});

test('a Secret that someone deletes stays away, and a new password comes when the ExternalSecret is asked to look', async () => {
  const before = await client.get(secret);
  await client.delete(secret);
  await pause(3);
  expect(await client.find(secret)).toBeUndefined();
  await client.patch(
    referenceTo(inTree('ExternalSecret', 'cache-auth')),
    { status: { refreshTime: null } },
    'status',
  );
  const after = await client.until(secret, found => found !== undefined, { what: 'made' });
  expect(at(after, 'data', 'password')).not.toBe(at(before, 'data', 'password'));
});

test('a Certificate of the authority that is made anew keeps its key', async () => {
  const before = await client.get(authority);
  await makeAnew(inTree('Certificate', 'cache-ca'));
  const after = await client.get(authority);
  expect(at(after, 'data', 'tls.key')).toBe(at(before, 'data', 'tls.key'));
});
