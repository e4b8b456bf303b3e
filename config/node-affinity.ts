import { z } from 'zod';
import { mostWeight } from './units/counts.ts';
import { labelKey, labelValue } from './units/names.ts';

/** What a label of a node must be. */
const requirement = z.strictObject({
  key: labelKey.meta({ description: 'Key of a label of the node.' }),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']).meta({
    description:
      'In, NotIn: whether the label is one of values; Exists, DoesNotExist: whether the node has it; Gt, Lt: whether its number is above or below the one value.',
  }),
  values: z.array(labelValue).min(1).optional().meta({
    description: 'What the label is compared with, as texts. Default: none, for Exists and DoesNotExist.',
  }),
});

const term = z.strictObject({
  matchExpressions: z
    .array(requirement)
    .min(1)
    .meta({ description: 'What its labels must be, all of it together.' }),
});

const required = z
  .strictObject({
    nodeSelectorTerms: z
      .array(term)
      .length(1)
      .meta({ description: 'One term. Several would be alternatives, which values of In are, too.' }),
  })
  .optional()
  .meta({ description: 'Nodes on which pods may run. Default: any.' });

const preferred = z
  .array(
    z.strictObject({
      weight: z.int().min(1).max(mostWeight).meta({ description: 'Weight of these nodes, 1 to 100.' }),
      preference: term.meta({ description: 'What labels such a node has.' }),
    }),
  )
  .min(1)
  .optional()
  .meta({ description: 'Nodes that are taken first, by the sum of weights. Default: none.' });

/** Which nodes pods need or prefer, in Kubernetes' own form. */
export const nodeAffinity = z
  .strictObject({
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
  })
  .optional()
  .meta({
    description:
      'Nodes that its pods need or prefer, where nodeSelector cannot say it. Default: none, so any node.',
  });

export type NodeAffinity = NonNullable<z.output<typeof nodeAffinity>>;
export type NodeRequirement = z.output<typeof requirement>;
