import { App } from 'cdk8s';
import { ObservabilityTier } from '../../../charts/observability/observability-tier.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const backup = { destination: 's3://bucket', schedule: '0 0 2 * * 0', retention: '30d' } as const;
const scale = {
  min: 2,
  max: 5,
  rules: [{ metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 }],
} as const;
const everything: Partial<EnvironmentInput> = {
  applications: { web: { ...smallApplication, scale: { ...scale, rules: [...scale.rules] } } },
  database: { storage: '10Gi', backup },
  cache: {},
};

function objects(input: Partial<EnvironmentInput> = {}): Manifest[] {
  return manifestsOf(new ObservabilityTier(new App(), environmentWith(input)));
}

function alerts(manifests: readonly Manifest[], rule: string): Manifest[] {
  return objectOf(manifests, 'PrometheusRule', rule).spec.groups.flatMap((group: Manifest) => group.rules);
}

function names(manifests: readonly Manifest[], rule: string): string[] {
  return alerts(manifests, rule).map(({ alert }) => alert);
}

describe('monitors', () => {
  test('scrape an application only through its active Service', () => {
    expect(objectOf(objects(), 'ServiceMonitor', 'web').spec).toEqual({
      selector: { matchLabels: { app: 'web' } },
      endpoints: [
        {
          port: 'http',
          path: '/metrics',
          interval: '30s',
          relabelings: [{ sourceLabels: ['__meta_kubernetes_service_name'], regex: 'web', action: 'keep' }],
        },
      ],
    });
  });

  test('scrape metrics at another port by the name of that port', () => {
    const web = { ...smallApplication, metrics: { port: 9797, path: '/m' } };
    const [endpoint] = objectOf(objects({ applications: { web } }), 'ServiceMonitor', 'web').spec.endpoints;
    expect(endpoint).toMatchObject({ port: 'metrics', path: '/m' });
  });

  test('scrape nothing of an application without metrics', () => {
    const web = { ...smallApplication, metrics: false as const };
    expect(objects({ applications: { web } }).map(({ kind }) => kind)).not.toContain('ServiceMonitor');
  });

  test('scrape instances, poolers and the cache by the labels of their pods', () => {
    const selectors = objects(everything)
      .filter(({ kind }) => kind === 'PodMonitor')
      .map(({ metadata, spec }) => [metadata.name, spec.selector.matchLabels]);
    expect(Object.fromEntries(selectors)).toEqual({
      database: { 'cnpg.io/podRole': 'instance' },
      'database-pooler': { 'cnpg.io/podRole': 'pooler' },
      cache: { 'app.kubernetes.io/name': 'cache' },
    });
  });

  test('have the labels by which Prometheus selects them, and rules do too', () => {
    const cluster = { storageClass: 'ssd', monitorLabels: { release: 'prometheus' } };
    const watched = objects({ ...everything, cluster }).filter(({ kind }) => kind !== 'ConfigMap');
    expect(watched).toHaveLength(8);
    for (const { metadata } of watched) expect(metadata.labels).toMatchObject({ release: 'prometheus' });
  });
});

