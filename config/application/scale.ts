import { z } from 'zod';
import { withoutEffect } from '../effect.ts';
import { reportedByMembers } from '../messages.ts';
import { mostReplicas } from '../units/counts.ts';
import { duration } from '../units/duration.ts';
import { expected, show } from '../units/expected.ts';
import { someText } from '../units/free-text.ts';
import { thousandths } from '../units/numbers.ts';
import { query } from '../units/promql.ts';

/**
 * The ScalingRule of the reference architecture: when `metric` exceeds `threshold`, add `adjustment` replicas, at most
 * once per `cooldown` seconds.
 *
 * Limits: `cooldown` becomes `periodSeconds` of an HPA policy, 1 to 1800; `adjustment` its `value`, above 0 (kubernetes
 * `pkg/apis/autoscaling/validation/validation.go`).
 */
const rule = {
  cooldown: z
    .int()
    .min(1)
    .max(1800, {
      error: issue =>
        `expected at most 1800 seconds, found ${show(issue.input)}; it becomes periodSeconds of a HorizontalPodAutoscaler, which allows no more`,
    })
    .meta({
      description:
        'Seconds in which the rule adds replicas at most once; a plain number such as 300, as in the reference architecture.',
    }),
  adjustment: z.int().min(1).max(mostReplicas).meta({ description: 'Replicas that the rule adds.' }),
};

/** JSON Schema: a threshold above 100 percent needs a reason. `checks/scale.ts` has the message. */
const reasonAbove100 = {
  if: { properties: { threshold: { exclusiveMinimum: 100 } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { required: ['reason'] },
};

const utilization = z
  .strictObject({
    metric: z
      .enum(['CPUUtilization', 'MemoryUtilization'])
      .meta({ description: 'Average utilization of the pods, in percent of their requests.' }),
    threshold: z.int().min(1).max(1000).meta({
      description: 'Percent of the request above which the rule fires. Above 100 only with a reason.',
    }),
    ...rule,
    reason: someText
      .optional()
      .meta({
        description:
          'Why pods may use more than they request before new pods are added. Required with a threshold above 100. Default: none.',
      })
      .register(withoutEffect, { why: 'it allows a threshold above 100, and tells the next reader why' }),
  })
  .meta(reasonAbove100);

const requestCount = z.strictObject({
  metric: z
    .literal('RequestCount')
    .meta({ description: 'HTTP requests that one replica receives in one minute.' }),
  threshold: thousandths.meta({
    description: 'HTTP requests in one minute above which the rule fires.',
  }),
  ...rule,
});

const custom = z.strictObject({
  metric: z.literal('Prometheus').meta({ description: 'Any value that a Prometheus query returns.' }),
  name: z
    .string()
    .regex(/^[a-z][-a-z0-9]*$/, { error: expected('a name of lowercase letters, digits and hyphens') })
    .meta({ description: 'Name of the value, unique in the application.' }),
  query: query.meta({ description: 'PromQL that returns one number for the whole application.' }),
  window: duration({ from: '15s', to: '1h' })
    .prefault('1m')
    .meta({ description: 'Time over which the number is averaged, with one value every 15s.' }),
  scope: z.enum(['pod', 'service']).default('pod').meta({
    description:
      'pod: the threshold is the share of the number for each replica; service: the threshold is for the number itself, such as a latency.',
  }),
  unit: someText
    .meta({ description: 'What the number counts, such as messages; reports show it.' })
    .register(withoutEffect, { why: 'the reports of slipway simulate show it' }),
  threshold: thousandths.meta({ description: 'Number of `unit` above which the rule fires.' }),
  activationThreshold: z.int().min(0).max(1_000_000_000).default(0).meta({
    description: 'Number of `unit` above which the first replica starts, with min 0.',
  }),
  ...rule,
});

export const scalingRule = z.discriminatedUnion('metric', [utilization, requestCount, custom]);

const range = z.strictObject({
  min: z.int().min(0).max(mostReplicas).meta({
    description:
      'Minimum replicas. 0 only for kind worker with a rule of metric Prometheus, by which KEDA starts the first replica.',
  }),
  max: z.int().min(1).max(mostReplicas).meta({ description: 'Maximum replicas.' }),
  mode: z.enum(['target', 'step']).default('target').meta({
    description:
      'target: thresholds become targets of a HorizontalPodAutoscaler; step: adds exactly the largest adjustment of the rules that fire.',
  }),
  rules: z.array(scalingRule).min(1).meta({ description: 'Rules that say when to add replicas.' }),
  cooldownPeriod: duration({ from: '0s', to: '24h' }).optional().meta({
    description:
      'How long no rule of metric Prometheus may be above its activationThreshold before KEDA removes the last replica. Only with min 0. Default: 5m.',
  }),
  down: z
    .strictObject({
      stabilization: duration({
        from: '0s',
        to: '1h',
        because: 'a HorizontalPodAutoscaler looks back at most 1h',
      })
        .prefault('5m')
        .meta({ description: 'How long the load must be lower before replicas are removed.' }),
      replicas: z
        .int()
        .min(1)
        .max(mostReplicas)
        .default(1)
        .meta({ description: 'Maximum replicas removed in each period.' }),
      period: duration({
        from: '1s',
        to: '30m',
        because: 'periodSeconds of a HorizontalPodAutoscaler is at most 1800',
      })
        .prefault('1m')
        .meta({ description: 'The period in which at most `replicas` are removed, up to 30m.' }),
    })
    .prefault({})
    .meta({ description: 'How replicas are removed. Default: the defaults of its keys.' }),
});

/** Either a fixed number of replicas, or a range with scaling rules. */
export const scale = z.union([z.int().min(0).max(mostReplicas), range], {
  error: issue =>
    typeof issue.input === 'object' || typeof issue.input === 'number'
      ? reportedByMembers
      : `expected a number of replicas or { min, max, rules }, found ${show(issue.input)}`,
});

export type ScalingRule = z.output<typeof scalingRule>;
export type Scale = z.output<typeof scale>;
export type ScaleRange = z.output<typeof range>;
