import { randomBytes } from 'node:crypto';
import type { ApiClient } from '../client.ts';
import { at, type KubernetesObject, listAt, referenceTo } from '../objects.ts';

const controllerName = 'slipway.invalid/simulated';

/** Seconds that an object is left without a status, so that what waits for it is seen to wait. */
const thinkingSeconds = 3;

type Status = (object: KubernetesObject) => object;

/** What the controllers that cannot run here would say of each kind when all is well. */
const statuses: readonly { readonly apiVersion: string; readonly kind: string; readonly status: Status }[] = [
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    status: object => conditions(object, 'Accepted', 'Programmed'),
  },
  { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', status: ofRoute },
  { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', status: ofDatabase },
];

const database = { apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster' };

/**
 * Simulates a Gateway controller and the instances of PostgreSQL, one look at a time. Each object gets the
 * status of one for which all went well, some seconds after it was made.
 *
 * Argo CD asks for no more than the status. CloudNativePG must not look at the same Clusters: without real instances
 * it would say that they are not ready.
 */
export async function simulateOutsideControllers(client: ApiClient): Promise<void> {
  for (const { apiVersion, kind, status } of statuses) {
    for (const object of await client.list({ apiVersion, kind })) {
      if (ageSeconds(object) < thinkingSeconds || isObserved(object)) continue;
      await client.patch(referenceTo(object), { status: status(object) }, 'status');
    }
  }
}

/**
 * Simulates CloudNativePG's first answer to a new Cluster: a phase, and the Secret with the credentials.
 *
 * It must come at once, as it does from the operator: Argo CD 3.5 cannot compare a Cluster without any status (its
 * `resource_customizations/postgresql.cnpg.io/Cluster/health.lua` reads the phase of none), and the attempt fails.
 */
export async function acknowledgeDatabases(client: ApiClient): Promise<void> {
  for (const object of await client.list(database)) {
    if (at(object, 'status', 'phase') !== undefined) continue;
    await client.patch(referenceTo(object), { status: { phase: 'Setting up primary' } }, 'status');
    await client.apply(credentialsOf(object));
  }
}

function credentialsOf({ metadata }: KubernetesObject): KubernetesObject {
  const { name, namespace, uid } = metadata;
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `${name}-app`,
      ...(namespace !== undefined && { namespace }),
      ownerReferences: [{ ...database, name, uid: String(uid), controller: true }],
    },
    stringData: {
      dbname: 'app',
      host: `${name}-rw`,
      port: '5432',
      user: 'app',
      username: 'app',
      password: randomBytes(20).toString('hex'),
    },
  } as KubernetesObject;
}

function ageSeconds({ metadata }: KubernetesObject): number {
  return (Date.now() - Date.parse(String(at(metadata, 'creationTimestamp')))) / 1000;
}

/** Whether this generation of the object was given its status. */
function isObserved(object: KubernetesObject): boolean {
  const { generation } = object.metadata;
  const parents = listAt(object, 'status', 'parents').flatMap(parent => listAt(parent, 'conditions'));
  return [...listAt(object, 'status', 'conditions'), ...parents].some(
    entry => at(entry, 'reason') === 'Simulated' && at(entry, 'observedGeneration') === generation,
  );
}

function conditions(object: KubernetesObject, ...types: readonly string[]): { conditions: object[] } {
  const { generation } = object.metadata;
  const lastTransitionTime = new Date().toISOString();
  const common = { status: 'True', reason: 'Simulated', message: 'simulated', lastTransitionTime };
  return { conditions: types.map(type => ({ type, ...common, observedGeneration: generation })) };
}

function ofRoute(route: KubernetesObject): object {
  return {
    parents: listAt(route, 'spec', 'parentRefs').map(parentRef => ({
      parentRef,
      controllerName,
      ...conditions(route, 'Accepted', 'ResolvedRefs'),
    })),
  };
}

function ofDatabase(database: KubernetesObject): object {
  const instances = at(database, 'spec', 'instances');
  return {
    phase: 'Cluster in healthy state',
    instances,
    readyInstances: instances,
    ...conditions(database, 'Ready'),
  };
}
