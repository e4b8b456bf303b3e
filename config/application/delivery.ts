import { z } from 'zod';
import { mostMeasurements, mostReplicas } from '../units/counts.ts';
import { duration } from '../units/duration.ts';
import { job, retriesOf } from './job.ts';
import { preview } from './preview.ts';

/** What the name of the Job that examines a new version adds to the name of its application. */
export const analysisSuffix = '-analysis';

const blueGreen = z.strictObject({
  strategy: z.literal('blueGreen').default('blueGreen').meta({
    description: 'An Argo Rollout: both versions run side by side, and all traffic switches at once.',
  }),
  preview: preview.optional().meta({
    description:
      'A host of the new version before promotion, on the same database and cache, and who may use it. Default: none.',
  }),
  autoPromotion: z.boolean().default(true).meta({
    description:
      'Whether traffic switches automatically once the analysis has passed; false waits for `kubectl argo rollouts promote`.',
  }),
  analysis: z
    .strictObject({
      interval: duration({ from: '1s', to: '1h' })
        .prefault('30s')
        .meta({ description: 'Time between two measurements.' }),
      count: z
        .int()
        .min(1)
        .max(mostMeasurements)
        .default(5)
        .meta({ description: 'Number of measurements before promotion, and again after it.' }),
      job: z
        .strictObject({ ...job, retries: retriesOf(0) })
        .optional()
        .meta({
          description:
            'A Job that must succeed before promotion, next to the health of the new version. Default: none.',
        }),
      successRate: z.number().min(0).max(1).default(0.99).meta({
        description:
          'Share of requests without a 5xx response, from 0 to 1, that the new version must reach after promotion.',
      }),
    })
    .prefault({})
    .meta({
      description:
        'What the new version must show before and after promotion. Default: the defaults of its keys.',
    }),
  scaleDownDelay: duration({ from: '1s', to: '168h' }).prefault('15m').meta({
    description: 'How long the old version keeps running after the switch; must be longer than the analysis.',
  }),
});

const rollingUpdate = z.strictObject({
  strategy: z.literal('rollingUpdate').meta({ description: 'A Deployment: pods are replaced step by step.' }),
  maxSurge: z
    .int()
    .min(0)
    .max(mostReplicas)
    .default(1)
    .meta({ description: 'Maximum pods above the number of replicas during an update.' }),
  maxUnavailable: z
    .int()
    .min(0)
    .max(mostReplicas)
    .default(0)
    .meta({ description: 'Maximum pods below the number of replicas during an update.' }),
});

const recreate = z.strictObject({
  strategy: z.literal('recreate').meta({
    description: 'A Deployment: all old pods end before a new one starts, and no pod runs in between.',
  }),
});

/** How a new version reaches users: a blue-green Argo Rollout, or a plain Deployment. */
export const delivery = z.discriminatedUnion('strategy', [blueGreen, rollingUpdate, recreate]);

export type Delivery = z.output<typeof delivery>;
export type BlueGreen = z.output<typeof blueGreen>;
export type RollingUpdate = z.output<typeof rollingUpdate>;
export type Recreate = z.output<typeof recreate>;
