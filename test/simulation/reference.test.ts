import fc from 'fast-check';
import { AutoScaler, Cooldowns } from '../../simulation/reference.ts';
import { law } from '../support/law.ts';

/** The rules of the reference architecture. */
const rules = [
  { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 },
  { metric: 'MemoryUtilization', threshold: 80, cooldown: 300, adjustment: 1 },
  { metric: 'RequestCount', threshold: 1000, cooldown: 180, adjustment: 2 },
];

const evaluate = (metrics: Record<string, number>) =>
  AutoScaler.evaluateScaling(rules, new Map(Object.entries(metrics)));

test('adds the largest adjustment of the rules that fire, not their sum', () => {
  expect(evaluate({ CPUUtilization: 90, MemoryUtilization: 90, RequestCount: 2000 })).toBe(2);
  expect(evaluate({ CPUUtilization: 90, MemoryUtilization: 90 })).toBe(1);
});

test('fires above the threshold and not at it', () => {
  expect(evaluate({ CPUUtilization: 70 })).toBe(0);
  expect(evaluate({ CPUUtilization: 70.1 })).toBe(1);
});

test('counts a missing metric as 0, and never removes a replica', () => {
  expect(evaluate({})).toBe(0);
  expect(evaluate({ CPUUtilization: Number.NaN })).toBe(0);
});

test('does what the code of the reference does, for any rules and metrics', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const number = fc.double({ min: -10, max: 10, noDefaultInfinity: true });
  const rule = fc.record({ metric: name, threshold: number, cooldown: fc.nat(), adjustment: fc.integer() });
  law(
    fc.property(fc.array(rule), fc.array(fc.tuple(name, number)), (rules, pairs) => {
      const metrics = new Map(pairs);
      const fired = rules.filter(rule => (metrics.get(rule.metric) || 0) > rule.threshold);
      expect(AutoScaler.evaluateScaling(rules, metrics)).toBe(
        Math.max(0, ...fired.map(rule => rule.adjustment)),
      );
    }),
  );
});

test('keeps a rule back for its cooldown after any rule added replicas', () => {
  const cooldowns = new Cooldowns(rules);
  cooldowns.changed(3, 100);
  const rested = (now: number) => rules.map(rule => cooldowns.hasPassed(rule, 5, now));
  expect(rested(279)).toEqual([false, false, false]);
  expect(rested(280)).toEqual([false, false, true]);
  expect(rested(400)).toEqual([true, true, true]);
});

test('lets a rule fire again after replicas were removed', () => {
  const cooldowns = new Cooldowns(rules);
  cooldowns.changed(5, 100);
  expect(rules.map(rule => cooldowns.hasPassed(rule, 4, 115))).toEqual([true, true, true]);
});