describe('alerts', () => {
  test('say how bad it is, what is wrong and what to do', () => {
    const all = objects({ ...everything, gitops: { repository: 'https://git.example.com/platform.git' } });
    for (const rule of ['web', 'database', 'cache', 'environment']) {
      for (const { labels, annotations } of alerts(all, rule)) {
        expect(labels).toMatchObject({ namespace: 'production', component: rule });
        expect(['critical', 'warning']).toContain(labels.severity);
        expect(annotations.summary).toMatch(/[^.]$/);
        expect(annotations.description).toMatch(/^[A-Z].{40,}\.$/);
      }
    }
  });

  test('fit the application: no release without two colors, no autoscaler with a fixed scale', () => {
    const application = { ...smallApplication, delivery: { strategy: 'rollingUpdate' as const } };
    expect(names(objects({ applications: { web: application } }), 'web')).toEqual([
      'ApplicationDown',
      'ApplicationReplicasMissing',
      'ApplicationFails',
      'ApplicationErrors',
      'ApplicationRestarting',
    ]);
    expect(names(objects(everything), 'web')).toEqual([
      'ApplicationDown',
      'ApplicationReplicasMissing',
      'ApplicationFails',
      'ApplicationErrors',
      'ApplicationRestarting',
      'ReleaseFailed',
      'ReleaseWaiting',
      'AutoscalerAtMaximum',
      'AutoscalerBlind',
    ]);
  });

  test('of an application without metrics ask for none', () => {
    const web = { ...smallApplication, metrics: false as const };
    const [down, ...others] = alerts(objects({ applications: { web } }), 'web');
    expect(down).toMatchObject({ alert: 'ApplicationDown' });
    expect(down?.expr).not.toMatch(/absent|up\{/);
    expect(down?.expr).toMatch(/^max\(rollout_info_replicas_available.*\) < 1$/);
    expect(down?.annotations.description).not.toContain('Prometheus');
    expect(others.map(({ alert }) => alert)).toEqual([
      'ApplicationReplicasMissing',
      'ApplicationRestarting',
      'ReleaseFailed',
      'ReleaseWaiting',
    ]);
  });

  test('of an application without a counter ask whether it is up, and for no answers', () => {
    const web = { ...smallApplication, metrics: { requests: false as const } };
    const rules = objects({ applications: { web } });
    expect(names(rules, 'web')).not.toContain('ApplicationFails');
    expect(names(rules, 'web')).not.toContain('ApplicationErrors');
    expect(alerts(rules, 'web')[0]?.expr).toContain('absent(up{');
  });

  test('find errors by the label that the application uses', () => {
    const web = { ...smallApplication, metrics: { statusLabel: 'status' } };
    const errors = alerts(objects({ applications: { web } }), 'web').filter(({ alert }) =>
      /Fails|Errors/.test(alert),
    );
    expect(errors).toHaveLength(2);
    for (const { expr } of errors) {
      expect(expr).toContain('status=~"5.."');
      expect(expr).not.toContain('code=');
    }
  });

  test('do not fire for an application that should have no replicas', () => {
    const application = { ...smallApplication, scale: 0 };
    expect(names(objects({ applications: { web: application } }), 'web')).not.toContain('ApplicationDown');
  });

  test('wait for a backup six hours longer than its schedule', () => {
    const [tooOld] = alerts(objects(everything), 'database').filter(
      ({ alert }) => alert === 'DatabaseBackupTooOld',
    );
    expect(tooOld?.expr).toContain(`> ${7 * 86_400 + 6 * 3_600})`);
  });

  test('wait as long as the environment file says', () => {
    const database = { storage: '10Gi', backup: { ...backup, maxAge: '200h' } } as const;
    const tooOld = alerts(objects({ database }), 'database').find(
      ({ alert }) => alert === 'DatabaseBackupTooOld',
    );
    expect(tooOld?.expr).toContain(`> ${200 * 3_600})`);
    expect(tooOld?.annotations.description).toContain('older than 200h');
  });

  test('cover backups only if there are any', () => {
    const database = { storage: '10Gi' } as const;
    expect(names(objects({ database }), 'database').filter(name => /Backup|Archiving/.test(name))).toEqual(
      [],
    );
  });

  test('say that commits wait with required durability, and have no copy with preferred durability', () => {
    const about = (input: { instances?: number; dataDurability?: 'preferred' }) =>
      names(objects({ database: { storage: '10Gi', ...input } }), 'database').filter(name =>
        ['DatabaseWritesWait', 'DatabaseWithoutReplica'].includes(name),
      );
    expect(about({})).toEqual(['DatabaseWritesWait']);
    expect(about({ dataDurability: 'preferred' })).toEqual(['DatabaseWithoutReplica']);
    expect(about({ instances: 1 })).toEqual([]);
  });

  test('say that the cache refuses writes without a replica only if it does', () => {
    const refused = (replicas: number) =>
      names(objects({ cache: { replicas } }), 'cache').includes('CacheWritesRefused');
    expect([refused(2), refused(3)]).toEqual([false, true]);
  });

  test('are evaluated often enough for two minutes, with any default of Prometheus', () => {
    const rules = objects(everything).filter(({ kind }) => kind === 'PrometheusRule');
    expect(rules.flatMap(({ spec }) => spec.groups.map(({ interval }: Manifest) => interval))).toEqual(
      rules.map(() => '15s'),
    );
  });

  test('report a full memory only if keys are not evicted: otherwise it is the normal state', () => {
    const about = (profile: 'cache' | 'queue' | 'session') =>
      names(objects({ cache: { profile } }), 'cache').filter(name => name.includes('Memory'));
    expect(about('queue')).toEqual(['CacheOutOfMemory', 'CacheMemoryFull']);
    expect(about('session')).toEqual(['CacheOutOfMemory', 'CacheMemoryFull']);
    expect(about('cache')).toEqual(['CacheOutOfMemory']);
  });

  test('have nothing for an external database and cache', () => {
    const database = {
      external: true,
      host: 'db.example.com',
      network: '10.0.0.0/16',
      secret: 'db',
    } as const;
    const cache = {
      external: true,
      host: 'redis.example.com',
      network: '10.0.0.0/16',
      secret: 'redis',
    } as const;
    const kinds = objects({ database, cache }).map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(kinds.sort()).toEqual([
      'ConfigMap/dashboard',
      'PrometheusRule/environment',
      'PrometheusRule/web',
      'ServiceMonitor/web',
    ]);
  });
});

describe('the dashboard', () => {
  test('is JSON with a data source that the reader chooses', () => {
    const { data, metadata } = objectOf(objects(everything), 'ConfigMap', 'dashboard');
    expect(metadata.labels).toMatchObject({ grafana_dashboard: '1' });
    const dashboard = JSON.parse(data['production.json']);
    expect(dashboard.title).toBe('Slipway: production');
    expect(dashboard.panels.map(({ title }: Manifest) => title)).toEqual([
      'Requests',
      'Share of errors',
      'Replicas available',
      'Memory of containers',
      'Replicas behind the primary',
      'Clients waiting for a database connection',
      'Memory of the cache',
      'Keys evicted',
    ]);
    for (const panel of dashboard.panels) expect(panel.datasource.uid).toBe('$datasource');
  });

  test('counts requests in every counter that an application names', () => {
    const applications = {
      web: smallApplication,
      shop: { ...smallApplication, metrics: { requests: 'shop_requests_total' } },
      blog: smallApplication,
    };
    const { data } = objectOf(objects({ applications }), 'ConfigMap', 'dashboard');
    const [requests] = JSON.parse(data['production.json']).panels;
    expect(requests.targets.map(({ expr }: Manifest) => expr)).toEqual([
      'sum by (service) (rate(http_requests_total{namespace="production"}[5m])) or sum by (service) (rate(shop_requests_total{namespace="production"}[5m]))',
    ]);
  });

  test('finds errors by the label of each counter', () => {
    const applications = {
      web: smallApplication,
      shop: { ...smallApplication, metrics: { statusLabel: 'status' } },
      blog: { ...smallApplication, metrics: false as const },
    };
    const { data } = objectOf(objects({ applications }), 'ConfigMap', 'dashboard');
    const [requests, errors] = JSON.parse(data['production.json']).panels;
    expect(requests.targets[0].expr.match(/http_requests_total/g)).toHaveLength(1);
    expect(errors.targets[0].expr).toMatch(/code=~"5\.\."}.* or .*status=~"5\.\."}/);
  });

  test('has no requests where nothing counts them', () => {
    const applications = { web: { ...smallApplication, metrics: false as const } };
    const { data } = objectOf(objects({ applications }), 'ConfigMap', 'dashboard');
    const { panels } = JSON.parse(data['production.json']);
    expect(panels.map(({ title }: Manifest) => title)).toEqual([
      'Replicas available',
      'Memory of containers',
    ]);
  });

  test('does not grow with the number of applications', () => {
    const applications = Object.fromEntries(
      Array.from({ length: 50 }, (_, index) => [`web-${index}`, smallApplication]),
    );
    const { data } = objectOf(objects(), 'ConfigMap', 'dashboard');
    expect(objectOf(objects({ applications }), 'ConfigMap', 'dashboard').data).toEqual(data);
  });
});
