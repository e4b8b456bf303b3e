import type { Path } from '../config/path.ts';

/** What is wrong with a key that leads to an object: only the rendered objects show it. */
export interface ObjectFault {
  /** From the top of the environment: `['patches', 0, 'target']`. */
  readonly path: Path;
  readonly message: string;
}

/** Patches and further objects of an environment that do not fit its other objects. */
export class Unfit extends Error {
  override readonly name = 'Unfit';

  constructor(readonly faults: readonly ObjectFault[]) {
    super(faults.map(({ message }) => message).join('\n'));
  }
}
