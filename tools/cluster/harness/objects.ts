/** Any Kubernetes object, as it stands in YAML. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly generation?: number;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly kind: string;
      readonly name: string;
      readonly uid?: string;
      readonly controller?: boolean;
    }[];
    readonly managedFields?: readonly unknown[];
  };
  readonly [field: string]: unknown;
}

/** Which object is meant. */
export interface Reference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

export function referenceTo({ apiVersion, kind, metadata }: KubernetesObject): Reference {
  const { name, namespace } = metadata;
  return namespace === undefined ? { apiVersion, kind, name } : { apiVersion, kind, name, namespace };
}

/** `production/Rollout/web`, or `Namespace/production`. */
export function label({ kind, name, namespace }: Reference): string {
  return namespace === undefined ? `${kind}/${name}` : `${namespace}/${kind}/${name}`;
}

/**
 * What stands at a path below an object, `undefined` where a step is missing.
 *
 * A step is a field's name or an index: `at(rollout, 'status', 'conditions', 0, 'type')`.
 */
export function at(object: unknown, ...path: readonly (string | number)[]): unknown {
  let current = object;
  for (const step of path) {
    if (typeof current !== 'object' || current === null) return undefined;
    current = (current as Record<string | number, unknown>)[step];
  }
  return current;
}

/** The list at a path, empty where there is none. */
export function listAt(object: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(object, ...path);
  return Array.isArray(found) ? found : [];
}

/** The status of a condition in `status.conditions` (`True`, `False`, `Unknown`), `undefined` if absent. */
export function condition(object: unknown, type: string): string | undefined {
  const found = listAt(object, 'status', 'conditions').find(entry => at(entry, 'type') === type);
  const status = at(found, 'status');
  return typeof status === 'string' ? status : undefined;
}
