import { claimRecord } from '../../config/claims/claims.ts';
import { checkAcross, checkNeighbors } from '../../config/claims/conflicts.ts';
import { environmentSchema } from '../../config/environment.ts';
import type { Loaded } from '../../config/loaded.ts';
import { type DataObject, mergePatch } from '../../config/merge.ts';
import { formatProblem } from '../../config/problem.ts';

const web = {
  image: 'registry.example.com/web:1.0.0',
  resources: { requests: { cpu: '100m', memory: '64Mi' } },
};
const base: DataObject = { cluster: { storageClass: 'standard' } };

function loaded(patch: DataObject): Loaded {
  const data = mergePatch(base, patch) as DataObject;
  return { environment: environmentSchema.parse(data), sources: [{ file: `${patch.name}.yaml`, data }] };
}

const together = (...patches: DataObject[]): string[] => checkAcross(patches.map(loaded)).map(formatProblem);
const at = (destination: string): DataObject => ({
  gitops: { repository: 'https://git.example.com/platform.git', destination },
});

test('a namespace that comes from a name cannot be the namespace of another environment', () => {
  expect(together({ name: 'shop' }, { name: 'staging', namespace: 'shop' })).toEqual([
    'staging.yaml: namespace: found "shop" on https://kubernetes.default.svc, as in shop.yaml (name); give each environment its own namespace, or name the cluster of each in gitops.destination; in the same namespace, each overwrites and prunes the objects of the other',
  ]);
});

test('two clusters may have the same namespace and host', () => {
  const here = {
    name: 'here',
    namespace: 'shop',
    applications: { web: { ...web, host: 'app.example.com' } },
  };
  expect(
    together(
      { ...here, ...at('https://one.example.com') },
      { ...here, ...at('https://two.example.com'), name: 'there' },
    ),
  ).toEqual([]);
});

test.each(['https://one.example.com/', 'https://ONE.example.com', 'https://one.example.com:443'])(
  'one cluster is one, also as %s',
  other => {
    const [first, second] = [
      { name: 'first', namespace: 'shop' },
      { name: 'second', namespace: 'shop' },
    ];
    expect(
      together({ ...first, ...at('https://one.example.com') }, { ...second, ...at(other) }),
    ).toHaveLength(1);
  },
);

test('two gateway classes may have the same host', () => {
  const applications = { web: { ...web, host: 'app.example.com' } };
  const cluster = (gatewayClass: string) => ({ cluster: { storageClass: 'standard', gatewayClass } });
  expect(
    together(
      { name: 'one', applications, ...cluster('inside') },
      { name: 'two', applications, ...cluster('outside') },
    ),
  ).toEqual([]);
});

test('a host cannot be the preview host of another environment', () => {
  const shown = {
    name: 'staging',
    applications: {
      web: {
        ...web,
        host: 'app.example.com',
        delivery: { preview: { host: 'next.example.com', allow: ['192.0.2.0/24'] } },
      },
    },
  };
  const other = { name: 'next', applications: { api: { ...web, host: 'next.example.com' } } };
  expect(together(shown, other)).toEqual([
    'next.yaml: applications.api.host: found "next.example.com" on https://kubernetes.default.svc (gatewayClass envoy), as in staging.yaml (applications.web.delivery.preview.host); give each environment its own hosts; otherwise chance decides which environment answers',
  ]);
});

test('a further host cannot be one that redirects in another environment', () => {
  const shop = { ...web, host: 'shop.example.com', hosts: ['www.example.com'] };
  const app = { ...web, host: 'app.example.com', redirects: ['www.example.com'] };
  expect(together({ name: 'one', applications: { shop } }, { name: 'two', applications: { app } })).toEqual([
    'two.yaml: applications.app.redirects[0]: found "www.example.com" on https://kubernetes.default.svc (gatewayClass envoy), as in one.yaml (applications.shop.hosts[0]); give each environment its own hosts; otherwise chance decides which environment answers',
  ]);
});

test('a route has no claim, since it is on a host of its environment', () => {
  const host = 'app.example.com';
  const { environment } = loaded({
    name: 'one',
    applications: { web: { ...web, host }, api: { ...web, routes: { v1: { host, path: '/api' } } } },
  });
  expect(Object.keys(claimRecord(environment))).toEqual(['applications.web.host', 'namespace']);
});

test('two object stores may have buckets of the same name', () => {
  const backup = (endpoint: string) => ({
    database: {
      storage: '10Gi',
      backup: { destination: 's3://backups/all', endpoint, retention: '30d', schedule: '0 0 2 * * *' },
    },
  });
  expect(
    together(
      { name: 'one', ...backup('https://one.example.com') },
      { name: 'two', ...backup('https://two.example.com') },
    ),
  ).toEqual([]);
});

test('claims of a recorded environment are refused without its file', () => {
  const neighbor = loaded({ name: 'production', namespace: 'shop' });
  const neighbors = [{ name: 'production', folder: 'dist', claims: claimRecord(neighbor.environment) }];
  expect(checkNeighbors([loaded({ name: 'shop' })], neighbors).map(formatProblem)).toEqual([
    'shop.yaml: name: found "shop" on https://kubernetes.default.svc, as in production, which dist still contains; give each environment its own namespace, or name the cluster of each in gitops.destination; in the same namespace, each overwrites and prunes the objects of the other; if production is no longer needed, add --remove production',
  ]);
});

test('a host name of a listener cannot be a host of another environment', () => {
  const tls = { port: 443, protocol: 'TLS', hostname: 'mqtt.example.com' };
  const broker = { ...web, protocol: 'TCP', metrics: false, listeners: { tls } };
  const app = { ...web, host: 'mqtt.example.com' };
  expect(together({ name: 'one', applications: { app } }, { name: 'two', applications: { broker } })).toEqual(
    [
      'two.yaml: applications.broker.listeners.tls.hostname: found "mqtt.example.com" on https://kubernetes.default.svc (gatewayClass envoy), as in one.yaml (applications.app.host); give each environment its own hosts; otherwise chance decides which environment answers',
    ],
  );
});
