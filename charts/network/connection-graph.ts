import type {
  ConnectionFile,
  ConnectionSettings,
  ConnectionVariable,
} from '../application/connection-settings.ts';
import type { Peer, Pods } from './peers.ts';

/** A port on which the pods of the server listen. */
export interface Port {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

/** The ports of a connection, and the rule of a NetworkPolicy that opens them. */
export interface PortRule {
  readonly ports: readonly Port[];
  /**
   * Connections of one group of pods that name the same rule share it in its NetworkPolicy, so they have the same ports.
   * Default: each connection has its own rule.
   */
  readonly rule?: string;
}

/** `from` may open connections to `to` on `ports`. The network tier opens nothing else. */
export interface Connection extends PortRule {
  readonly from: Peer;
  readonly to: Peer;
  /** What the connection is for, as text: `SQL, writes`. */
  readonly purpose: string;
  /** Whether requests of users and their data flow here. The diagram shows these connections. Default: false. */
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
 * The typed graph of all connections of an environment. Environment variables, secret references, the NetworkPolicies of
 * both ends and the diagram are derived from it, so that they cannot contradict each other.
 */
export class ConnectionGraph implements ConnectionSettings {
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

  /** The environment variables of an application's container for the connections that it opens. */
  variablesOf(application: string): readonly ConnectionVariable[] {
    return this.outgoing(application).flatMap(connection => connection.variables ?? []);
  }

  /** The files of an application's container for the connections that it opens. */
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
