import type {
  ConnectionFile,
  ConnectionSettings,
  ConnectionVariable,
} from '../application/connection-settings.ts';
import type { Peer, Pods } from './peers.ts';

/** Where the server's pods listen. */
export interface Port {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Ports that a connection opens, and which rule of a NetworkPolicy opens them. */
export interface PortRule {
  readonly ports: readonly Port[];
  /**
   * Connections of one group of pods that name the same rule share it in its NetworkPolicy, so they have the same ports.
   * Default: each connection has its own rule.
   */
  readonly rule?: string;
}

/** `from` may open connections to `to` on `ports`. Everything the network tier opens is one of these. */
export interface Connection extends PortRule {
  readonly from: Peer;
  readonly to: Peer;
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
