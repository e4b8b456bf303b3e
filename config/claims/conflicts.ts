import type { Loaded } from '../loaded.ts';
import { formatPath, type Path } from '../path.ts';
import { formatPlace, type Problem } from '../problem.ts';
import { isWritten, problemAt } from '../read/source.ts';
import { type Claim, type ClaimRecord, claimsOf, identityOf } from './claims.ts';

/** An environment of an earlier run that stays next to those that are loaded now. */
export interface Neighbor {
  readonly name: string;
  readonly claims: ClaimRecord;
  /** The folder that contains it. */
  readonly folder: string;
}

/** A claim, its environment, and the key in the file that makes it. */
interface LocatedClaim extends Claim {
  readonly loaded: Loaded;
  readonly at: Path;
}

/** Problems between several environments, which none of them shows alone. */
export function checkAcross(all: readonly Loaded[]): Problem[] {
  const names = repeated(
    all.map(loaded => {
      const { name } = loaded.environment;
      return [locate(loaded, { path: ['name'], value: name, change: 'give each environment its own name' })];
    }),
  );
  const claims = repeated(
    all.map(loaded => claimsOf(loaded.environment).map(claim => locate(loaded, claim))),
  );
  const reported = new Set(names.map(keyOf));
  return [...names, ...claims.filter(problem => !reported.has(keyOf(problem)))];
}

function keyOf({ file, path }: Problem): string {
  return JSON.stringify([file, path]);
}

/** Locates a claim at a key that is written in a file; for a default, at the key that the default comes from. */
function locate(loaded: Loaded, claim: Claim): LocatedClaim {
  const paths = [claim.path, ...(claim.from ?? [])];
  const at = paths.find(path => isWritten(loaded.sources, path)) ?? claim.path;
  return { ...claim, loaded, at };
}

/** Claims that an earlier environment of the list has already; at most one problem for each key. */
function repeated(claimsOfAll: readonly (readonly LocatedClaim[])[]): Problem[] {
  const first = new Map<string, LocatedClaim>();
  return claimsOfAll.flatMap(claims => {
    const problems = new Map<string, Problem>();
    for (const claim of claims) {
      const { loaded, at, change } = claim;
      const other = first.get(identityOf(claim));
      if (other === undefined || problems.has(formatPath(at))) continue;
      const message = `${foundIn(claim)}, as in ${placeOf(other)}; ${change}`;
      problems.set(formatPath(at), problemAt(loaded.sources, at, message));
    }
    for (const claim of claims) if (!first.has(identityOf(claim))) first.set(identityOf(claim), claim);
    return [...problems.values()];
  });
}

function foundIn({ value, where }: Claim): string {
  return `found ${JSON.stringify(value)}${where === undefined ? '' : ` on ${where}`}`;
}

/** `environments/production.yaml:3 (namespace)`, or with the other file if the value is inherited. */
function placeOf({ loaded: { sources }, at }: LocatedClaim): string {
  const { file, line, path, from } = problemAt(sources, at, '');
  const inherited = from === undefined ? '' : ` from ${formatPlace(from)}`;
  return `${formatPlace(line === undefined ? { file } : { file, line })} (${path}${inherited})`;
}

/** Claims of the loaded environments that one of their neighbors has already. */
export function checkNeighbors(all: readonly Loaded[], neighbors: readonly Neighbor[]): Problem[] {
  return all.flatMap(loaded =>
    claimsOf(loaded.environment).flatMap(claim => {
      const other = neighbors.find(({ claims }) => Object.values(claims).includes(identityOf(claim)));
      if (other === undefined) return [];
      const { at, change } = locate(loaded, claim);
      const found = `${foundIn(claim)}, as in ${other.name}, which ${other.folder} still contains`;
      const message = `${found}; ${change}; if ${other.name} is no longer needed, add --remove ${other.name}`;
      return [problemAt(loaded.sources, at, message)];
    }),
  );
}
