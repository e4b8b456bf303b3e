import { at, type KubernetesObject } from '../../../tools/cluster/harness/objects.ts';

/** Who Argo CD is in `metadata.managedFields`. */
export const argoCd = 'argocd-controller';

/** A node of `fieldsV1`: `f:NAME` is a field, `k:{…}` an item of a list by its key, `v:…` one by its value. */
type Fields = Readonly<Record<string, unknown>>;

/** The entries of `managedFields`, those of the status left out: it is not in Git. */
function entriesOf({ metadata }: KubernetesObject): readonly unknown[] {
  return (metadata.managedFields ?? []).filter(entry => at(entry, 'subresource') !== 'status');
}

/** The fields that each manager owns. */
function managersOf(object: KubernetesObject): { readonly manager: string; readonly fields: Fields }[] {
  return entriesOf(object).map(entry => ({
    manager: String(at(entry, 'manager')),
    fields: at(entry, 'fieldsV1') as Fields,
  }));
}

/** Who wrote an object's fields last, and when; the status left out. Two that fight write in turn. */
export function lastChanges(object: KubernetesObject): string[] {
  return entriesOf(object).map(entry => named(object, JSON.stringify(entry)));
}

/** What is in Git of an object and not owned by Argo CD on the server: `Service/web spec.selector`. */
export function notOwned(stated: KubernetesObject, live: KubernetesObject): string[] {
  const ofArgoCd = managersOf(live).filter(({ manager }) => manager === argoCd);
  const { metadata, apiVersion: _, kind: __, ...content } = stated;
  const { labels, annotations } = metadata;
  const inGit = { metadata: { ...(labels && { labels }), ...(annotations && { annotations }) }, ...content };
  const open = ofArgoCd.map(({ fields }) => new Set(uncovered(inGit, fields, '')));
  const [first = new Set(['everything']), ...others] = open;
  return [...first].filter(path => others.every(paths => paths.has(path))).map(path => named(live, path));
}

/** What is in Git of an object and owned by another manager: `Service/web spec.selector: rollouts-controller`. */
export function ownedByOthers(stated: KubernetesObject, live: KubernetesObject): string[] {
  return managersOf(live)
    .filter(({ manager }) => manager !== argoCd)
    .flatMap(({ manager, fields }) =>
      shared(stated, fields, '').map(path => `${named(live, path)}: ${manager}`),
    );
}

function named({ kind, metadata: { namespace, name } }: KubernetesObject, path: string): string {
  return `${namespace ?? ''}/${kind}/${name} ${path}`;
}

/** The paths of values that a set of fields does not hold. A node without children holds all below it. */
function uncovered(value: unknown, fields: Fields | undefined, path: string): string[] {
  if (fields === undefined) return [path];
  if (Object.keys(fields).length === 0 || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => uncovered(item, itemOf(fields, item), `${path}[${index}]`));
  }
  return Object.entries(value).flatMap(([name, below]) =>
    uncovered(below, fields[`f:${name}`] as Fields | undefined, join(path, name)),
  );
}

/** The paths of the values that a set of fields holds. */
function shared(value: unknown, fields: Fields, path: string): string[] {
  if (value === undefined) return [];
  if (Object.keys(fields).length === 0) return [path];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => {
      const below = itemOf(fields, item);
      return below === undefined ? [] : shared(item, below, `${path}[${index}]`);
    });
  }
  return Object.entries(fields).flatMap(([key, below]) =>
    key.startsWith('f:') ? shared(at(value, key.slice(2)), below as Fields, join(path, key.slice(2))) : [],
  );
}

/** The node of a list's item. Keys that the server defaults, such as a port's protocol, need not be in the item. */
function itemOf(fields: Fields, item: unknown): Fields | undefined {
  const found = Object.entries(fields).find(([key]) => {
    if (key.startsWith('v:')) return JSON.stringify(item) === JSON.stringify(JSON.parse(key.slice(2)));
    if (!key.startsWith('k:')) return false;
    return Object.entries(JSON.parse(key.slice(2)) as object).every(
      ([name, wished]) => (at(item, name) ?? wished) === wished,
    );
  });
  return found?.[1] as Fields | undefined;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}
