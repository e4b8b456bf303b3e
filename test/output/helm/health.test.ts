import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { podSecurity } from '../../../rules/pod-security.ts';
import { run } from '../../../tools/run.ts';
import { clusterWide, findingsOf, object } from '../../rules/support.ts';
import type { Manifest } from '../../support/manifests.ts';
import { chart, succeed } from './chart.ts';

/** What one template makes of production with these values. */
async function made(template: string, ...set: readonly string[]): Promise<Manifest[]> {
  const values = join(chart, 'values-production.yaml');
  const args = ['template', 'slipway', chart, '--show-only', `templates/${template}`, '--values', values];
  const { stdout } = await succeed('helm4', [...args, ...set.flatMap(value => ['--set-json', value])]);
  return loadAll(stdout) as Manifest[];
}

const hooks = await made('tests/health.yaml');
const pod = hooks.find(({ kind }) => kind === 'Pod');
const container = pod?.spec.containers[0];

/** Runs what the pod runs, with applications of the test's own. */
async function healthOf(...applications: string[]) {
  const [shell = '', ...options] = container.command;
  const env = { PATH: process.env.PATH, APPLICATIONS: applications.join('\n') };
  return await run(shell, [...options, ...container.args], { env });
}

/** A server that answers /health with 200 and everything else with 503, for as long as a function runs. */
async function served<T>(use: (port: number) => Promise<T>): Promise<T> {
  const server = createServer(({ url }, response) => {
    response.statusCode = url === '/health' ? 200 : 503;
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

test('every part of helm test is a hook of it', () => {
  expect(hooks.map(({ metadata }) => metadata.annotations?.['helm.sh/hook'])).toEqual([
    'test',
    'test',
    'test',
  ]);
});

test('asks each application at the port of its Service', () => {
  expect(container.env).toEqual([{ name: 'APPLICATIONS', value: 'web 80 /health' }]);
});

test('succeeds when every application answers 200', async () => {
  const { code, stdout: said } = await served(port =>
    healthOf(`127.0.0.1 ${port} /health`, `localhost ${port} /health`),
  );
  expect(said).toBe('127.0.0.1: HTTP/1.1 200 OK\nlocalhost: HTTP/1.1 200 OK\n');
  expect(code).toBe(0);
});

test('fails when one answers otherwise, and asks the others all the same', async () => {
  const { code, stdout: said } = await served(port =>
    healthOf(`127.0.0.1 ${port} /wrong`, `localhost ${port} /health`),
  );
  expect(said).toBe('127.0.0.1: FAILED: HTTP/1.1 503 Service Unavailable\r\nlocalhost: HTTP/1.1 200 OK\n');
  expect(code).toBe(1);
});

test('fails when nothing listens', async () => {
  const { code, stdout: said } = await healthOf('127.0.0.1 1 /health');
  expect(said).toMatch(/^127\.0\.0\.1: FAILED: .*Connection refused/);
  expect(code).toBe(1);
});

test.each<[string, readonly string[]]>([
  ['the pods of the cluster', []],
  [
    'a resolver at an address, NodeLocal DNSCache and pods of another port',
    [
      'cluster.dns.nodeLocal=true',
      'cluster.dns.port=5353',
      'cluster.dns.cidrs=["10.96.0.10/32","fd00::a/128"]',
    ],
  ],
])('its pod resolves names as applications do: %s', async (_what, set) => {
  const dnsOf = async (template: string, policy: string) => {
    const found = (await made(template, ...set)).find(({ metadata }) => metadata.name === policy);
    return found?.spec.egress.filter(({ ports = [] }: Manifest) =>
      ports.some(({ protocol }: Manifest) => protocol === 'UDP'),
    );
  };
  const wanted = await dnsOf('network/networkpolicy.yaml', 'web');
  expect(wanted).toHaveLength(set.length > 0 ? 2 : 1);
  expect(await dnsOf('tests/health.yaml', 'helm-test.pod')).toEqual(wanted);
});

test('its pod fits the restricted profile of Pod Security', () => {
  const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
  const namespace = clusterWide('v1', 'Namespace', 'production', { metadata: { labels } });
  const template = { spec: pod?.spec };
  const deployment = object('apps/v1', 'Deployment', 'helm-test', { spec: { template } });
  expect(findingsOf(podSecurity, [namespace, deployment])).toEqual([]);
});
