/** An environment variable that an application needs for a connection. */
export interface ConnectionVariable {
  readonly name: string;
  /** A literal, or the key of a Secret that holds it. */
  readonly value: string | { readonly secret: string; readonly key: string };
}

/** A file that an application needs for a connection, such as the certificate of an authority. */
export interface ConnectionFile {
  /** Folder in the container, such as `/etc/slipway/database`. */
  readonly mountPath: string;
  readonly secret: string;
  /** Keys of the Secret. Each becomes a file with that name. */
  readonly keys: readonly string[];
}

/** What the containers of applications need for their connections. The graph of the network tier provides it. */
export interface ConnectionSettings {
  variablesOf(application: string): readonly ConnectionVariable[];
  filesOf(application: string): readonly ConnectionFile[];
}
