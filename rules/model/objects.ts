import { identityOf, kindKey, type Placed } from './manifest.ts';

/** Objects, found by kind or by name without a search. */
export class Objects {
  private readonly kinds = new Map<string, Placed[]>();
  private readonly identities = new Map<string, Placed>();

  constructor(readonly all: readonly Placed[]) {
    for (const object of all) this.add(object);
  }

  private add(object: Placed): void {
    const key = kindKey(object);
    const siblings = this.kinds.get(key);
    if (siblings) siblings.push(object);
    else this.kinds.set(key, [object]);
    const identity = identityOf(object);
    if (!this.identities.has(identity)) this.identities.set(identity, object);
  }

  /** The namespaces that objects are in; empty for objects that name none. */
  get namespaces(): ReadonlySet<string> {
    return new Set(this.all.map(({ manifest }) => manifest.metadata.namespace ?? ''));
  }

  /** All objects of a kind; the group of core kinds is empty. */
  ofKind(group: string, kind: string): readonly Placed[] {
    return this.kinds.get(`${group}/${kind}`) ?? [];
  }

  /** The object of that kind, namespace and name; the namespace of objects without one is empty. */
  find(group: string, kind: string, namespace: string, name: string): Placed | undefined {
    return this.identities.get(`${group}/${kind}/${namespace}/${name}`);
  }
}
