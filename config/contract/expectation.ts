import type { Application } from '../application/application.ts';
import type { Environment } from '../environment.ts';

/** An application, and the environment that it is in. */
export interface Asked {
  readonly application: Application;
  readonly environment: Environment;
  /** What it uses, by its name in `uses`, where an expectation is about that. Default: none. */
  readonly used?: string;
}

/** The chapters of docs/image-contract.md, in its order. */
export const contractSections = [
  'User and rights',
  'Folders and resources',
  'Port and health',
  'Metrics',
  'Start and end',
  'Several at a time',
  'Network',
  'PostgreSQL',
  'Valkey',
] as const;

export type ContractSection = (typeof contractSections)[number];

/** What a default of Slipway expects of an image. */
export interface Expectation {
  readonly section: ContractSection;
  /** What the image must do, after "must": `listen on port 8080`. */
  readonly must: string | ((asked: Asked) => string);
  /**
   * The keys that decide it, such as `applications.*.port`. An environment that writes one of them does not rely on the
   * default. Empty: no key does.
   */
  readonly keys: readonly string[] | ((asked: Asked) => readonly string[]);
  /** What to write where an image does otherwise. Default: the keys. */
  readonly write?: string | ((asked: Asked) => string);
  /** Whether it is asked of this application, as long as none of the keys is written. Default: always. */
  readonly applies?: (asked: Asked) => boolean;
  /** The entries of `uses` of which it is asked, each apart. Default: it is about the application. */
  readonly uses?: (asked: Asked) => readonly string[];
}
