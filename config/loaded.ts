import type { Environment } from './environment.ts';
import type { SourceChain } from './read/source.ts';

/** An environment and the files that it is made of. */
export interface Loaded {
  readonly environment: Environment;
  readonly sources: SourceChain;
}
