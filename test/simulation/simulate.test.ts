import fc from 'fast-check';
import { patternNames, patternTrace } from '../../simulation/load/patterns.ts';
import type { Trace } from '../../simulation/load/trace.ts';
import { TraceReader } from '../../simulation/load/trace.ts';
import { HpaMachine } from '../../simulation/machines/hpa-machine.ts';
import { byName, measure } from '../../simulation/machines/measured.ts';
import { AutoScaler, Cooldowns } from '../../simulation/reference.ts';
import { simulate } from '../../simulation/simulate.ts';
import { metricName, type Subject } from '../../simulation/subject.ts';
import { law } from '../support/law.ts';
import { subjectWith, traceOf } from './subject.ts';

const pods = { startup: 30, termination: 30 };
const modes = ['target', 'step'] as const;

/** Any rules, minimum, maximum and down steps of an application. */
const subjects = fc.record({
  min: fc.integer({ min: 1, max: 5 }),
  room: fc.integer({ min: 0, max: 20 }),
  steps: fc.array(
    fc.record({ cooldown: fc.integer({ min: 1, max: 900 }), adjustment: fc.integer({ min: 1, max: 4 }) }),
    { minLength: 4, maxLength: 4 },
  ),
  scope: fc.constantFrom('pod' as const, 'service' as const),
  stabilization: fc.integer({ min: 0, max: 900 }),
  replicas: fc.integer({ min: 1, max: 3 }),
  period: fc.integer({ min: 1, max: 600 }),
});
type Described = typeof subjects extends fc.Arbitrary<infer Value> ? Value : never;

function subjectOf({ min, room, steps, scope, stabilization, replicas, period }: Described): Subject {
  const rules = [
    { metric: 'CPUUtilization' as const, threshold: 70 },
    { metric: 'MemoryUtilization' as const, threshold: 80 },
    { metric: 'RequestCount' as const, threshold: 1000 },
    { metric: 'Prometheus' as const, name: 'delay', query: 'delay', scope, unit: 's', threshold: 2 },
  ].map((rule, index) => ({ cooldown: 60, adjustment: 1, ...rule, ...steps[index] }));
  const down = { stabilization: `${stabilization}s`, replicas, period: `${period}s` } as const;
  return subjectWith({ min, max: min + room, rules, down });
}

/** An hour in which each metric changes independently and is sometimes missing. */
const traces = fc.array(
  fc.record({
    rows: fc.integer({ min: 1, max: 30 }),
    levels: fc.tuple(
      ...([1200, 1200, 15_000, 30] as const).map(max =>
        fc.option(fc.double({ min: 0, max, noNaN: true }), { freq: 8, nil: null }),
      ),
    ),
  }),
  { minLength: 4, maxLength: 16 },
);
type Segments = typeof traces extends fc.Arbitrary<infer Value> ? Value : never;

function traceOfSegments(segments: Segments): Trace {
  const column = (index: number) =>
    segments.flatMap(({ rows, levels }) => Array.from({ length: rows }, () => levels[index] ?? Number.NaN));
  return traceOf({
    CPUUtilization: column(0),
    MemoryUtilization: column(1),
    RequestCount: column(2),
    delay: column(3),
  });
}

test('mode step adds exactly what evaluateScaling says, at every sync of every random trace', () => {
  law(
    fc.property(subjects, traces, (described, segments) => {
      const [subject, trace] = [subjectOf(described), traceOfSegments(segments)];
      const { rules, max } = subject.range;
      const named = rules.map(rule => ({ ...rule, metric: metricName(rule) }));
      const machine = new HpaMachine(subject, 'step', pods);
      const cooldowns = new Cooldowns(named);
      const load = new TraceReader(trace);
      for (let now = 0; now < trace.times.length * 15; now += 15) {
        load.moveTo(now);
        const before = machine.replicas;
        const metrics = byName(rules, measure(subject, load, machine.ready(now), before));
        const awake = named.filter(rule => cooldowns.hasPassed(rule, before, now));
        const added = Math.min(max - before, AutoScaler.evaluateScaling(awake, metrics));
        const { replicas } = machine.sync(now, load);
        expect(Math.max(0, replicas - before)).toBe(added);
        if (replicas !== before) cooldowns.changed(before, now);
      }
    }),
    { numRuns: 25 },
  );
});

