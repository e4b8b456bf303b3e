import { z } from 'zod';
import { withoutEffect } from './effect.ts';
import { judgedByMembers } from './messages.ts';
import { mostReplicas } from './units/counts.ts';
import { duration } from './units/duration.ts';
import { expected, show } from './units/expected.ts';
import { someText } from './units/free-text.ts';
import { thousandths } from './units/numbers.ts';
import { query } from './units/promql.ts';

/**
 * The reference's ScalingRule: when `metric` exceeds `threshold`, add `adjustment` replicas, at most once per
 * `cooldown` seconds.
 *
 * Limits: `cooldown` becomes `periodSeconds` of an HPA policy, 1 to 1800; `adjustment` its `value`, above 0
 * (kubernetes `pkg/apis/autoscaling/validation/validation.go`).
 */
const rule = {
  cooldown: z
    .int()
    .min(1)
    .max(1800, {
      error: issue =>
        `expected at most 1800 seconds, found ${show(issue.input)}: it becomes periodSeconds of a HorizontalPodAutoscaler, which ends there`,
    })
    .meta({
      description:
        'Seconds in which the rule adds replicas at most once: a bare number, as the reference has it.',
    }),
  adjustment: z.int().min(1).max(mostReplicas).meta({ description: 'Replicas that the rule adds.' }),
};

/** The JSON Schema of a rule that wants a reason beside more than 100 percent; `checks/scale.ts` says it in words. */
const reasonAbove100 = {
  if: { properties: { threshold: { exclusiveMinimum: 100 } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['reason'] },
};

const utilization = z
  .strictObject({
    metric: z
      .enum(['CPUUtilization', 'MemoryUtilization'])
      .meta({ description: 'Average use of the pods, in percent of their requests.' }),
    threshold: z.int().min(1).max(1000).meta({
      description: 'Percent of the request above which the rule fires. Above 100 only with a reason.',
    }),
    ...rule,
    reason: someText
      .optional()
      .meta({
        description:
          'Why pods may use more than they request before others join them; required with a threshold above 100. Default: none.',
      })
      .register(withoutEffect, { why: 'it allows a threshold above 100, and tells the next reader why' }),
  })
  .meta(reasonAbove100);

const requestCount = z.strictObject({
  metric: z
    .literal('RequestCount')
    .meta({ description: 'HTTP requests that one replica receives in one minute.' }),
  threshold: thousandths.meta({ description: 'HTTP requests in one minute above which the rule fires.' }),
  ...rule,
});

const custom = z.strictObject({
  metric: z.literal('Prometheus').meta({ description: 'Any value that Prometheus can compute.' }),
  name: z
    .string()
    .regex(/^[a-z][-a-z0-9]*$/, { error: expected('a name of lower case letters, digits and hyphens') })
    .meta({ description: 'What the value is called, unique in the application.' }),
  query: query.meta({ description: 'PromQL that returns one number for the whole application.' }),
  window: duration({ from: '15s', to: '1h' })
    .prefault('1m')
    .meta({ description: 'The number is averaged over so long, a value every 15s.' }),
  scope: z.enum(['pod', 'service']).default('pod').meta({
    description:
      'pod: the threshold is what one replica carries of the number; service: it is the number itself, such as a latency.',
  }),
  unit: someText
    .meta({ description: 'What the number counts, such as messages: reports name it.' })
    .register(withoutEffect, { why: 'the reports of slipway simulate name it' }),
  threshold: thousandths.meta({ description: 'In `unit`: the number above which the rule fires.' }),
  ...rule,
});

export const scalingRule = z.discriminatedUnion('metric', [utilization, requestCount, custom]);

const range = z.strictObject({
  min: z.int().min(1).max(mostReplicas).meta({ description: 'Replicas at the least.' }),
  max: z.int().min(1).max(mostReplicas).meta({ description: 'Replicas at the most.' }),
  mode: z.enum(['target', 'step']).default('target').meta({
    description:
      'target: thresholds become targets of a HorizontalPodAutoscaler; step: exact steps of the largest adjustment whose rule fires.',
  }),
  rules: z.array(scalingRule).min(1).meta({ description: 'When replicas are added.' }),
  down: z
    .strictObject({
      stabilization: duration({
        from: '0s',
        to: '1h',
        because: 'a HorizontalPodAutoscaler looks back no further',
      })
        .prefault('5m')
        .meta({ description: 'How long load must be lower before replicas go.' }),
      replicas: z
        .int()
        .min(1)
        .max(mostReplicas)
        .default(1)
        .meta({ description: 'Replicas removed at most in each period.' }),
      period: duration({
        from: '1s',
        to: '30m',
        because: 'periodSeconds of a HorizontalPodAutoscaler ends at 1800',
      })
        .prefault('1m')
        .meta({ description: 'The period in which at most `replicas` are removed, up to 30m.' }),
    })
    .prefault({})
    .meta({ description: 'How replicas are removed again. Default: the defaults of its keys.' }),
});

/** Either a fixed number of replicas or a range with the rules that move them. */
export const scale = z.union([z.int().min(0).max(mostReplicas), range], {
  error: issue =>
    typeof issue.input === 'object' || typeof issue.input === 'number'
      ? judgedByMembers
      : `expected a number of replicas or { min, max, rules }, found ${show(issue.input)}`,
});

export type ScalingRule = z.output<typeof scalingRule>;
export type Scale = z.output<typeof scale>;
export type ScaleRange = z.output<typeof range>;
