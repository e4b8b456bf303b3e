import { isMap, type Value } from './values.ts';

/** Where templates find a value, and where it lies among the values. */
const roots: readonly (readonly [pattern: string, path: string])[] = [
  ['\\$\\.Values', ''],
  ['\\$app', 'applications.*'],
  ['get \\$\\.Values\\.applications \\$used', 'applications.*'],
  ['\\$rule', 'applications.*.scale.rules.*'],
  ['\\$delivery', 'applications.*.delivery'],
];

/** Paths of all values that some template reads: `cluster.zones`, `applications.*.image`. */
export function readPaths(templates: Iterable<string>): Set<string> {
  const text = [...templates].join('\n').replaceAll(/[()]/g, '');
  const paths = roots.flatMap(([pattern, path]) =>
    [...text.matchAll(new RegExp(`${pattern}((?:\\.\\w+)+)`, 'g'))].map(([, found = '']) =>
      `${path}${found}`.replace(/^\./, ''),
    ),
  );
  return new Set(paths.flatMap(path => prefixesOf(path)));
}

function prefixesOf(path: string): string[] {
  const parts = path.split('.');
  return parts.map((_, index) => parts.slice(0, index + 1).join('.'));
}

/** Whether a template reads a value or one inside it. What lies in a map or list that is gone through is read with it. */
export function isRead(path: readonly string[], reads: ReadonlySet<string>): boolean {
  const parts =
    path[0] === 'applications' && path.length > 1 ? ['applications', '*', ...path.slice(2)] : path;
  if (parts.length <= 2 && parts[0] === 'applications') return true;
  if (
    /^applications\.\*\.(scale|uses|env|secrets|identity|labels|annotations|nodeSelector|tolerations|egress|command|notSecret)\./.test(
      `${parts.join('.')}.`,
    )
  )
    return true;
  if (
    /^(cluster\.(monitorLabels|podLabels\.\w+|dns\.podLabels)|database\.(parameters|identity|nodeSelector|tolerations)|cache\.(nodeSelector|tolerations))\./.test(
      `${parts.join('.')}.`,
    )
  )
    return true;
  return reads.has(parts.join('.'));
}

/** The values that some template reads. */
export function readValues(
  values: { readonly [key: string]: Value },
  reads: ReadonlySet<string>,
  path: readonly string[] = [],
): { readonly [key: string]: Value } {
  const kept = Object.entries(values).filter(([key]) => isRead([...path, key], reads));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, isMap(value) ? readValues(value, reads, [...path, key]) : value]),
  );
}
