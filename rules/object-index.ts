import { groupOf, type Placed } from './manifest.ts';

/** What exists around the objects without being among them. */
export interface Surroundings {
  /** Names of Secrets that others put into the namespace. Default: none. */
  readonly expects?: readonly string[];
}

/** All objects of an environment, found by kind and by identity without a search. */
export class ObjectIndex {
  readonly expectedSecrets: ReadonlySet<string>;
  private readonly kinds = new Map<string, Placed[]>();
  private readonly identities = new Map<string, Placed>();

  constructor(
    readonly all: readonly Placed[],
    { expects = [] }: Surroundings = {},
  ) {
    this.expectedSecrets = new Set(expects);
    for (const object of all) {
      const { apiVersion, kind } = object.manifest;
      const key = `${groupOf(apiVersion)}/${kind}`;
      const siblings = this.kinds.get(key);
      if (siblings) siblings.push(object);
      else this.kinds.set(key, [object]);
      const identity = identityOf(object);
      if (!this.identities.has(identity)) this.identities.set(identity, object);
    }
  }

  /** All objects of a kind; the group of core kinds is empty. */
  ofKind(group: string, kind: string): readonly Placed[] {
    return this.kinds.get(`${group}/${kind}`) ?? [];
  }

  /** The object of that kind, namespace and name. */
  find(group: string, kind: string, namespace: string, name: string): Placed | undefined {
    return this.identities.get(`${group}/${kind}/${namespace}/${name}`);
  }
}

/** What the API server tells objects apart by: group, kind, namespace and name; never the version. */
export function identityOf({ manifest: { apiVersion, kind, metadata } }: Placed): string {
  return `${groupOf(apiVersion)}/${kind}/${metadata.namespace ?? ''}/${metadata.name}`;
}
