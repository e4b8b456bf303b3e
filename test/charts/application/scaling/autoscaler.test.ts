import { type Manifest, objectOf } from '../../../support/manifests.ts';
import { web } from '../manifests.ts';
import { type RangeInput, rules } from './support.ts';

const resources: RangeInput['rules'] = rules.filter(({ metric }) => metric.endsWith('Utilization'));
const range = { min: 3, max: 12 };
const delivery = { strategy: 'rollingUpdate' as const };

function kinds(manifests: readonly Manifest[]): string[] {
  return manifests.map(({ kind }) => kind).filter(kind => /Autoscaler|Scaled/.test(kind));
}

describe('autoscaler', () => {
  test.each([
    ['a Deployment has a fixed number of replicas', { scale: 3, delivery }],
    ['a Rollout has none', { scale: 0 }],
  ])('is none where %s', (_what, input) => {
    expect(kinds(web(input))).toEqual([]);
  });

  test('keeps the fixed number of replicas of a Rollout, and says why', () => {
    const { metadata, spec } = objectOf(web({ scale: 4 }), 'HorizontalPodAutoscaler', 'web');
    expect(spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
      minReplicas: 4,
      maxReplicas: 4,
    });
    expect(metadata.annotations['slipway.dev/scaling']).toBe(
      'keeps a fixed number of replicas; a new number reaches the pods after the current release is complete',
    );
  });

  test('is a HorizontalPodAutoscaler for rules of CPU and memory', () => {
    expect(kinds(web({ scale: { ...range, rules: resources } }))).toEqual(['HorizontalPodAutoscaler']);
  });

  test('is a ScaledObject for rules that need Prometheus', () => {
    expect(kinds(web({ scale: { ...range, rules } }))).toEqual(['ScaledObject']);
  });

  test('is a ScaledObject for exact steps, with any rules', () => {
    expect(kinds(web({ scale: { ...range, mode: 'step', rules: resources } }))).toEqual(['ScaledObject']);
  });
});

describe('horizontal pod autoscaler', () => {
  const scale = { ...range, rules: resources };

  test('scales the Rollout between the bounds, memory before CPU', () => {
    const { spec } = objectOf(web({ scale }), 'HorizontalPodAutoscaler', 'web');
    expect(spec).toMatchObject({
      scaleTargetRef: { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' },
      minReplicas: 3,
      maxReplicas: 12,
    });
    expect(spec.metrics.map((metric: Manifest) => metric.resource.name)).toEqual(['memory', 'cpu']);
  });

  test('scales a Deployment', () => {
    const { spec } = objectOf(web({ scale, delivery }), 'HorizontalPodAutoscaler', 'web');
    expect(spec.scaleTargetRef).toEqual({ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' });
  });

  test('says how it differs from the rules', () => {
    const { metadata } = objectOf(web({ scale }), 'HorizontalPodAutoscaler', 'web');
    expect(metadata.annotations['slipway.dev/scaling']).toBe(
      'whichever rule fires, the load decides how many pods are added, at most +1 in 300s; a rule fires a tenth above its threshold',
    );
  });

  test('has the behavior of the rules', () => {
    const { behavior } = objectOf(web({ scale }), 'HorizontalPodAutoscaler', 'web').spec;
    expect(behavior).toEqual({
      scaleUp: {
        stabilizationWindowSeconds: 0,
        selectPolicy: 'Max',
        policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }],
      },
      scaleDown: {
        stabilizationWindowSeconds: 300,
        selectPolicy: 'Max',
        policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
      },
    });
  });
});

describe('scaled object', () => {
  const spec = (input: Parameters<typeof web>[0] = {}, cluster?: Parameters<typeof web>[1]) =>
    objectOf(web({ scale: { ...range, rules }, ...input }, cluster), 'ScaledObject', 'web').spec;

  test('makes an HPA with the name of the application, and takes over an existing one', () => {
    const { metadata } = objectOf(web({ scale: { ...range, rules } }), 'ScaledObject', 'web');
    expect(spec().advanced.horizontalPodAutoscalerConfig.name).toBe('web');
    expect(metadata.annotations['scaledobject.keda.sh/transfer-hpa-ownership']).toBe('true');
  });

  test('treats a missing answer as an error, not as no load', () => {
    expect(spec().triggers[1]).toMatchObject({
      type: 'prometheus',
      name: 'request-count',
      metricType: 'AverageValue',
      metadata: {
        serverAddress: 'http://prometheus-operated.monitoring.svc:9090',
        threshold: '1000',
        ignoreNullValues: 'false',
      },
    });
  });

  test('keeps the replicas, and at least the minimum, while Prometheus is down', () => {
    expect(spec().fallback).toEqual({
      failureThreshold: 3,
      replicas: 3,
      behavior: 'currentReplicasIfHigher',
    });
  });

  test('never uses a cooldown as the delay of scaling to zero', () => {
    expect(spec()).not.toHaveProperty('cooldownPeriod');
  });

  test('has no tolerance in mode step', () => {
    const scale = { ...range, mode: 'step' as const, rules };
    const { behavior } = spec({ scale }, { kubernetes: '1.36' }).advanced.horizontalPodAutoscalerConfig;
    expect([behavior.scaleUp.tolerance, behavior.scaleDown.tolerance]).toEqual(['0', '0']);
  });
});
