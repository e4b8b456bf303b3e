import { App } from 'cdk8s';
import { CacheTier } from '../../../charts/cache/cache-tier.ts';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { NetworkTier } from '../../../charts/network/network-tier.ts';
import { ObservabilityTier } from '../../../charts/observability/observability-tier.ts';
import { podSharesOf } from '../../../charts/platform/footprint.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const application = {
  image: 'registry.example.com/web:1.0.0',
  resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '64Mi' } },
} as const;

const environment = environmentWith({
  applications: {
    web: { ...application, uses: ['cache', 'queue-endpoint'] },
    sidekiq: { ...application, kind: 'worker', uses: ['queue', 'sessions'] },
  },
  cache: {},
  caches: {
    queue: { profile: 'queue', memory: '2Gi', endpoint: { reason: 'the scheduler knows no Sentinel' } },
    sessions: { external: true, host: 'sessions.example.com', network: '10.0.0.0/16', secret: 'sessions' },
  },
});

const objects = manifestsOf(new CacheTier(new App(), environment));
const connections = connectionsOf(environment);
const policies = manifestsOf(new NetworkTier(new App(), environment, connections));
const observability = manifestsOf(new ObservabilityTier(new App(), environment));

/** The names of the caches to whose pods a rule opens the way. */
function cachesIn(rules: Manifest): string[] {
  return [...JSON.stringify(rules).matchAll(/"app\.kubernetes\.io\/name":"([^"]+)"/g)].map(
    ([, name = '']) => name,
  );
}

function valuesOf(name: string): Record<string, unknown> {
  return Object.fromEntries(connections.variablesOf(name).map(({ name, value }) => [name, value]));
}

describe('a cache next to the first', () => {
  test('has its own servers, whose pods no selector of the first one takes', () => {
    const selectors = ['cache', 'queue'].map(
      name => objectOf(objects, 'StatefulSet', name).spec.selector.matchLabels,
    );
    expect(selectors).toEqual([
      { 'app.kubernetes.io/name': 'cache', 'app.kubernetes.io/component': 'data' },
      { 'app.kubernetes.io/name': 'queue', 'app.kubernetes.io/component': 'data' },
    ]);
  });

  test('has its own password, certificate and settings', () => {
    const { volumes } = objectOf(objects, 'StatefulSet', 'queue').spec.template.spec;
    const names = volumes.flatMap(
      ({ configMap, secret }: Manifest) => configMap?.name ?? secret?.secretName ?? [],
    );
    expect(names).toEqual(['queue', 'queue-auth', 'queue-tls']);
    const settings = (name: string) => objectOf(objects, 'ConfigMap', name).data['valkey.conf'];
    expect(settings('queue')).toContain('maxmemory-policy noeviction\n');
    expect(settings('cache')).toContain('maxmemory-policy allkeys-lru\n');
  });

  test('is a master of its name, which only its own sentinels watch', () => {
    expect(objectOf(objects, 'ConfigMap', 'queue').data['sentinel.conf']).toContain(
      'sentinel down-after-milliseconds queue 5000\n',
    );
    const [{ env }] = objectOf(objects, 'StatefulSet', 'queue-sentinel').spec.template.spec.containers;
    const hosts = env.find(({ name }: Manifest) => name === 'CACHE_HOSTS').value;
    expect(hosts.split(' ')[0]).toBe('queue-0.queue.production.svc');
  });

  test('is reached only by applications that use it', () => {
    const egress = (name: string) => cachesIn(objectOf(policies, 'NetworkPolicy', name).spec.egress);
    expect(egress('web')).toEqual(['cache', 'cache', 'queue']);
    expect(egress('sidekiq')).toEqual(['queue', 'queue']);
    expect(JSON.stringify(objectOf(policies, 'NetworkPolicy', 'cache').spec.ingress)).not.toContain(
      'sidekiq',
    );
    expect(JSON.stringify(objectOf(policies, 'NetworkPolicy', 'queue').spec.ingress)).not.toContain('web');
    expect(JSON.stringify(objectOf(policies, 'NetworkPolicy', 'queue-endpoint').spec.ingress)).toContain(
      'web',
    );
  });

  test('gives variables that begin with its name', () => {
    expect(valuesOf('sidekiq')).toEqual({
      QUEUE_REDIS_SENTINELS: [0, 1, 2]
        .map(ordinal => `queue-sentinel-${ordinal}.queue-sentinel.production.svc:26379`)
        .join(','),
      QUEUE_REDIS_MASTER_NAME: 'queue',
      QUEUE_REDIS_PASSWORD: { secret: 'queue-auth', key: 'password' },
      QUEUE_REDIS_TLS_CA_FILE: '/etc/slipway/queue/ca.crt',
      SESSIONS_REDIS_HOST: 'sessions.example.com',
      SESSIONS_REDIS_PORT: '6379',
      SESSIONS_REDIS_PASSWORD: { secret: 'sessions', key: 'password' },
      SESSIONS_REDIS_URL: 'redis://:$(SESSIONS_REDIS_PASSWORD)@sessions.example.com:6379',
    });
    expect(valuesOf('web').QUEUE_REDIS_URL).toBe('redis://:$(QUEUE_REDIS_PASSWORD)@queue-endpoint:6379');
    expect(valuesOf('web').REDIS_MASTER_NAME).toBe('cache');
  });

  test('has alerts about its own pods, in its own words', () => {
    const [{ rules }] = objectOf(observability, 'PrometheusRule', 'queue').spec.groups;
    const alert = (name: string) => rules.find((rule: Manifest) => rule.alert === name);
    expect(alert('CacheWithoutPrimary').expr).toContain('pod=~"queue-[0-9]+"');
    expect(alert('CacheWithoutPrimary').annotations.summary).toBe('The cache queue accepts no writes');
    expect(alert('CacheMemoryFull').annotations.description).toContain('Raise caches.queue.memory');
    expect(alert('CacheSentinelMissing').annotations.description).toContain(
      '-l app.kubernetes.io/name=queue,app.kubernetes.io/component=sentinel',
    );
  });

  test('counts in the quota and on the dashboard', () => {
    const shares = podSharesOf(environment).filter(({ cache }) => cache === 'queue');
    expect(shares.map(({ count }) => count)).toEqual([3, 3, 3]);
    const [dashboard = ''] = Object.values<string>(objectOf(observability, 'ConfigMap', 'dashboard').data);
    expect(dashboard).toContain('cache-[0-9]+|queue-[0-9]+');
  });
});
