import type { ApiClient, Applied } from './client.ts';
import { at, type KubernetesObject, referenceTo } from './objects.ts';

const syncOptions = 'argocd.argoproj.io/sync-options';

/**
 * Applies an object as Argo CD does with server-side apply switched on for its Application.
 *
 * Objects that carry the sync option `ServerSideApply=false` are created, or merged over what is there. So
 * fields survive that a controller added inside an atomic map.
 */
export async function deliver(client: ApiClient, object: KubernetesObject): Promise<Applied> {
  if (!optsOut(object)) return client.apply(object, { fieldManager: 'argocd-controller' });
  const reference = referenceTo(object);
  const present = await client.find(reference);
  return present === undefined ? client.create(object) : client.patch(reference, object);
}

function optsOut(object: KubernetesObject): boolean {
  const options = at(object, 'metadata', 'annotations', syncOptions);
  return typeof options === 'string' && options.split(',').includes('ServerSideApply=false');
}
