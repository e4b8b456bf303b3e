import { App } from 'cdk8s';
import fc from 'fast-check';
import type { ConnectionGraph } from '../../../charts/network/connection-graph.ts';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { privateNetworks } from '../../../charts/network/internet.ts';
import { NetworkTier } from '../../../charts/network/network-tier.ts';
import type { Peer } from '../../../charts/network/peers.ts';
import type { Environment } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { law } from '../../support/law.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';
import { type Attempt, allows, contains, type End } from '../../support/network-policies.ts';
import { environments } from './environments.ts';

function policiesOf(
  environment: Environment,
  graph: ConnectionGraph = connectionsOf(environment),
): Manifest[] {
  return manifestsOf(new NetworkTier(new App(), environment, graph));
}

/** Real ends for every peer: pods have more labels than those that select them. */
function endsAt(peer: Peer, namespace: string): End[] {
  switch (peer.kind) {
    case 'pods': {
      const values = Object.fromEntries((peer.labelKeys ?? []).map(key => [key, 'join']));
      const cluster: Record<string, string> = peer.tier === 'data' ? { 'cnpg.io/cluster': 'database' } : {};
      return [{ namespace, labels: { 'pod-template-hash': 'x', ...cluster, ...peer.labels, ...values } }];
    }
    case 'namespace':
      return [{ namespace: peer.namespace, labels: { 'pod-template-hash': 'x', ...peer.labels } }];
    case 'network':
      return peer.cidrs.map(firstOf);
    case 'anywhere':
      return [{ address: '203.0.113.7' }, { address: '2001:db8::7' }, { node: 'control-plane' }];
    case 'internet':
      return [{ address: '192.0.2.77' }, { address: '2001:db8:77::1' }, ...peer.except.map(firstOf)];
    // A NetworkPolicy has no rule for them.
    case 'hosts':
      return [];
  }
}

function firstOf(cidr: string): End {
  return { address: cidr.split('/')[0] ?? '' };
}

const strangers: End[] = [
  { address: '10.96.0.1' },
  { address: '169.254.169.254' },
  { address: 'fd00:ec2::254' },
  { namespace: 'production', labels: { app: 'stranger' } },
  { namespace: 'elsewhere', labels: { app: 'web', 'k8s-app': 'kube-dns' } },
  { namespace: 'kube-system', labels: { app: 'web' } },
  { namespace: 'cnpg-system', labels: { app: 'web' } },
  { namespace: 'envoy-gateway-system', labels: { 'gateway.envoyproxy.io/owning-gateway-name': 'gateway' } },
  { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'grafana' } },
  { address: '198.51.100.1' },
  { address: '2001:db8:1::1' },
  { node: 'worker' },
];

