import type { Loaded } from '../load.ts';
import type { Path } from '../path.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../read/source.ts';

/** What two environments may not share. */
interface Own {
  readonly path: Path;
  readonly take: (loaded: Loaded) => string | undefined;
  readonly change: string;
}

const own: readonly Own[] = [
  {
    path: ['name'],
    take: ({ environment }) => environment.name,
    change: 'give each environment its own name',
  },
  {
    path: ['database', 'backup', 'destination'],
    take: ({ environment: { database } }) =>
      database?.external === false ? database.backup?.destination.replace(/\/+$/, '') : undefined,
    change: 'give each environment a destination of its own, or their backups overwrite each other',
  },
];

/** Faults that several environments show only together. */
export function checkAcross(loaded: readonly Loaded[]): Problem[] {
  return own.flatMap(({ path, take, change }) => {
    const first = new Map<string, string>();
    return loaded.flatMap(each => {
      const value = take(each);
      if (value === undefined) return [];
      const other = first.get(value);
      if (other !== undefined) {
        return [problemAt(each.sources, path, `found ${JSON.stringify(value)}, as in ${other}; ${change}`)];
      }
      first.set(value, each.sources[0].file);
      return [];
    });
  });
}
