import { at, listAt, mapAt, type Placed, textAt } from './manifest.ts';
import type { ObjectIndex } from './object-index.ts';
import { containersOf } from './pod-groups.ts';
import { podTemplateOf } from './workloads.ts';

/** A reference of an object to a ConfigMap or Secret that it needs. */
export interface Reference {
  readonly object: Placed;
  readonly name: string;
  /** - undefined: the object takes all keys. */
  readonly key?: string;
  /** What refers to it, in words: `env PGPASSWORD of container web-app`. */
  readonly by: string;
}

type Kind = 'configMap' | 'secret';

/** All references of pods to ConfigMaps or Secrets; those marked optional are left out. */
export function podReferences(objects: ObjectIndex, kind: Kind): Reference[] {
  return objects.workloads.flatMap(object => {
    const spec = at(podTemplateOf(object, objects), 'spec');
    const found = [
      ...containersOf(spec).flatMap(container => ofContainer(container, kind)),
      ...listAt(spec, 'volumes').flatMap(volume => ofVolume(volume, kind)),
      ...(kind === 'secret' ? pullSecrets(spec) : []),
    ];
    return found.map(reference => ({ object, ...reference }));
  });
}

type Found = Omit<Reference, 'object'>;

function ofContainer(container: unknown, kind: Kind): Found[] {
  const place = `of container ${textAt(container, 'name')}`;
  const single = listAt(container, 'env').flatMap(variable =>
    required(at(variable, 'valueFrom', `${kind}KeyRef`), `env ${textAt(variable, 'name')} ${place}`),
  );
  const whole = listAt(container, 'envFrom').flatMap(source =>
    required(at(source, `${kind}Ref`), `envFrom ${place}`),
  );
  return [...single, ...whole];
}

function ofVolume(volume: unknown, kind: Kind): Found[] {
  const by = `volume ${textAt(volume, 'name')}`;
  const projected = listAt(volume, 'projected', 'sources').flatMap(source => withItems(at(source, kind), by));
  const source = at(volume, kind);
  const name = textAt(source, 'secretName');
  return [...withItems(name === undefined ? source : { ...mapAt(source), name }, by), ...projected];
}

function withItems(source: unknown, by: string): Found[] {
  const items = listAt(source, 'items');
  if (items.length === 0) return required(source, by);
  return items.flatMap(item => required({ ...mapAt(source), key: textAt(item, 'key') }, by));
}

function pullSecrets(spec: unknown): Found[] {
  return listAt(spec, 'imagePullSecrets').flatMap(secret => required(secret, 'imagePullSecrets'));
}

/** A reference `{ name, key, optional }`, unless it is optional or there is none. */
export function required(reference: unknown, by: string): Found[] {
  const name = textAt(reference, 'name');
  if (name === undefined || at(reference, 'optional') === true) return [];
  return [{ name, key: textAt(reference, 'key'), by }];
}
