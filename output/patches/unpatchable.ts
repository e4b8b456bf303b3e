import type { Path } from '../../config/path.ts';

/** What is wrong with a patch: only the rendered objects show it. */
export interface PatchFault {
  /** From the top of the environment: `['patches', 0, 'target']`. */
  readonly path: Path;
  readonly message: string;
}

/** Patches of an environment that fit no object. */
export class Unpatchable extends Error {
  override readonly name = 'Unpatchable';

  constructor(readonly faults: readonly PatchFault[]) {
    super(faults.map(({ message }) => message).join('\n'));
  }
}
