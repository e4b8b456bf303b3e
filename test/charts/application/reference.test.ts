import { join } from 'node:path';
import { loadEnvironments } from '../../../config/load.ts';
import { type Manifest, objectOf } from '../../support/manifests.ts';
import { container, tierOf } from './manifests.ts';

let manifests: Manifest[];

beforeAll(async () => {
  const file = join(import.meta.dirname, '../../../environments/production.ts');
  const [production] = await loadEnvironments([file]);
  if (!production) throw new Error('no production environment');
  manifests = tierOf(production);
});

describe('the application of the reference', () => {
  test('has the label app: web, on its pods and in its selector', () => {
    const { selector, template } = objectOf(manifests, 'Rollout', 'web').spec;
    expect(selector).toEqual({ matchLabels: { app: 'web' } });
    expect(template.metadata.labels.app).toBe('web');
  });

  test('runs the image app-registry/web-app in a container web-app on port 8080', () => {
    expect(container(manifests)).toMatchObject({
      name: 'web-app',
      image: expect.stringMatching(/^app-registry\/web-app:/),
      ports: [{ name: 'http', containerPort: 8080, protocol: 'TCP' }],
    });
  });

  test('requests 500m and 256Mi, with limits of one core and 512Mi', () => {
    expect(container(manifests).resources).toMatchObject({
      requests: { cpu: '500m', memory: '256Mi' },
      limits: { cpu: '1', memory: '512Mi' },
    });
  });

  test('has a readiness probe at /health, after 5 s and every 10 s', () => {
    expect(container(manifests).readinessProbe).toEqual({
      httpGet: { path: '/health', port: 'http' },
      initialDelaySeconds: 5,
      periodSeconds: 10,
    });
  });

  test('has a liveness probe at /health, after 15 s and every 20 s', () => {
    expect(container(manifests).livenessProbe).toEqual({
      httpGet: { path: '/health', port: 'http' },
      initialDelaySeconds: 15,
      periodSeconds: 20,
    });
  });

  test('scales from 3 to 12 replicas at 70 percent CPU, 80 percent memory and 1000 requests a minute', () => {
    const { minReplicaCount, maxReplicaCount, triggers } = objectOf(manifests, 'ScaledObject', 'web').spec;
    expect([minReplicaCount, maxReplicaCount]).toEqual([3, 12]);
    const thresholds = triggers.map((trigger: Manifest) => [
      trigger.type,
      trigger.metricType,
      trigger.metadata.value ?? trigger.metadata.threshold,
    ]);
    expect(thresholds).toEqual([
      ['memory', 'Utilization', '80'],
      ['prometheus', 'AverageValue', '1000'],
      ['cpu', 'Utilization', '70'],
    ]);
  });

  test('adds one replica in 300 s, or two in 180 s', () => {
    const { behavior } = objectOf(manifests, 'ScaledObject', 'web').spec.advanced
      .horizontalPodAutoscalerConfig;
    expect(behavior.scaleUp).toEqual({
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [
        { type: 'Pods', value: 1, periodSeconds: 300 },
        { type: 'Pods', value: 2, periodSeconds: 180 },
      ],
    });
  });

  test('is released blue/green, with an analysis before and after the switch', () => {
    expect(objectOf(manifests, 'Rollout', 'web').spec.strategy).toEqual({
      blueGreen: {
        activeService: 'web',
        previewService: 'web-preview',
        autoPromotionEnabled: true,
        maxUnavailable: 1,
        scaleDownDelaySeconds: 900,
        scaleDownDelayRevisionLimit: 1,
        abortScaleDownDelaySeconds: 300,
        prePromotionAnalysis: { templates: [{ templateName: 'web-health' }] },
        postPromotionAnalysis: {
          templates: [{ templateName: 'web-success-rate' }],
          args: [{ name: 'version', valueFrom: { podTemplateHashValue: 'Latest' } }],
        },
      },
    });
  });

  test('is spread over 3 zones', () => {
    const { topologySpreadConstraints } = objectOf(manifests, 'Rollout', 'web').spec.template.spec;
    expect(topologySpreadConstraints[0]).toMatchObject({
      topologyKey: 'topology.kubernetes.io/zone',
      maxSkew: 1,
      whenUnsatisfiable: 'DoNotSchedule',
    });
  });
});
