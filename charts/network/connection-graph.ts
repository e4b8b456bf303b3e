import type { Peer, Pods } from './peers.ts';

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

/** Where the server's pods listen. */
export interface Port {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** `from` may open connections to `to` on `ports`. Everything the network tier opens is one of these. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  /** Connections of one group of pods that name the very same list become one rule of its NetworkPolicy. */
  readonly ports: readonly Port[];
  /** What flows, for people: `SQL, writes`. */
  readonly purpose: string;
  /** Whether users' requests and their data flow here, which the diagram shows. Default: false. */
  readonly isRequestFlow?: boolean;
  /** - none: the connection needs no configuration in the application. */
  readonly variables?: readonly ConnectionVariable[];
  /** - none: no files. */
  readonly files?: readonly ConnectionFile[];
}

/** Pods of the namespace with all connections that they accept and open. */
export interface Component {
  readonly pods: Pods;
  readonly incoming: readonly Connection[];
  readonly outgoing: readonly Connection[];
}

/**
 * The typed graph of all connections of an environment. Environment variables, secret references, NetworkPolicies
 * on both ends and the diagram derive from it, so that none can disagree with another.
 */
export class ConnectionGraph {
  private readonly byName = new Map<string, { pods: Pods; incoming: Connection[]; outgoing: Connection[] }>();

  constructor(readonly connections: readonly Connection[]) {
    for (const connection of connections) {
      this.entry(connection.from)?.outgoing.push(connection);
      this.entry(connection.to)?.incoming.push(connection);
    }
  }

  /** Every group of pods of the namespace, in the order in which the connections name them. */
  get components(): readonly Component[] {
    return [...this.byName.values()];
  }

  /** What an application's container is given for the connections that it opens. */
  variablesOf(application: string): readonly ConnectionVariable[] {
    return this.outgoing(application).flatMap(connection => connection.variables ?? []);
  }

  /** The files that an application's container is given for the connections that it opens. */
  filesOf(application: string): readonly ConnectionFile[] {
    return this.outgoing(application).flatMap(connection => connection.files ?? []);
  }

  private outgoing(name: string): readonly Connection[] {
    return this.byName.get(name)?.outgoing ?? [];
  }

  private entry(peer: Peer): { incoming: Connection[]; outgoing: Connection[] } | undefined {
    if (peer.kind !== 'pods') return undefined;
    const entry = this.byName.get(peer.name) ?? { pods: peer, incoming: [], outgoing: [] };
    this.byName.set(peer.name, entry);
    return entry;
  }
}
