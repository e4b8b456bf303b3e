import type { Environment } from '../environment.ts';
import type { Loaded } from '../loaded.ts';
import { formatPath, type Path } from '../path.ts';
import { formatPlace, type Problem } from '../problem.ts';
import { isWritten, problemAt } from '../read/source.ts';
import { type Claim, claimsOf, identityOf } from './claims.ts';

/** What an environment has for itself alone, by the path of the key: `database.backup.destination`. */
export type Claims = Readonly<Record<string, string>>;

/** An environment that was made before, and stays next to those that are loaded now. */
export interface Neighbor {
  readonly name: string;
  readonly claims: Claims;
  /** The folder that holds it. */
  readonly folder: string;
}

/** A claim and the key by which its file makes it. */
interface LocatedClaim extends Claim {
  readonly loaded: Loaded;
  readonly at: Path;
}

export function claimRecord(environment: Environment): Claims {
  const claims = claimsOf(environment).map(claim => [formatPath(claim.path), identityOf(claim)] as const);
  return Object.fromEntries(claims.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Faults that several environments show only together. */
export function checkAcross(loaded: readonly Loaded[]): Problem[] {
  const names = taken(
    loaded.map(one => [madeBy(one, { path: ['name'], value: one.environment.name, change: nameOfItsOwn })]),
  );
  const claims = loaded.map(one => claimsOf(one.environment).map(claim => madeBy(one, claim)));
  const named = new Set(names.map(formatKey));
  return [...names, ...taken(claims).filter(problem => !named.has(formatKey(problem)))];
}

const nameOfItsOwn = 'give each environment its own name';

function formatKey({ file, path }: Problem): string {
  return JSON.stringify([file, path]);
}

/** The key that the file, or one that it extends, has: a default is told of what it comes from. */
function madeBy(loaded: Loaded, claim: Claim): LocatedClaim {
  const paths = [claim.path, ...(claim.from ?? [])];
  const at = paths.find(path => isWritten(loaded.sources, path)) ?? claim.path;
  return { ...claim, loaded, at };
}

/** What an environment claims that one before it has; of several claims by one key the first. */
function taken(claims: readonly (readonly LocatedClaim[])[]): Problem[] {
  const first = new Map<string, LocatedClaim>();
  return claims.flatMap(made => {
    const told = new Map<string, Problem>();
    for (const claim of made) {
      const { loaded, at, value, where, change } = claim;
      const other = first.get(identityOf(claim));
      if (other === undefined || told.has(formatPath(at))) continue;
      const found = `found ${JSON.stringify(value)}${where === undefined ? '' : ` on ${where}`}`;
      const message = `${found}, as in ${placeOf(other)}; ${change}`;
      told.set(formatPath(at), problemAt(loaded.sources, at, message));
    }
    for (const claim of made) if (!first.has(identityOf(claim))) first.set(identityOf(claim), claim);
    return [...told.values()];
  });
}

/** `environments/production.yaml:3 (namespace)`, also where that file has it from another one. */
function placeOf({ loaded: { sources }, at }: LocatedClaim): string {
  const { file, line, path, from } = problemAt(sources, at, '');
  const inherited = from === undefined ? '' : ` from ${formatPlace(from)}`;
  return `${formatPlace(line === undefined ? { file } : { file, line })} (${path}${inherited})`;
}

/** What environments have that one of their neighbors has already. */
export function checkNeighbors(loaded: readonly Loaded[], neighbors: readonly Neighbor[]): Problem[] {
  return loaded.flatMap(one =>
    claimsOf(one.environment).flatMap(claim => {
      const other = neighbors.find(({ claims }) => Object.values(claims).includes(identityOf(claim)));
      if (other === undefined) return [];
      const { at, where, value, change } = madeBy(one, claim);
      const found = `found ${JSON.stringify(value)}${where === undefined ? '' : ` on ${where}`}`;
      const kept = `${found}, as in ${other.name}, which ${other.folder} keeps`;
      const message = `${kept}; ${change}; if ${other.name} is no longer needed, add --remove ${other.name}`;
      return [problemAt(one.sources, at, message)];
    }),
  );
}
