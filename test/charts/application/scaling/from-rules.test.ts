import { autoscalingOf } from '../../../../charts/application/scaling/from-rules.ts';
import { queue, scaling } from './support.ts';

const series = 'namespace="production",service="web"';

describe('autoscaling', () => {
  test('makes a target of every threshold of the reference, in the order that the API server keeps', () => {
    const { target, range } = scaling();
    expect(autoscalingOf(target, range).metrics).toMatchObject([
      {
        type: 'Resource',
        resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } },
      },
      {
        type: 'External',
        external: {
          metric: { name: 'request-count' },
          target: { type: 'AverageValue', averageValue: '1000' },
        },
      },
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
      },
    ]);
  });

  test('stays between the bounds of the environment file', () => {
    const { target, range } = scaling({ min: 2, max: 9 });
    expect(autoscalingOf(target, range)).toMatchObject({ minReplicas: 2, maxReplicas: 9 });
  });

  test('counts requests a minute to the active color: 0 without requests, no answer without a target', () => {
    const { target, range } = scaling();
    const queries = autoscalingOf(target, range).metrics.flatMap(metric =>
      metric.type === 'External' ? [metric.query] : [],
    );
    expect(queries).toEqual([
      `(sum(rate(http_requests_total{${series}}[2m])) or sum(up{${series}} == 1) * 0) * 60`,
    ]);
  });

  test('averages the query of a Prometheus rule over its window', () => {
    const { target, range } = scaling({ rules: [{ ...queue, window: '5m' }] });
    expect(autoscalingOf(target, range).metrics).toEqual([
      {
        type: 'External',
        external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '50' } },
        query: 'avg_over_time((sum(queue_length))[300s:15s])',
      },
    ]);
  });

  test('compares a number of the service as it is, after those of pods', () => {
    const { target, range } = scaling({ rules: [{ ...queue, name: 'delay', scope: 'service' }, queue] });
    expect(autoscalingOf(target, range).metrics).toMatchObject([
      {
        type: 'External',
        external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: '50' } },
      },
      {
        type: 'External',
        external: { metric: { name: 'delay' }, target: { type: 'Value', value: '50' } },
      },
    ]);
  });

  test('has one metric in mode step: the replicas to run', () => {
    const { target, range } = scaling({ mode: 'step' });
    expect(autoscalingOf(target, range).metrics).toMatchObject([
      {
        type: 'External',
        external: { metric: { name: 'step' }, target: { type: 'AverageValue', averageValue: '1' } },
      },
    ]);
  });
});

describe('what is lost', () => {
  test('in mode target is the step and the cooldown', () => {
    const { target, range } = scaling();
    expect(autoscalingOf(target, range).loss).toBe(
      'whichever rule fires, the load decides how many pods are added, at most +1 in 300s or +2 in 180s; a rule fires a tenth above its threshold',
    );
  });

  test('in mode step is the time of a scrape', () => {
    const { target, range } = scaling({ mode: 'step' });
    expect(autoscalingOf(target, range).loss).toBe('exact steps, one scrape late; -1 at most every 300s');
  });

  test('in mode step before Kubernetes 1.35 are small steps of many replicas', () => {
    const { target, range } = scaling({ mode: 'step' }, {}, '1.34');
    expect(autoscalingOf(target, range).loss).toBe(
      'exact steps, one scrape late; -1 at most every 300s; a step of at most a tenth of the replicas is ignored',
    );
  });
});
