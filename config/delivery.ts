import { z } from 'zod';
import { mostMeasurements, mostReplicas } from './units/counts.ts';
import { duration } from './units/duration.ts';
import { hostName } from './units/names.ts';

const blueGreen = z.strictObject({
  strategy: z
    .literal('blueGreen')
    .default('blueGreen')
    .meta({ description: 'An Argo Rollout: both versions run side by side, and traffic switches at once.' }),
  previewHost: hostName.optional().meta({
    description:
      'Public host that leads to the new colour before promotion, on the same database and cache. Default: none.',
  }),
  autoPromotion: z.boolean().default(true).meta({
    description:
      'Switch by itself once the analysis has passed; false waits for `kubectl argo rollouts promote`.',
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
        .meta({ description: 'Measurements before and again after promotion.' }),
      successRate: z.number().min(0).max(1).default(0.99).meta({
        description:
          'Share, from 0 to 1, of requests without a 5xx answer that the new color must reach after promotion.',
      }),
    })
    .prefault({})
    .meta({
      description:
        'What the new color must show before and after promotion. Default: the defaults of its keys.',
    }),
  scaleDownDelay: duration({ from: '1s', to: '168h' }).prefault('15m').meta({
    description: 'How long the old colour keeps running after the switch; longer than the analysis takes.',
  }),
});

const rollingUpdate = z.strictObject({
  strategy: z
    .literal('rollingUpdate')
    .meta({ description: 'A Deployment: pods are replaced one after the other.' }),
  maxSurge: z
    .int()
    .min(0)
    .max(mostReplicas)
    .default(1)
    .meta({ description: 'Pods above the wanted number during an update.' }),
  maxUnavailable: z
    .int()
    .min(0)
    .max(mostReplicas)
    .default(0)
    .meta({ description: 'Pods below the wanted number during an update.' }),
});

/** How a new version reaches users: an Argo Rollout with two colours, or a plain Deployment. */
export const delivery = z.discriminatedUnion('strategy', [blueGreen, rollingUpdate]);

export type Delivery = z.output<typeof delivery>;
export type BlueGreen = z.output<typeof blueGreen>;
export type RollingUpdate = z.output<typeof rollingUpdate>;
