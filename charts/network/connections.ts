import type { Environment } from '../../config/environment.ts';
import type { Peer } from './peers.ts';

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

/** `from` may open TCP (or UDP) connections to `to` on `ports`. Everything the network tier opens is one of these. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  readonly ports: readonly { readonly port: number; readonly protocol: 'TCP' | 'UDP' }[];
  /** What flows, for people: `SQL, writes`. */
  readonly purpose: string;
  /** - none: the connection needs no configuration in the application. */
  readonly variables?: readonly ConnectionVariable[];
  /** - none: no files. */
  readonly files?: readonly ConnectionFile[];
}

/**
 * The typed graph of all connections of an environment. Environment variables, secret references, NetworkPolicies
 * on both ends and the diagram derive from it, so that none can disagree with another.
 */
export class ConnectionGraph {
  private readonly byClient = new Map<string, Connection[]>();

  constructor(readonly connections: readonly Connection[]) {
    for (const connection of connections) {
      const client = connection.from.name;
      this.byClient.set(client, [...(this.byClient.get(client) ?? []), connection]);
    }
  }

  /** What an application's container is given for the connections that it opens. */
  variablesOf(application: string): readonly ConnectionVariable[] {
    return (this.byClient.get(application) ?? []).flatMap(connection => connection.variables ?? []);
  }

  /** The files that an application's container is given for the connections that it opens. */
  filesOf(application: string): readonly ConnectionFile[] {
    return (this.byClient.get(application) ?? []).flatMap(connection => connection.files ?? []);
  }
}

/** Every connection of an environment, from its description alone. */
export function connectionsOf(_environment: Environment): ConnectionGraph {
  return new ConnectionGraph([]);
}
