/** A Kubernetes object as the API server reads it. What it holds beyond these keys has no static type. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [key: string]: unknown;
}

/** An object and where it comes from, which is what messages name. */
export interface Placed {
  readonly manifest: Manifest;
  /** The folder or file that holds the object: `production/application`. */
  readonly origin: string;
  /** Path of the construct that made it. - unknown, for objects read from files. */
  readonly construct?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** What lies at a path of keys; undefined as soon as a step is not a map. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.hasOwn(found, key) ? (found as Fields)[key] : undefined;
  }
  return found;
}

/** The map at a path; empty when there is none. */
export function mapAt(value: unknown, ...path: readonly string[]): Fields {
  const found = at(value, ...path);
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Fields) : {};
}

/** The list at a path; empty when there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The text at a path. */
export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

/** The number at a path. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The map of texts at a path, such as labels; values of another type are left out. */
export function labelsAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> {
  const entries = Object.entries(mapAt(value, ...path));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** The group of an apiVersion: `apps` of `apps/v1`, empty for the core group. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? '' : apiVersion.slice(0, slash);
}

/** Group and kind: `apps/Deployment`, `/Pod`. */
export function kindKey({ manifest: { apiVersion, kind } }: Placed): string {
  return `${groupOf(apiVersion)}/${kind}`;
}

/** What the API server tells objects apart by: group, kind, namespace and name; never the version. */
export function identityOf(object: Placed): string {
  const { namespace = '', name } = object.manifest.metadata;
  return `${kindKey(object)}/${namespace}/${name}`;
}

/** How messages name an object: `production/application/Service web`. */
export function nameOf({ origin, manifest }: Placed): string {
  return `${origin}/${manifest.kind} ${manifest.metadata.name}`;
}
