import fc from 'fast-check';
import { accepted } from '../../../support/promql-cases.ts';
import { duration } from '../scalars.ts';

const rule = fc
  .record({
    metric: fc.constantFrom('CPUUtilization', 'MemoryUtilization', 'RequestCount', 'Prometheus'),
    threshold: fc.integer({ min: 1, max: 100 }),
    large: fc.constantFrom(0.25, 1000, 1_500_000),
    cooldown: fc.integer({ min: 1, max: 1800 }),
    adjustment: fc.integer({ min: 1, max: 5 }),
    query: fc.constantFrom(...accepted),
    name: fc.constantFrom('queue', 'latency', 'on'),
    window: duration('15s', '90s', '1h'),
    scope: fc.constantFrom('pod', 'service'),
  })
  .map(({ metric, threshold, large, query, name, window, scope, ...step }) => {
    if (metric === 'Prometheus')
      return { metric, name, unit: 'messages', query, window, scope, threshold: large, ...step };
    return { metric, threshold: metric === 'RequestCount' ? large : threshold, ...step };
  });

/** How many replicas an application has: a number, or a range with rules. */
export const scale = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.record(
    {
      min: fc.integer({ min: 1, max: 4 }),
      max: fc.integer({ min: 4, max: 40 }),
      mode: fc.constantFrom('target' as const, 'step' as const),
      rules: fc.uniqueArray(rule, {
        minLength: 1,
        maxLength: 4,
        selector: rule => ('name' in rule ? rule.name : rule.metric),
      }),
      down: fc.record({
        stabilization: duration('0s', '90s', '5m', '1h'),
        replicas: fc.integer({ min: 1, max: 3 }),
        period: duration('1s', '1m', '30m'),
      }),
    },
    { requiredKeys: ['min', 'max', 'rules'] },
  ),
);
