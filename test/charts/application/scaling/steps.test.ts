import { stepMetric, stepRules } from '../../../../charts/application/scaling/steps.ts';
import { podNames } from '../../../../charts/pod-names.ts';
import type { ScaleRange } from '../../../../config/application/scale.ts';
import { objectOf } from '../../../support/manifests.ts';
import { web } from '../manifests.ts';
import { queue, rules, scaling } from './support.ts';

const selector = 'namespace="production",application="web"';
const replicas = `sum(slipway:replicas{${selector}})`;
const active = 'namespace="production",service="web"';

/** The expression of a recorded series, of a `rule` if each rule has one. */
function expression(record: string, rule?: string, ...args: Parameters<typeof scaling>): string {
  const { target, range } = scaling(...args);
  const found = stepRules(target, range).find(item => item.record === record && item.labels.rule === rule);
  if (!found) throw new Error(`no series ${record}`);
  return found.expr;
}

describe('exact steps', () => {
  test('ask Prometheus for the replicas that there shall be', () => {
    expect(stepMetric(scaling().target).query).toBe(`slipway:wanted_replicas{${selector}}`);
  });

  test('begin at the replicas that the Rollout was asked for, whichever label names its namespace', () => {
    expect(expression('slipway:replicas')).toBe(
      'max(rollout_info_replicas_desired{namespace="production",name="web"} or rollout_info_replicas_desired{exported_namespace="production",name="web"})',
    );
  });

  test('begin at the replicas that a Deployment was asked for', () => {
    const delivery = { strategy: 'rollingUpdate' as const };
    expect(expression('slipway:replicas', undefined, {}, { delivery })).toContain(
      'kube_deployment_spec_replicas{namespace="production",deployment="web"}',
    );
  });

  test('sort rules by metric, in any order of the file', () => {
    const { target, range } = scaling({ rules: [...rules, queue] });
    const measured = (range: ScaleRange) =>
      stepRules(target, range).flatMap(({ record, labels }) =>
        record.endsWith('ratio') ? [labels.rule] : [],
      );
    expect(measured(range)).toEqual(['MemoryUtilization', 'RequestCount', 'queue', 'CPUUtilization']);
    expect(measured({ ...range, rules: [...range.rules].reverse() })).toEqual(measured(range));
  });

  test('measure CPU and memory of the pods behind the active Service, in percent of their requests', () => {
    const requests = { cpu: '500m', memory: '256Mi' } as const;
    const series = `namespace="production",container="web-app",pod=~"${podNames('web')}"`;
    expect(expression('slipway:rule_ratio', 'CPUUtilization', {}, { resources: { requests } })).toBe(
      `(avg(sum by (pod) (rate(container_cpu_usage_seconds_total{${series}}[2m])) and on (pod) up{${active}}) / 0.5 * 100) / 70`,
    );
    expect(expression('slipway:rule_ratio', 'MemoryUtilization', {}, { resources: { requests } })).toBe(
      `(avg(sum by (pod) (container_memory_working_set_bytes{${series}}) and on (pod) up{${active}}) / 268435456 * 100) / 80`,
    );
  });

  test('measure requests a minute and replica', () => {
    expect(expression('slipway:rule_ratio', 'RequestCount')).toBe(
      `((sum(rate(http_requests_total{${active}}[2m])) or sum(up{${active}} == 1) * 0) * 60 / ${replicas}) / 1000`,
    );
  });

  test('measure the query of a Prometheus rule, for each replica', () => {
    expect(expression('slipway:rule_ratio', 'queue', { rules: [queue] })).toBe(
      `(sum(avg_over_time((sum(queue_length))[60s:15s])) / ${replicas}) / 50`,
    );
  });

  test('measure a number of the service as it is', () => {
    expect(expression('slipway:rule_ratio', 'queue', { rules: [{ ...queue, scope: 'service' }] })).toBe(
      '(sum(avg_over_time((sum(queue_length))[60s:15s]))) / 50',
    );
  });

  test('are added above the threshold, after the cooldown of the rule', () => {
    expect(expression('slipway:rule_step', 'RequestCount')).toBe(
      `2 * (sum(slipway:rule_ratio{${selector},rule="RequestCount"}) > bool 1) * (${replicas} <= bool min(min_over_time(slipway:replicas{${selector}}[180s])))`,
    );
  });

  test('are the largest of the rules, and negative if fewer replicas can serve the load', () => {
    const down = { replicas: 2 };
    expect(expression('slipway:wanted_replicas', undefined, { down }).split('\n')).toEqual([
      'clamp_min(',
      `  ${replicas}`,
      `  + max(slipway:rule_step{${selector}})`,
      `  - 2 * (max(slipway:rule_ratio{${selector}}) * ${replicas} / clamp_min(${replicas} - 2, 1) <= bool 1)`,
      `    * (count(slipway:rule_ratio{${selector}}) == bool 3),`,
      '  3',
      ')',
    ]);
  });

  test('are written as one group of series, a ratio and a step a rule', () => {
    const scale = { min: 3, max: 12, mode: 'step' as const, rules };
    const [group] = objectOf(web({ scale }), 'PrometheusRule', 'web.scaling').spec.groups;
    expect(group).toMatchObject({ name: 'web-scaling', interval: '15s' });
    const series = group.rules.map(({ record, labels }: { record: string; labels: { rule?: string } }) =>
      labels.rule === undefined ? record : `${record} ${labels.rule}`,
    );
    expect(series).toEqual([
      'slipway:replicas',
      'slipway:rule_ratio MemoryUtilization',
      'slipway:rule_step MemoryUtilization',
      'slipway:rule_ratio RequestCount',
      'slipway:rule_step RequestCount',
      'slipway:rule_ratio CPUUtilization',
      'slipway:rule_step CPUUtilization',
      'slipway:wanted_replicas',
    ]);
  });

  test('have the labels by which Prometheus selects rules', () => {
    const scale = { min: 3, max: 12, mode: 'step' as const, rules };
    const cluster = { monitorLabels: { release: 'kube-prometheus' } };
    expect(objectOf(web({ scale }, cluster), 'PrometheusRule', 'web.scaling').metadata.labels).toMatchObject({
      app: 'web',
      release: 'kube-prometheus',
    });
  });

  test('leave no series in mode target', () => {
    const kinds = web({ scale: { min: 3, max: 12, rules } }).map(({ kind }) => kind);
    expect(kinds).not.toContain('PrometheusRule');
  });
});
