import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../config/environment.ts';
import { loadEnvironments } from '../../../config/load.ts';
import { madeKinds, permittedKinds } from '../../../output/argocd/kinds.ts';
import { renderEnvironment } from '../../../output/render.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'environments');
const samples = await loadEnvironments(readdirSync(folder).map(file => join(folder, file)));
const web = { ...smallApplication, host: 'app.example.com' };
const variants = {
  'a rolling update that scales by CPU': environmentWith({
    applications: {
      web: {
        ...web,
        delivery: { strategy: 'rollingUpdate' },
        scale: {
          min: 1,
          max: 2,
          rules: [{ metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 }],
        },
      },
    },
  }),
  'two databases': environmentWith({ database: { storage: '20Gi', databases: { shop: {} } } }),
  'a volume of an application': environmentWith({
    applications: {
      web: {
        ...smallApplication,
        scale: 1,
        securityContext: { fsGroup: 1000 },
        volumes: { data: { mountPath: '/data', size: '10Gi' } },
      },
    },
  }),
  'a preview for some networks': environmentWith({
    applications: {
      web: { ...web, delivery: { preview: { host: 'new.example.com', allow: ['192.0.2.0/24'] } } },
    },
  }),
  'a route with a largest request': environmentWith({
    applications: { web: { ...web, routes: { all: { requestBuffer: '10Mi' } } } },
  }),
  'hosts by their names': environmentWith({
    cluster: { storageClass: 'ssd', networkPlugin: 'cilium' },
    applications: { web: { ...web, egress: { partner: { hosts: ['api.example.com'] } } } },
  }),
  'a Job before each release, and one on a schedule': environmentWith({
    applications: {
      web: { ...web, beforeRelease: { args: ['migrate'] } },
      report: {
        kind: 'scheduled',
        image: web.image,
        resources: web.resources,
        schedule: { cron: '0 2 * * *' },
      },
    },
  }),
  'calls of gRPC': environmentWith({
    applications: { web: { ...web, protocol: 'gRPC', metrics: false } },
  }),
  'listeners that are not HTTP': environmentWith({
    applications: {
      git: {
        ...smallApplication,
        protocol: 'TCP',
        metrics: false,
        listeners: {
          ssh: { port: 22 },
          tls: { port: 443, protocol: 'TLS', hostname: 'git.example.com' },
        },
      },
    },
  }),
  'an Ingress': environmentWith({
    cluster: { storageClass: 'ssd', ingressClass: 'traefik' },
    applications: { web },
  }),
  'more hosts than a Gateway lists': environmentWith({
    applications: Object.fromEntries(
      Array.from({ length: 64 }, (_, index) => [`web-${index}`, { ...web, host: `${index}.example.com` }]),
    ),
  }),
};
const environments: readonly (readonly [string, Environment])[] = [
  ...samples.map(environment => [environment.name, environment] as const),
  ...Object.entries(variants),
];

function kindsOf(environment: Environment): string[] {
  const objects = renderEnvironment(environment).objects.map(({ manifest }) => manifest);
  return objects
    .filter(({ metadata }) => metadata.namespace !== undefined)
    .map(({ apiVersion, kind }) => `${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}/${kind}`);
}

describe('the kinds that a project permits', () => {
  test.each(environments)('are those that environments make: %s', (_, environment) => {
    const known = new Set(madeKinds.map(({ group, kind }) => `${group}/${kind}`));
    expect([...new Set(kindsOf(environment))].filter(kind => !known.has(kind))).toEqual([]);
  });

  test('contain only kinds that some environment makes', () => {
    const made = new Set(environments.flatMap(([, environment]) => kindsOf(environment)));
    expect(madeKinds.filter(({ group, kind }) => !made.has(`${group}/${kind}`))).toEqual([]);
  });

  test('stay after the last object of a kind is removed, because Argo CD must still delete it', () => {
    expect(permittedKinds([])).toContainEqual({ group: 'autoscaling', kind: 'HorizontalPodAutoscaler' });
  });

  test.each([
    ['', 'Endpoints'],
    ['', 'Namespace'],
    ['', 'Pod'],
    ['', 'Secret'],
    ['apps', 'ReplicaSet'],
    ['argoproj.io', 'AnalysisRun'],
    ['discovery.k8s.io', 'EndpointSlice'],
    ['rbac.authorization.k8s.io', 'RoleBinding'],
  ])('let no %s %s come out of Git', (group, kind) => {
    expect(permittedKinds([])).not.toContainEqual({ group, kind });
  });

  test('contain further kinds of the environment', () => {
    const widget = { group: 'example.com', kind: 'Widget' };
    expect(permittedKinds([widget])).toContainEqual(widget);
  });
});
