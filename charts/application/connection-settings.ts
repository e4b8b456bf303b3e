/** An environment variable that a connection gives to the application it starts from. */
export interface ConnectionVariable {
  readonly name: string;
  /** A literal, or the key of a Secret that holds it. */
  readonly value: string | { readonly secret: string; readonly key: string };
}

/** A file that a connection mounts into the application it starts from, such as the authority of a certificate. */
export interface ConnectionFile {
  /** Folder in the container, such as `/etc/slipway/database`. */
  readonly mountPath: string;
  readonly secret: string;
  /** Keys of the Secret that appear as files of that name. */
  readonly keys: readonly string[];
}

/** What the containers of applications need for the connections that they open. The network tier's graph knows it. */
export interface ConnectionSettings {
  variablesOf(application: string): readonly ConnectionVariable[];
  filesOf(application: string): readonly ConnectionFile[];
}
