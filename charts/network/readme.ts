import type { Environment } from '../../config/environment.ts';
import type { ConnectionGraph, Port } from './connection-graph.ts';
import { diagram } from './diagram.ts';
import type { Peer } from './peers.ts';

/** The page next to the manifests of an environment: its request flow and all its open connections. */
export function readme(environment: Environment, graph: ConnectionGraph): string {
  const flow = diagram(graph);
  return [
    `# ${environment.name}`,
    '',
    `Namespace \`${environment.namespace}\`. Written by \`npm run synth\`, which overwrites every edit.`,
    '',
    '## Request flow',
    '',
    ...(flow === undefined
      ? ['There are too many connections for one diagram.']
      : ['```mermaid', `${flow}\`\`\``]),
    '',
    '## Connections',
    '',
    'Every connection that is not listed is closed, in both directions.',
    '',
    '| from | to | ports | purpose |',
    '| --- | --- | --- | --- |',
    ...graph.connections.map(({ from, to, ports, purpose }) =>
      ['', label(from), label(to), portList(ports), purpose, ''].join(' | ').trim(),
    ),
    '',
  ].join('\n');
}

function label(peer: Peer): string {
  switch (peer.kind) {
    case 'pods':
      return peer.name;
    case 'namespace':
      return `${peer.name} in namespace ${peer.namespace}${peer.labels ? '' : ', all pods'}`;
    case 'network':
      return `${peer.name} at ${peer.cidrs.join(', ')}`;
    case 'anywhere':
      return `${peer.name} at any address`;
    case 'internet':
      return [`${peer.name} on the Internet`, ...peer.except].join(', but not at ');
    case 'hosts':
      return `${peer.name} at ${peer.hosts.join(', ')}`;
  }
}

function portList(ports: readonly Port[]): string {
  return ports
    .map(({ port, protocol }) => (protocol === 'TCP' ? String(port) : `${port}/${protocol}`))
    .join(', ');
}
