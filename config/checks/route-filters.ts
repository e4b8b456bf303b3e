import type { Route } from '../application/route.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

/** What no request reaches when it is redirected. */
export const withoutRedirect = [
  'timeout',
  'targetPort',
  'rewrite',
  'requestHeaders',
  'cors',
  'requestBuffer',
  'consistentHash',
] as const;

/** What a route does to requests fits together. Source: the CEL rules of gateway-api `config/crd/standard`. */
export function checkFilters(checking: Checking, path: Path, route: Route): void {
  for (const key of withoutRedirect) {
    if (route.redirect === undefined || route[key] === undefined) continue;
    checking.refuse([...path, key], 'found together with redirect, which answers every request; remove one');
  }
  for (const key of ['redirect', 'rewrite'] as const)
    checkReplaced(checking, [...path, key], route, route[key]);
  for (const key of ['requestHeaders', 'responseHeaders'] as const) {
    const headers = route[key];
    if (headers !== undefined) checkHeaders(checking, [...path, key], headers);
  }
  if (route.cors !== undefined) checkCors(checking, [...path, 'cors'], route.cors);
}

function checkReplaced(checking: Checking, path: Path, { match }: Route, replaced: Route['rewrite']): void {
  if (replaced === undefined) return;
  const { hostname, replaceFullPath, replacePrefixMatch } = replaced;
  if (hostname === undefined && replaceFullPath === undefined && replacePrefixMatch === undefined) {
    checking.refuse(
      path,
      'changes nothing; name a hostname, replaceFullPath or replacePrefixMatch, or remove it',
    );
  }
  if (replaceFullPath !== undefined && replacePrefixMatch !== undefined) {
    checking.refuse(
      [...path, 'replacePrefixMatch'],
      'found together with replaceFullPath, expected only one of them; remove one',
    );
  }
  if (replacePrefixMatch !== undefined && match === 'exact') {
    checking.refuse(
      [...path, 'replacePrefixMatch'],
      'found in a route with match exact, which has no prefix; use replaceFullPath, or match prefix',
    );
  }
}

/** Names of headers are the same in upper and lower case (RFC 9110, section 5.1). */
function checkHeaders(checking: Checking, path: Path, headers: NonNullable<Route['requestHeaders']>): void {
  const { set, add, remove } = headers;
  const names = [...Object.keys(set), ...Object.keys(add), ...remove];
  if (names.length === 0) {
    checking.refuse(path, 'changes nothing; name a header in set, add or remove, or remove the key');
  }
  const seen = new Set<string>();
  for (const name of names) {
    const other = name.toLowerCase();
    if (seen.has(other))
      checking.refuse(path, `names ${name} a second time; keep one change for each header`);
    seen.add(other);
  }
}

function checkCors(checking: Checking, path: Path, cors: NonNullable<Route['cors']>): void {
  for (const key of ['allowOrigins', 'allowMethods', 'allowHeaders'] as const) {
    const values: readonly string[] = cors[key];
    if (values.includes('*') && values.length > 1) {
      checking.refuse(
        [...path, key],
        'found "*" together with others, which it includes; keep one of the two',
      );
    }
  }
  if (cors.allowCredentials && cors.allowOrigins.includes('*')) {
    checking.refuse(
      [...path, 'allowCredentials'],
      'found true for the origin "*", so that every page could use the login of its visitor; name the origins',
    );
  }
}