describe('the network tier', () => {
  test('opens every connection of the graph on both ends, and no other', () => {
    law(
      fc.property(environments, input => {
        const environment = environmentWith(input);
        const graph = connectionsOf(environment);
        const policies = policiesOf(environment, graph).filter(({ kind }) => kind === 'NetworkPolicy');
        const ends = endsOf(graph);
        const wrong = [...attempts(graph, [...[...ends.values()].flat(), ...strangers])].filter(
          attempt => allows(policies, attempt) !== isInGraph(graph, ends, attempt),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });

  test('denies everything to pods that no connection names', () => {
    const policy = objectOf(policiesOf(environmentWith()), 'NetworkPolicy', 'default-deny');
    expect(policy.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
  });

  test('selects a namespace and its pods in one item, which means both', () => {
    const environment = environmentWith({ database: { storage: '1Gi' } });
    const policy = objectOf(policiesOf(environment), 'NetworkPolicy', 'database');
    const operator = policy.spec.ingress
      .flatMap((rule: Manifest) => rule.from)
      .filter(
        (peer: Manifest) =>
          peer.namespaceSelector?.matchLabels['kubernetes.io/metadata.name'] === 'cnpg-system',
      );
    expect(operator).toEqual([
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'cnpg-system' } },
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } },
      },
    ]);
  });

  describe('has the connections of a Cluster that is restored under another name', () => {
    const backup = { destination: 's3://bucket', schedule: '0 0 2 * * *', retention: '7d' } as const;
    const applications = { web: { ...smallApplication, uses: ['database'] } };
    const policies = policiesOf(environmentWith({ applications, database: { storage: '1Gi', backup } }));
    const pod = (labels: Record<string, string>): End => ({ namespace: 'production', labels });
    const restored = { 'cnpg.io/cluster': 'database-restored' };
    const first = pod({
      ...restored,
      'cnpg.io/podRole': 'instance',
      'cnpg.io/instanceName': 'database-restored-1',
    });
    const second = pod({
      ...restored,
      'cnpg.io/podRole': 'instance',
      'cnpg.io/instanceName': 'database-restored-2',
    });
    const job = (role: string) => pod({ ...restored, 'cnpg.io/jobRole': role });
    const pooler = pod({
      ...restored,
      'cnpg.io/podRole': 'pooler',
      'cnpg.io/poolerName': 'database-pooler-rw',
    });
    const operator: End = {
      namespace: 'cnpg-system',
      labels: { 'app.kubernetes.io/name': 'cloudnative-pg' },
    };
    const prometheus: End = { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'prometheus' } };
    const dns: End = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };
    const outside: End = { address: '203.0.113.7' };

    test.each<[string, End, End, number]>([
      ['the Job that restores it reads the object store', job('full-recovery'), outside, 443],
      ['that Job speaks to the API server', job('full-recovery'), outside, 6443],
      ['that Job resolves names', job('full-recovery'), dns, 53],
      ['an instance archives to the object store', first, outside, 443],
      ['an instance speaks to the API server', first, outside, 6443],
      ['an instance resolves names', first, dns, 53],
      ['the operator asks an instance for its status', operator, first, 8000],
      ['the operator connects to an instance', operator, first, 5432],
      ['a replica follows the primary', second, first, 5432],
      ['a replica asks the primary for its status', second, first, 8000],
      ['the Job of a replica copies the primary', job('join'), first, 5432],
      ['a pooler that was moved to it reaches it', pooler, first, 5432],
      ['Prometheus scrapes it', prometheus, first, 9187],
    ])('%s', (_what, from, to, port) => {
      expect(allows(policies, { from, to, port, protocol: 'TCP' })).toBe(true);
    });

    test('and opens it to applications only through the poolers', () => {
      const web = pod({ app: 'web' });
      expect(allows(policies, { from: web, to: first, port: 5432, protocol: 'TCP' })).toBe(false);
      expect(allows(policies, { from: web, to: pooler, port: 5432, protocol: 'TCP' })).toBe(true);
    });
  });

  test('writes one policy for each of any number of applications', () => {
    const count = 200;
    const applications = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`web-${index}`, { ...smallApplication, uses: ['cache'] }]),
    );
    const policies = policiesOf(environmentWith({ applications, cache: {} }));
    expect(policies).toHaveLength(count + 3);
    const rules = policies.flatMap(({ spec }) => [...(spec.ingress ?? []), ...(spec.egress ?? [])]);
    expect(rules.length).toBeLessThan(count * 6);
  });

  test('changes nothing of the first application when a second one is added', () => {
    const web = { ...smallApplication, uses: ['database'] };
    const database = { storage: '1Gi' } as const;
    const before = policiesOf(environmentWith({ applications: { web }, database }));
    const after = policiesOf(environmentWith({ applications: { web, shop: web }, database }));
    expect(objectOf(after, 'NetworkPolicy', 'web')).toEqual(objectOf(before, 'NetworkPolicy', 'web'));
  });
});

function endsOf({ connections }: ConnectionGraph): ReadonlyMap<string, readonly End[]> {
  const peers = connections.flatMap(({ from, to }) => [from, to]);
  return new Map(peers.map(peer => [peer.name, endsAt(peer, 'production')]));
}

/** Every attempt between two ends, at least one of them in the namespace, on every port that some connection has. */
function* attempts({ connections }: ConnectionGraph, ends: readonly End[]): Generator<Attempt> {
  const ports = new Set([22, ...connections.flatMap(({ ports }) => ports.map(({ port }) => port))]);
  for (const from of ends) {
    for (const to of ends.filter(end => isOwn(end) || isOwn(from))) {
      for (const port of ports) {
        yield { from, to, port, protocol: 'TCP' };
        yield { from, to, port, protocol: 'UDP' };
      }
    }
  }
}

/** Whether the graph has a connection for an attempt. */
function isInGraph(
  graph: ConnectionGraph,
  ends: ReadonlyMap<string, readonly End[]>,
  attempt: Attempt,
): boolean {
  return graph.connections.some(
    ({ from, to, ports }) =>
      ports.some(({ port, protocol }) => port === attempt.port && protocol === attempt.protocol) &&
      isNamed(from, attempt.from, ends) &&
      isNamed(to, attempt.to, ends),
  );
}

function isNamed(peer: Peer, end: End, ends: ReadonlyMap<string, readonly End[]>): boolean {
  switch (peer.kind) {
    // Pods of the namespace do not accept it.
    case 'anywhere':
      return !isOwn(end);
    case 'network':
      return 'address' in end && peer.cidrs.some(cidr => contains(cidr, end.address));
    case 'internet':
      return (
        'address' in end &&
        ![...Object.values(privateNetworks).flat(), ...peer.except].some(cidr => contains(cidr, end.address))
      );
    case 'hosts':
      return false;
    case 'pods':
      return ends.get(peer.name)?.[0] === end;
    case 'namespace': {
      if (!('namespace' in end) || end.namespace !== peer.namespace) return false;
      return Object.entries(peer.labels ?? {}).every(([key, value]) => end.labels[key] === value);
    }
  }
}

function isOwn(end: End): boolean {
  return 'namespace' in end && end.namespace === 'production';
}