test('keeps the replicas between minimum and maximum, in every mode', () => {
  law(
    fc.property(subjects, traces, (described, segments) => {
      const [subject, trace] = [subjectOf(described), traceOfSegments(segments)];
      const { min, max } = subject.range;
      for (const { replicas } of simulate({ subject, trace, modes, pods }).runs) {
        expect(replicas.every(count => min <= count && count <= max)).toBe(true);
      }
    }),
    { numRuns: 20 },
  );
});

test('never adds more than the rules together allow in their cooldowns', () => {
  law(
    fc.property(subjects, traces, (described, segments) => {
      const [subject, trace] = [subjectOf(described), traceOfSegments(segments)];
      // Between two removals the budget of a rule is its adjustment in each cooldown. What was removed within a
      // cooldown may come back on top: the controller counts it back in (kubernetes `horizontal.go`, periodStart).
      for (const { changes, name } of simulate({ subject, trace, modes, pods }).runs) {
        for (const [first, { at: begin }] of changes.entries()) {
          let added = 0;
          const longest = Math.max(...subject.range.rules.map(({ cooldown }) => cooldown));
          const removed = changes
            .slice(0, first)
            .filter(({ at, from, to }) => to < from && at >= begin - longest)
            .reduce((sum, { from, to }) => sum + from - to, 0);
          for (const { at, from, to } of changes.slice(first)) {
            if (to < from) break;
            added += to - from;
            const seconds = at - begin;
            const budget = subject.range.rules.reduce(
              (sum, { adjustment, cooldown }) => sum + adjustment * (Math.floor(seconds / cooldown) + 1),
              removed,
            );
            expect({ name, ok: added <= budget }).toEqual({ name, ok: true });
          }
        }
      }
    }),
    { numRuns: 20 },
  );
});

test.each(patternNames)('simulates the pattern %s twice with the same result', name => {
  const subject = subjectWith();
  const { min, max, rules } = subject.range;
  const metrics = rules.map(rule => ({ metric: metricName(rule), threshold: rule.threshold }));
  const trace = patternTrace(name, { metrics, min, max });
  const once = simulate({ subject, trace, modes, pods });
  expect(once.runs.some(({ changes }) => changes.length > 0)).toBe(true);
  expect(simulate({ subject, trace, modes, pods })).toEqual(once);
});

test('starts the load of a new pod only when it is ready', () => {
  const trace = traceOf({ CPUUtilization: Array.from({ length: 20 }, () => 400) });
  const [, target] = simulate({ subject: subjectWith(), trace, modes: ['target'], pods }).runs;
  // 400 % over 3 replicas; the two that come at 0 s are ready at 30 s.
  expect([...(target?.ready ?? [])].slice(0, 4)).toEqual([3, 3, 5, 5]);
  expect([...(target?.values.get('CPUUtilization') ?? [])].slice(0, 3).map(Math.round)).toEqual([
    133, 133, 80,
  ]);
});

test('says why the replicas rose: what was measured, what it asks for, what limits it', () => {
  const trace = traceOf({ CPUUtilization: [300, 300], RequestCount: [6000, 6000] });
  const { runs } = simulate({ subject: subjectWith(), trace, modes, pods });
  expect(runs.map(({ name, changes }) => [name, changes[0]?.why])).toEqual([
    ['reference', 'CPUUtilization 100 > 70, RequestCount 2000 > 1000: +2'],
    [
      'target',
      'RequestCount 6000 in all (target 1000 a replica) asks for 6, CPUUtilization 100 % (target 70 %) asks for 5; +1 in 300s or +2 in 180s allows 5 now',
    ],
    ['step', 'CPUUtilization 100 > 70, RequestCount 2000 > 1000: +2: asks for 5'],
  ]);
});
