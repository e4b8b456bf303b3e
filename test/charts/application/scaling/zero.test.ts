import { App } from 'cdk8s';
import { ObservabilityTier } from '../../../../charts/observability/observability-tier.ts';
import { manifestsOf, objectOf } from '../../../support/manifests.ts';
import { type ApplicationInput, environmentOf, web, workload } from '../manifests.ts';

const rules = [
  {
    metric: 'Prometheus' as const,
    name: 'mails',
    query: 'sum(mails_waiting)',
    unit: 'mails',
    threshold: 100,
    activationThreshold: 5,
    cooldown: 60,
    adjustment: 1,
  },
];
const scale = { min: 0, max: 5, cooldownPeriod: '10m' as const, rules };
const worker = (more: object = {}): Partial<ApplicationInput> => ({
  kind: 'worker',
  scale: { ...scale, ...more },
});

const scaledObject = (more?: object) => objectOf(web(worker(more)), 'ScaledObject', 'web').spec;

describe('a worker that runs no pod while it has no work', () => {
  test('is started by KEDA above the activation threshold, and stopped after the cooldown', () => {
    const { minReplicaCount, cooldownPeriod, triggers } = scaledObject();
    expect({ minReplicaCount, cooldownPeriod }).toEqual({ minReplicaCount: 0, cooldownPeriod: 600 });
    expect(triggers[0].metadata).toMatchObject({ threshold: '100', activationThreshold: '5' });
  });

  test('keeps its pods while Prometheus has no answer', () => {
    expect(scaledObject().fallback).toMatchObject({ replicas: 1, behavior: 'currentReplicasIfHigher' });
  });

  test('leaves the number of its pods to KEDA', () => {
    expect(workload(web(worker())).spec).not.toHaveProperty('replicas');
  });

  test('has no alert about missing pods, nor about an autoscaler that rests', () => {
    const tier = manifestsOf(new ObservabilityTier(new App(), environmentOf(worker())));
    const alerts: { alert: string; expr: string }[] = objectOf(tier, 'PrometheusRule', 'web').spec.groups[0]
      .rules;
    const names = alerts.map(({ alert }) => alert);
    expect(names).toEqual(['ApplicationRestarting', 'AutoscalerAtMaximum', 'AutoscalerBlind']);
    expect(alerts[2]?.expr).toMatch(/and max\(kube_deployment_spec_replicas.* > 0$/);
  });

  test('says nothing of zero where one pod always runs', () => {
    const fromOne = { min: 1, max: 5, rules: rules.map(rule => ({ ...rule, activationThreshold: 0 })) };
    const input = { kind: 'worker' as const, scale: fromOne };
    const { spec } = objectOf(web(input), 'ScaledObject', 'web');
    expect(spec).not.toHaveProperty('cooldownPeriod');
    expect(spec.triggers[0].metadata).not.toHaveProperty('activationThreshold');
  });
});
