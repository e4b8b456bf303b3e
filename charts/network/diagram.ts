import { type TierName, tiers } from '../tier.ts';
import type { Connection, ConnectionGraph } from './connection-graph.ts';
import type { Peer, Pods } from './peers.ts';

/** The number of edges from which Mermaid refuses a diagram (`maxEdges` in its configuration). */
const mostEdges = 500;

const titles: Partial<Record<TierName, string>> = {
  application: 'Application',
  data: 'Data',
  cache: 'Cache',
};

/**
 * The request flow as Mermaid text, the pods grouped by tier.
 *
 * @returns undefined if the graph has more connections than Mermaid draws.
 */
export function diagram(graph: ConnectionGraph): string | undefined {
  const requestFlow = graph.connections.filter(({ isRequestFlow }) => isRequestFlow);
  if (requestFlow.length >= mostEdges) return undefined;
  const peers = new Map(requestFlow.flatMap(({ from, to }) => [from, to]).map(peer => [idOf(peer), peer]));
  const groups = [...peers.values()].filter(peer => peer.kind === 'pods');
  const outside = [...peers.values()].filter(peer => peer.kind !== 'pods');
  const lines = [
    ...outside.map(node),
    ...tiers.flatMap(tier => subgraph(tier, groups)),
    ...(peers.has('namespace_gateway') ? ['client((client)) --> namespace_gateway'] : []),
    ...requestFlow.map(edge),
  ];
  return ['graph TB', ...lines.map(line => `  ${line}`), ''].join('\n');
}

function subgraph(tier: TierName, groups: readonly Pods[]): string[] {
  const members = groups.filter(pods => pods.tier === tier);
  if (members.length === 0) return [];
  return [`subgraph ${tier} [${titles[tier] ?? tier}]`, ...members.map(pods => `  ${node(pods)}`), 'end'];
}

/** Has a prefix, so that no id is a keyword of Mermaid, such as `end`. */
function idOf(peer: Peer): string {
  return `${peer.kind}_${peer.name}`;
}

function node(peer: Peer): string {
  if (!isPods(peer)) return `${idOf(peer)}{{${peer.name}}}`;
  if (peer.kind === 'pods' && peer.tier !== 'application') return `${idOf(peer)}[(${peer.name})]`;
  return `${idOf(peer)}[${peer.name}]`;
}

function isPods({ kind }: Peer): boolean {
  return kind === 'pods' || kind === 'namespace';
}

function edge({ from, to, purpose }: Connection): string {
  return `${idOf(from)} -->|${purpose}| ${idOf(to)}`;
}
