import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { load } from 'js-yaml';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { NetworkTier } from '../../../charts/network/network-tier.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf } from '../../support/manifests.ts';
import { allows, type End } from '../../support/network-policies.ts';

type Cluster = Partial<EnvironmentInput['cluster']>;

const page = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'network.md'), 'utf8');
const documented = [...page.matchAll(/```yaml.*\n([\s\S]*?)```/g)].map(
  ([, text = '']) => (load(text) as { cluster: Cluster }).cluster,
);

const web: End = { namespace: 'production', labels: { app: 'web' } };
const instance: End = { namespace: 'production', labels: { 'cnpg.io/podRole': 'instance' } };
const pooler: End = { namespace: 'production', labels: { 'cnpg.io/poolerName': 'database-pooler-rw' } };
const job: End = { namespace: 'production', labels: { 'cnpg.io/jobRole': 'full-recovery' } };
const kubeDns: End = { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

function policiesWith(cluster: Cluster, backup?: object): Manifest[] {
  const environment = environmentWith({
    cluster: { storageClass: 'ssd', ...cluster },
    applications: { web: { ...smallApplication, host: 'app.example.com', uses: ['database'] } },
    database: { storage: '1Gi', ...(backup && { backup }) } as EnvironmentInput['database'],
  });
  return manifestsOf(new NetworkTier(new App(), environment, connectionsOf(environment)));
}

/** The example cluster of docs/network.md that contains the text. */
function described(text: string): Cluster {
  const found = documented.filter(cluster => JSON.stringify(cluster).includes(text));
  if (found.length === 0) throw new Error(`no example in docs/network.md has ${text}`);
  return found[0] ?? {};
}

/** Whether both protocols of DNS are open. */
function resolves(cluster: Cluster, to: End, port = 53): boolean {
  const policies = policiesWith(cluster);
  return (['UDP', 'TCP'] as const).every(protocol => allows(policies, { from: web, to, port, protocol }));
}

function opens(cluster: Cluster, from: End, to: End, port: number): boolean {
  return allows(policiesWith(cluster), { from, to, port, protocol: 'TCP' });
}

test.each(documented.map(cluster => [JSON.stringify(cluster), cluster] as const))(
  'the schema accepts the example of docs/network.md for a platform: %s',
  (_text, cluster) => expect(() => policiesWith(cluster)).not.toThrow(),
);

describe('names are resolved', () => {
  const node = { namespace: 'kube-system', labels: { 'k8s-app': 'node-local-dns' } };
  const openShift: End = {
    namespace: 'openshift-dns',
    labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
  };

  test.each<[string, Cluster, End, number]>([
    ['by the pods of kube-dns', {}, kubeDns, 53],
    ['by the pods of OpenShift, on their port', described('openshift-dns'), openShift, 5353],
    ['by the node of EKS Auto Mode', described('172.20.0.10'), { address: '172.20.0.10' }, 53],
    ['by NodeLocal DNSCache', { dns: { nodeLocal: true } }, { address: '169.254.20.10' }, 53],
    ['by NodeLocal DNSCache in pods', { dns: { nodeLocal: true } }, node, 53],
    ['by the cluster next to NodeLocal DNSCache', { dns: { nodeLocal: true } }, kubeDns, 53],
    ['at an IPv6 address', described('fd00:10:96::a'), { address: 'fd00:10:96::a' }, 53],
    ['by Cloud DNS', described('169.254.169.254'), { address: '169.254.169.254' }, 53],
    ['by LocalDNS of AKS', described('169.254.10.11'), { address: '169.254.10.11' }, 53],
  ])('%s', (_what, cluster, to, port) => expect(resolves(cluster, to, port)).toBe(true));

  test('and nothing else of those is open', () => {
    expect(resolves(described('openshift-dns'), kubeDns)).toBe(false);
    expect(resolves({}, node)).toBe(false);
    expect(opens(described('169.254.169.254'), web, { address: '169.254.169.254' }, 80)).toBe(false);
  });
});

describe('the API server is reached', () => {
  const node: End = { node: 'control-plane' };
  const cluster = { apiServer: { cidrs: ['172.16.0.1/32', 'fd00:10::1/128'], ports: [443, 16443] } };

  test.each([
    ['an instance', instance],
    ['a Job', job],
    ['a pooler', pooler],
  ])('by %s: on a node under Cilium, and at an address of either family', (_what, from) => {
    expect(opens({}, from, node, 6443)).toBe(true);
    expect(opens({}, from, { address: '203.0.113.7' }, 443)).toBe(true);
    expect(opens({}, from, { address: '2001:db8::7' }, 6443)).toBe(true);
    expect(opens({}, from, node, 22)).toBe(false);
  });

  test.each([
    ['an instance', instance],
    ['a Job', job],
    ['a pooler', pooler],
  ])('by %s only at its own addresses and ports if they are named', (_what, from) => {
    expect(opens(cluster, from, { address: '172.16.0.1' }, 16443)).toBe(true);
    expect(opens(cluster, from, { address: 'fd00:10::1' }, 443)).toBe(true);
    expect(opens(cluster, from, { address: '172.16.0.1' }, 6443)).toBe(false);
    expect(opens(cluster, from, { address: '203.0.113.7' }, 443)).toBe(false);
  });

  test('by no application', () => {
    expect(opens({}, web, node, 6443)).toBe(false);
    expect(opens(cluster, web, { address: '172.16.0.1' }, 443)).toBe(false);
  });
});

describe('the object store', () => {
  const narrow = { apiServer: { cidrs: ['172.16.0.1/32'] } };
  const backup = { destination: 's3://bucket', schedule: '0 0 2 * * *', retention: '7d' };
  const store: End = { address: '203.0.113.9' };
  const opened = (from: End, to: End, settings?: object) =>
    allows(policiesWith(narrow, settings), { from, to, port: 443, protocol: 'TCP' });

  test('is open only with a backup, to instances and Jobs, at any address', () => {
    expect(opened(instance, store)).toBe(false);
    expect([instance, job].map(from => opened(from, store, backup))).toEqual([true, true]);
    expect(opened(pooler, store, backup)).toBe(false);
    expect(opened(instance, { namespace: 'minio', labels: {} }, backup)).toBe(true);
  });

  test('is open only at its own addresses if they are named', () => {
    const named = { ...backup, cidrs: ['198.51.100.0/24', '2001:db8:5::/64'] };
    expect(opened(job, { address: '2001:db8:5::9' }, named)).toBe(true);
    expect(opened(job, store, named)).toBe(false);
  });
});

test('external services are open at their networks of both families, only on their ports', () => {
  const network = ['10.20.0.0/16', 'fd00:20::/64'];
  const environment = environmentWith({
    applications: {
      web: {
        ...smallApplication,
        uses: ['database', 'cache'],
        egress: { payments: { network, port: 8443 } },
      },
    },
    database: { external: true, host: 'db.example.com', network, secret: 'db' },
    cache: { external: true, host: 'cache.example.com', network, secret: 'cache' },
  });
  const policies = manifestsOf(new NetworkTier(new App(), environment, connectionsOf(environment)));
  const opened = ['10.20.0.9', 'fd00:20::9', '10.21.0.9', 'fd00:21::9'].map(address =>
    [5432, 6379, 8443, 22].filter(port =>
      allows(policies, { from: web, to: { address }, port, protocol: 'TCP' }),
    ),
  );
  expect(opened).toEqual([[5432, 6379, 8443], [5432, 6379, 8443], [], []]);
});

describe('an application is reached', () => {
  const proxy = (labels: Record<string, string>, namespace = 'envoy-gateway-system'): End => ({
    namespace,
    labels,
  });
  const owner = 'gateway.envoyproxy.io/owning-gateway';
  const ownProxy = proxy({ [`${owner}-name`]: 'gateway', [`${owner}-namespace`]: 'production' });
  const others = proxy({ [`${owner}-name`]: 'gateway', [`${owner}-namespace`]: 'staging' });
  const nginx = proxy({ 'app.kubernetes.io/name': 'ingress-nginx' }, 'ingress-nginx');

  test('through the proxies of its own Gateway, not through those of another one', () => {
    expect(opens({}, ownProxy, web, 8080)).toBe(true);
    expect(opens({}, others, web, 8080)).toBe(false);
  });

  test('through the pods that have the labels given', () => {
    expect(opens(described('ingress-nginx'), nginx, web, 8080)).toBe(true);
    expect(opens(described('ingress-nginx'), proxy({}, 'ingress-nginx'), web, 8080)).toBe(false);
    const merged = proxy({ 'gateway.envoyproxy.io/owning-gatewayclass': 'envoy' });
    expect(opens(described('owning-gatewayclass'), merged, web, 8080)).toBe(true);
  });

  test('through all pods of an unknown gateway namespace', () => {
    const unknown = { namespaces: { gateway: 'contour' } };
    expect(opens(unknown, proxy({ app: 'envoy' }, 'contour'), web, 8080)).toBe(true);
  });

  test('by Prometheus, not by other pods of its namespace', () => {
    const monitoring = (name: string, namespace = 'monitoring'): End => ({
      namespace,
      labels: { 'app.kubernetes.io/name': name },
    });
    expect(opens({}, monitoring('prometheus'), web, 8080)).toBe(true);
    expect(opens({}, monitoring('grafana'), web, 8080)).toBe(false);
    expect(opens(described('vmagent'), monitoring('vmagent'), web, 8080)).toBe(true);
  });

  test('an ACME challenge arrives through any proxy of Envoy Gateway, for any Gateway of the issuer', () => {
    const solver: End = { namespace: 'production', labels: { 'acme.cert-manager.io/http01-solver': 'true' } };
    const envoy = proxy({
      'app.kubernetes.io/component': 'proxy',
      'app.kubernetes.io/managed-by': 'envoy-gateway',
      'app.kubernetes.io/name': 'envoy',
    });
    expect(opens({}, envoy, solver, 8089)).toBe(true);
    expect(opens({}, proxy({ app: 'stranger' }), solver, 8089)).toBe(false);
  });
});
