import * as fc from 'fast-check';
import { stepBehavior, thresholdBehavior } from '../../../../charts/application/scaling/behavior.ts';
import { law } from '../../../support/law.ts';
import { type RangeInput, rules, scaling } from './support.ts';

const rule = fc.record({
  metric: fc.constant('Prometheus' as const),
  unit: fc.constant('messages'),
  query: fc.constant('sum(queue)'),
  threshold: fc.integer({ min: 1, max: 1000 }),
  cooldown: fc.integer({ min: 1, max: 1800 }),
  adjustment: fc.integer({ min: 1, max: 20 }),
});

const anyRules: fc.Arbitrary<RangeInput['rules']> = fc
  .array(rule, { minLength: 1, maxLength: 6 })
  .map(list => list.map((item, index) => ({ ...item, name: `rule-${index}` })));

describe('behavior in mode target', () => {
  test('is one policy a rule, each once', () => {
    expect(thresholdBehavior(scaling().range).scaleUp).toEqual({
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [
        { type: 'Pods', value: 1, periodSeconds: 300 },
        { type: 'Pods', value: 2, periodSeconds: 180 },
      ],
    });
  });

  test('has exactly the rules as policies', () => {
    law(
      fc.property(anyRules, given => {
        const { policies } = thresholdBehavior(scaling({ rules: given }).range).scaleUp;
        const found = policies.map(({ value, periodSeconds }) => `+${value}/${periodSeconds}`);
        const wanted = given.map(({ adjustment, cooldown }) => `+${adjustment}/${cooldown}`);
        expect(new Set(found)).toEqual(new Set(wanted));
        expect(found).toHaveLength(new Set(wanted).size);
      }),
    );
  });

  test('removes one replica a minute after five minutes of lower load', () => {
    expect(thresholdBehavior(scaling().range).scaleDown).toEqual({
      stabilizationWindowSeconds: 300,
      selectPolicy: 'Max',
      policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
    });
  });

  test('removes replicas as the environment file says', () => {
    const down = { stabilization: '10m', replicas: 2, period: '2m' } as const;
    expect(thresholdBehavior(scaling({ down }).range).scaleDown).toMatchObject({
      stabilizationWindowSeconds: 600,
      policies: [{ value: 2, periodSeconds: 120 }],
    });
  });

  test('uses no field that Kubernetes 1.27 does not know', () => {
    const { scaleUp, scaleDown } = thresholdBehavior(scaling().range);
    expect(scaleUp).not.toHaveProperty('tolerance');
    expect(scaleDown).not.toHaveProperty('tolerance');
  });
});

describe('behavior in mode step', () => {
  test('bounds a step by the largest adjustment in the shortest cooldown', () => {
    const { target, range } = scaling({ rules });
    expect(stepBehavior(target, range).scaleUp.policies).toEqual([
      { type: 'Pods', value: 2, periodSeconds: 180 },
    ]);
  });

  test.each([
    ['1.27', undefined],
    ['1.34', undefined],
    ['1.35', '0'],
    ['1.37', '0'],
  ] as const)('on Kubernetes %s has the tolerance %s', (kubernetes, tolerance) => {
    const { target, range } = scaling({}, {}, kubernetes);
    const { scaleUp, scaleDown } = stepBehavior(target, range);
    expect([scaleUp.tolerance, scaleDown.tolerance]).toEqual([tolerance, tolerance]);
  });
});
