import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** An object as the API server reads it. Tests read it by path, so it has no static shape. */
// biome-ignore lint/suspicious/noExplicitAny: a manifest has no static type once it is rendered
export type Manifest = Record<string, any>;

/** Every object below a construct, rendered, in the order of constructs. */
export function manifestsOf(scope: Construct): Manifest[] {
  return scope.node
    .findAll()
    .filter(construct => ApiObject.isApiObject(construct))
    .map(object => object.toJson());
}

/** The object of that kind and name. @throws if there is none, with the names of all objects. */
export function objectOf(manifests: readonly Manifest[], kind: string, name: string): Manifest {
  const found = manifests.find(manifest => manifest.kind === kind && manifest.metadata?.name === name);
  if (!found) {
    const present = manifests.map(manifest => `${manifest.kind}/${manifest.metadata?.name}`).join(', ');
    throw new Error(`no ${kind} ${name} among: ${present}`);
  }
  return found;
}
