import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** An object as the API server would read it. Tests reach into it by path, so its shape is left open. */
// biome-ignore lint/suspicious/noExplicitAny: a manifest has no static type once it is rendered
export type Manifest = Record<string, any>;

/** Every object below a construct, rendered, in construct order. */
export function manifestsOf(scope: Construct): Manifest[] {
  return scope.node
    .findAll()
    .filter(construct => ApiObject.isApiObject(construct))
    .map(object => object.toJson());
}

/** The one object of that kind and name. @throws when there is none, with what there is. */
export function objectOf(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const found = manifests.find(manifest => manifest.kind === kind && manifest.metadata?.name === name);
  if (!found) {
    const present = manifests.map(manifest => `${manifest.kind}/${manifest.metadata?.name}`).join(', ');
    throw new Error(`no ${kind} ${name} among: ${present}`);
  }
  return found;
}
