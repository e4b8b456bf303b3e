import type { z } from 'zod';
import type { Path } from '../path.ts';

/** A place at which something was refused, or below which something was. */
interface Place {
  isRefused: boolean;
  readonly below: Map<string, Place>;
}

/**
 * One run of the checks that compare fields with each other.
 *
 * They run even when some fields are wrong, so that all problems are reported at once. A check reads only the parts
 * that are sound.
 */
export class Checking {
  /** The environment, as far as something in it was refused. */
  private readonly root: Place = { isRefused: false, below: new Map() };

  constructor(private readonly context: z.RefinementCtx) {
    for (const { code, path = [] } of context.issues) if (code !== 'unrecognized_keys') this.note(path);
  }

  /** Whether nothing at, above or below the path was refused, so that the value has its type. */
  isSound(...path: Path): boolean {
    const places = this.placesTo(path);
    return !places.some(place => place?.isRefused) && (places.at(-1)?.below.size ?? 0) === 0;
  }

  /** Whether nothing at or above the path was refused: the value exists, but parts of it may be wrong. */
  isPresent(...path: Path): boolean {
    return !this.placesTo(path).some(place => place?.isRefused);
  }

  /** The keys of a record, including those that were refused. */
  keysOf(record: object, ...path: Path): string[] {
    const below = this.placesTo(path).at(-1)?.below ?? [];
    const refused = [...below].filter(([, { isRefused }]) => isRefused).map(([key]) => key);
    return [...new Set([...Object.keys(record), ...refused])];
  }

  refuse(path: Path, message: string): void {
    this.context.addIssue({ code: 'custom', path: [...path], message });
  }

  private note(path: Path): void {
    let place = this.root;
    for (const key of path) {
      const next = place.below.get(String(key)) ?? { isRefused: false, below: new Map() };
      place.below.set(String(key), next);
      place = next;
    }
    place.isRefused = true;
  }

  /** The root and each place from there to the path. - undefined: nothing was refused there or below. */
  private placesTo(path: Path): (Place | undefined)[] {
    const places: (Place | undefined)[] = [this.root];
    for (const key of path) places.push(places.at(-1)?.below.get(String(key)));
    return places;
  }
}
