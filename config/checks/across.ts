import type { Environment } from '../environment.ts';
import type { Loaded } from '../load.ts';
import { formatPath, type Path } from '../path.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../read/source.ts';

/** What two environments may not share. */
interface Own {
  readonly path: Path;
  readonly take: (environment: Environment) => string | undefined;
  readonly change: string;
}

const name: Own = {
  path: ['name'],
  take: environment => environment.name,
  change: 'give each environment its own name',
};

/** Besides the name. */
const claimed: readonly Own[] = [
  {
    path: ['database', 'backup', 'destination'],
    take: ({ database }) =>
      database?.external === false ? database.backup?.destination.replace(/\/+$/, '') : undefined,
    change: 'give each environment a destination of its own, or their backups overwrite each other',
  },
];

/** What an environment has for itself alone, by the path of the key: `database.backup.destination`. */
export type Claims = Readonly<Record<string, string>>;

/** An environment that was made before, and stays next to those that are loaded now. */
export interface Neighbor {
  readonly name: string;
  readonly claims: Claims;
  /** The folder that holds it. */
  readonly folder: string;
}

export function claimsOf(environment: Environment): Claims {
  const taken = claimed.map(({ path, take }) => [formatPath(path), take(environment)] as const);
  return Object.fromEntries(taken.flatMap(([path, value]) => (value === undefined ? [] : [[path, value]])));
}

/** Faults that several environments show only together. */
export function checkAcross(loaded: readonly Loaded[]): Problem[] {
  return [name, ...claimed].flatMap(({ path, take, change }) => {
    const first = new Map<string, string>();
    return loaded.flatMap(({ environment, sources }) => {
      const value = take(environment);
      if (value === undefined) return [];
      const other = first.get(value);
      if (other !== undefined) {
        return [problemAt(sources, path, `found ${JSON.stringify(value)}, as in ${other}; ${change}`)];
      }
      first.set(value, sources[0].file);
      return [];
    });
  });
}

/** What environments have that one of their neighbors has already. */
export function checkNeighbors(loaded: readonly Loaded[], neighbors: readonly Neighbor[]): Problem[] {
  return claimed.flatMap(({ path, take, change }) =>
    loaded.flatMap(({ environment, sources }) => {
      const value = take(environment);
      const other = neighbors.find(({ claims }) => value !== undefined && claims[formatPath(path)] === value);
      if (other === undefined) return [];
      const found = `found ${JSON.stringify(value)}, as in ${other.name}, which ${other.folder} keeps`;
      const message = `${found}; ${change}; if ${other.name} is no longer needed, add --remove ${other.name}`;
      return [problemAt(sources, path, message)];
    }),
  );
}
