import { App } from 'cdk8s';
import { ProductionStack } from '../../../charts/production-stack.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { noticesOf } from '../../../config/notices.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const storage = '20Gi';
const schedule = '0 0 2 * * *';
const backup = { destination: 's3://backups', schedule, retention: '30d' } as const;
const input: Partial<EnvironmentInput> = {
  database: { storage, backup, directConnections: 5 },
  databases: {
    reports: { storage, backup, instances: 1, databases: { shop: {} }, directConnections: 5 },
    warehouse: { external: true, host: 'db.example.com', network: '10.0.0.0/8', secret: 'warehouse' },
  },
  applications: {
    api: { ...smallApplication, uses: ['database'], connections: { database: { direct: true } } },
    web: {
      ...smallApplication,
      uses: ['reports', 'warehouse'],
      connections: { reports: { name: 'shop', url: 'REPORTS_URL', direct: true } },
    },
  },
};

const environment = environmentWith(input);
const stack = new ProductionStack(new App(), environment);
const manifests: Manifest[] = manifestsOf(stack);

function policy(name: string): Manifest {
  return objectOf(manifests, 'NetworkPolicy', name).spec;
}

test('each database is a Cluster of its name, with its own archive and certificate', () => {
  const cluster = objectOf(manifests, 'Cluster', 'reports').spec;
  expect(cluster.plugins[0].parameters).toEqual({
    barmanObjectName: 'reports-backup',
    serverName: 'reports-17',
  });
  expect(cluster.certificates.serverTLSSecret).toBe('reports-tls');
  expect(objectOf(manifests, 'Certificate', 'reports-tls').spec.dnsNames).toContain('reports-pooler-rw');
  expect(objectOf(manifests, 'Pooler', 'reports-pooler-rw').spec.cluster.name).toBe('reports');
  expect(objectOf(manifests, 'ScheduledBackup', 'reports-17').spec.cluster.name).toBe('reports');
  expect(objectOf(manifests, 'Database', 'reports-shop').spec.cluster.name).toBe('reports');
});

test('an application gets the variables of a further database with its name before them', () => {
  const { containers } = objectOf(manifests, 'Rollout', 'web').spec.template.spec;
  const variables = new Map(
    containers[0].env.map(({ name, value, valueFrom }: Manifest) => [name, value ?? valueFrom.secretKeyRef]),
  );
  expect(variables.get('REPORTS_PGHOST')).toBe('reports-pooler-rw');
  expect(variables.get('REPORTS_PGPASSWORD')).toEqual({ name: 'reports-role-shop', key: 'password' });
  expect(variables.get('REPORTS_PGSSLROOTCERT')).toBe('/etc/slipway/reports/ca.crt');
  expect(variables.get('REPORTS_DIRECT_HOST')).toBe('reports-rw');
  expect(variables.get('REPORTS_URL')).toContain(
    'postgres://$(REPORTS_PGUSER):$(REPORTS_PGPASSWORD)@$(REPORTS_PGHOST):',
  );
  expect(variables.get('WAREHOUSE_PGHOST')).toBe('db.example.com');
  expect(variables.has('PGHOST')).toBe(false);
});

test('an application reaches only the Clusters that it uses', () => {
  const sql = policy('web').egress[0];
  expect(sql.to).toEqual([
    { podSelector: { matchLabels: { 'cnpg.io/poolerName': 'reports-pooler-rw' } } },
    { podSelector: { matchLabels: { 'cnpg.io/cluster': 'reports', 'cnpg.io/podRole': 'instance' } } },
  ]);
  const clients = policy('database-pooler-rw').ingress[0].from;
  expect(clients).toEqual([{ podSelector: { matchLabels: { app: 'api' } } }]);
});

test('the policy of the first Cluster is that of restored ones, and of no other Cluster', () => {
  const others = { key: 'cnpg.io/cluster', operator: 'NotIn', values: ['reports', 'warehouse'] };
  expect(policy('database').podSelector).toEqual({
    matchLabels: { 'cnpg.io/podRole': 'instance' },
    matchExpressions: [others],
  });
  expect(policy('reports').podSelector).toEqual({
    matchLabels: { 'cnpg.io/cluster': 'reports', 'cnpg.io/podRole': 'instance' },
  });
});

test('each Cluster has alerts about its pods, which say its name', () => {
  const { groups } = objectOf(manifests, 'PrometheusRule', 'reports').spec;
  const alert = groups[0].rules.find(({ alert }: Manifest) => alert === 'DatabaseWithoutPrimary');
  expect(alert.expr).toContain('pod=~"reports-[0-9]+"');
  expect(alert.annotations.summary).toBe('No instance of the database reports accepts writes');
});

test('a notice names the key of the database that it is about', () => {
  const risky = environmentWith({ databases: { reports: { storage, instances: 1 } } });
  expect(noticesOf(risky).map(({ path }) => path)).toContain('databases.reports.instances');
});
