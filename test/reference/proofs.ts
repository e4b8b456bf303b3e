import { join } from 'node:path';
import { loadEnvironments } from '../../config/load.ts';
import { synthesize } from '../../output/synthesize.ts';
import { type Manifest, objectOf } from '../support/manifests.ts';

const project = join(import.meta.dirname, '../..');

/** The synthesized production environment, and how to ask for one of its objects. */
export interface Production {
  readonly all: readonly Manifest[];
  of(kind: string, name: string): Manifest;
}

export async function production(): Promise<Production> {
  const environments = await loadEnvironments([join(project, 'environments/production.ts')]);
  const all = synthesize(environments).objects.map(({ manifest }) => manifest as Manifest);
  return { all, of: (kind, name) => objectOf(all, kind, name) };
}

/** The figures of one row of the reference, asserted. */
export type Proof = (production: Production) => void;

const web = ({ of }: Production): Manifest => of('Rollout', 'web');
const container = (production: Production): Manifest => web(production).spec.template.spec.containers[0];
const kinds = ({ all }: Production): Set<string> => new Set(all.map(({ kind }) => kind));

/** One proof a row of the table in docs/reference.md, by the row's name. */
export const proofs: Readonly<Record<string, Proof>> = {
  'traffic distribution': ({ of }) => {
    expect(of('HTTPRoute', 'web').spec).toMatchObject({
      hostnames: ['app.example.com'],
      rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
    });
    expect(of('Service', 'web').spec).toMatchObject({
      selector: { app: 'web' },
      ports: [{ port: 80, targetPort: 'http' }],
    });
    expect(of('Service', 'web').spec.trafficDistribution).toBe('PreferSameZone');
  },

  'TLS termination, certificates': ({ of }) => {
    expect(of('Gateway', 'gateway').spec.listeners).toContainEqual(
      expect.objectContaining({
        hostname: 'app.example.com',
        port: 443,
        protocol: 'HTTPS',
        tls: { mode: 'Terminate', certificateRefs: [{ name: 'web-tls' }] },
      }),
    );
    expect(of('Certificate', 'web').spec).toMatchObject({
      dnsNames: ['app.example.com'],
      secretName: 'web-tls',
    });
    expect(of('HTTPRoute', 'redirect-to-https').spec.rules[0].filters[0].requestRedirect).toEqual({
      scheme: 'https',
      statusCode: 301,
    });
  },

  'health checks': production => {
    const health = { path: '/health', port: 'http' };
    const { readinessProbe, livenessProbe, startupProbe, ports } = container(production);
    expect(ports).toContainEqual({ containerPort: 8080, name: 'http', protocol: 'TCP' });
    expect(readinessProbe).toMatchObject({ httpGet: health, initialDelaySeconds: 5, periodSeconds: 10 });
    expect(livenessProbe).toMatchObject({ httpGet: health, initialDelaySeconds: 15, periodSeconds: 20 });
    expect(startupProbe).toMatchObject({ httpGet: health });
  },

  application: production => {
    const { spec, metadata } = web(production);
    expect(metadata.namespace).toBe('production');
    expect(spec.selector.matchLabels).toEqual({ app: 'web' });
    expect(spec.template.metadata.labels.app).toBe('web');
    expect(container(production)).toMatchObject({
      name: 'web-app',
      image: expect.stringMatching(/^app-registry\/web-app:1\.0\.0@sha256:[0-9a-f]{64}$/),
      resources: { requests: { cpu: '500m', memory: '256Mi' }, limits: { cpu: '1', memory: '512Mi' } },
    });
    expect(production.of('PodDisruptionBudget', 'web').spec).toMatchObject({ maxUnavailable: 1 });
  },

  'auto scaling': production => {
    const { spec } = production.of('ScaledObject', 'web');
    expect(web(production).spec).not.toHaveProperty('replicas');
    expect(spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
      minReplicaCount: 3,
    });
    const byType = Object.fromEntries(spec.triggers.map((trigger: Manifest) => [trigger.type, trigger]));
    expect(byType.cpu).toMatchObject({ metricType: 'Utilization', metadata: { value: '70' } });
    expect(byType.memory).toMatchObject({ metricType: 'Utilization', metadata: { value: '80' } });
    expect(byType.prometheus).toMatchObject({
      name: 'request-count',
      metricType: 'AverageValue',
      metadata: { threshold: '1000' },
    });
    const { name, behavior } = spec.advanced.horizontalPodAutoscalerConfig;
    expect(name).toBe('web');
    expect(behavior.scaleUp.policies).toEqual([
      { type: 'Pods', value: 1, periodSeconds: 300 },
      { type: 'Pods', value: 2, periodSeconds: 180 },
    ]);
  },

  'blue/green': production => {
    expect(web(production).spec.strategy.blueGreen).toMatchObject({
      activeService: 'web',
      previewService: 'web-preview',
      prePromotionAnalysis: { templates: [{ templateName: 'web-health' }] },
      postPromotionAnalysis: { templates: [{ templateName: 'web-success-rate' }] },
    });
    expect(web(production).spec.progressDeadlineAbort).toBe(true);
  },

  'primary + 2 read replicas': ({ of }) => {
    expect(of('Cluster', 'database').spec.instances).toBe(3);
    expect(of('Pooler', 'database-pooler-rw').spec).toMatchObject({
      type: 'rw',
      cluster: { name: 'database' },
    });
    expect(of('Pooler', 'database-pooler-ro').spec).toMatchObject({
      type: 'ro',
      cluster: { name: 'database' },
    });
    expect(of('NetworkPolicy', 'database').spec.policyTypes).toEqual(['Ingress', 'Egress']);
  },

  backup: ({ of }) => {
    expect(of('ObjectStore', 'database-backup').spec).toMatchObject({
      configuration: { destinationPath: 's3://example-backups/production' },
      retentionPolicy: '30d',
    });
    expect(of('ScheduledBackup', 'database-17').spec).toMatchObject({
      schedule: '0 0 2 * * *',
      method: 'plugin',
    });
    const { plugins, backup } = of('Cluster', 'database').spec;
    expect(plugins).toEqual([
      expect.objectContaining({
        isWALArchiver: true,
        parameters: { barmanObjectName: 'database-backup', serverName: 'database-17' },
      }),
    ]);
    expect(backup).toBeUndefined();
  },

  cache: ({ of }) => {
    expect(of('StatefulSet', 'cache').spec.replicas).toBe(3);
    expect(of('StatefulSet', 'cache-sentinel').spec.replicas).toBe(3);
    expect(of('ConfigMap', 'cache').data['sentinel.conf']).toContain('failover-timeout');
  },

  'request flow': production => {
    const variables = container(production).env.map(({ name }: { name: string }) => name);
    expect(variables).toEqual(
      expect.arrayContaining(['PGHOST', 'DATABASE_READ_HOST', 'PGPASSWORD', 'REDIS_SENTINELS']),
    );
    const policies = production.all.filter(({ kind }) => kind === 'NetworkPolicy');
    const egress = JSON.stringify(production.of('NetworkPolicy', 'web').spec.egress);
    expect(policies.length).toBeGreaterThan(1);
    expect(egress).toContain('database-pooler-rw');
    expect(egress).toContain('"app.kubernetes.io/name":"cache"');
  },

  'deployment flow, 8 steps': production => {
    const { blueGreen } = web(production).spec.strategy;
    expect(blueGreen.autoPromotionEnabled).toBe(true);
    expect(blueGreen).not.toHaveProperty('autoPromotionSeconds');
    expect(blueGreen.scaleDownDelaySeconds).toBeGreaterThan(300);
  },

  'scaling flow, 6 steps': production => {
    expect(production.of('ScaledObject', 'web').spec.fallback).toMatchObject({ replicas: 3 });
    expect(container(production).readinessProbe).toBeDefined();
    expect(production.of('Service', 'web').spec).not.toHaveProperty('publishNotReadyAddresses');
  },

  '3 zones, 3 NAT': production => {
    const zone = { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' };
    for (const spec of [web(production).spec.template.spec, production.of('Cluster', 'database').spec]) {
      expect(spec.topologySpreadConstraints).toContainEqual(expect.objectContaining({ ...zone, maxSkew: 1 }));
    }
    expect(production.of('NetworkPolicy', 'web').spec.policyTypes).toContain('Egress');
  },

  'container insights': production => {
    expect([...kinds(production)]).toEqual(
      expect.arrayContaining(['ServiceMonitor', 'PodMonitor', 'PrometheusRule']),
    );
    expect(production.of('ServiceMonitor', 'web').spec.endpoints[0]).toMatchObject({
      port: 'http',
      path: '/metrics',
    });
  },

  'security groups, least privilege, IAM': production => {
    expect(production.of('NetworkPolicy', 'default-deny').spec).toEqual({
      podSelector: {},
      policyTypes: ['Ingress', 'Egress'],
    });
    expect(production.of('ServiceAccount', 'web').automountServiceAccountToken).toBe(false);
    expect(
      production.of('Namespace', 'production').metadata.labels['pod-security.kubernetes.io/enforce'],
    ).toBe('restricted');
    expect(container(production).securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  },

  'encryption in transit and at rest': production => {
    const value = (name: string) =>
      container(production).env.find((variable: Manifest) => variable.name === name)?.value;
    expect(value('PGSSLMODE')).toBe('verify-full');
    expect(value('REDIS_TLS_CA_FILE')).toBeDefined();
    expect(production.of('ConfigMap', 'cache').data['tls.conf']).toContain('tls-port 6379');
    expect(production.of('Cluster', 'database').spec.storage.storageClass).toBe('encrypted-ssd');
    expect(kinds(production)).not.toContain('Secret');
  },

  'immutable infrastructure, regular updates': ({ all }) => {
    const images = JSON.stringify(all).match(/"image(Name)?":"[^"]+"/g) ?? [];
    expect(images.length).toBeGreaterThan(3);
    for (const image of images) expect(image).toMatch(/@sha256:[0-9a-f]{64}"$/);
  },

  'monitor deployment metrics, security events': production => {
    const rules = production.all.filter(({ kind }) => kind === 'PrometheusRule');
    expect(JSON.stringify(rules)).toContain('rollout_info');
  },
};
