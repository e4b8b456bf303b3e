/** A part of an object that an environment makes. */
export interface Shown {
  readonly kind: string;
  readonly name: string;
  /** Where the part is, such as `spec.template.spec.containers.0`. */
  readonly at: string;
  /** The keys at that place that are shown. */
  readonly keys: readonly string[];
}

/** A chapter of docs/environment.md: what one asks about, the keys that answer, and the YAML that comes out. */
export interface Topic {
  readonly title: string;
  /** What one needs who should read it, for the list of topics: `a file, or a Secret as a file`. */
  readonly need: string;
  /** What the keys are for. Markdown. */
  readonly text: string;
  /** Whose keys these are: of the file itself, or of `applications.NAME`. */
  readonly of: 'file' | 'application';
  readonly keys: readonly string[];
  /** What is added to the environment of the first screen, as YAML: keys of the file, or of its application `web`. */
  readonly example: { readonly file: string } | { readonly application: string };
  readonly shown: readonly Shown[];
  /** Where more is said, relative to docs/. */
  readonly page: string;
}
