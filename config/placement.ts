import { z } from 'zod';
import { mostTolerationSeconds } from './units/counts.ts';
import { labelKey, labelValue } from './units/names.ts';

const toleration = z.strictObject({
  key: labelKey.optional().meta({ description: 'Key of the taint. Default: any, with operator Exists.' }),
  operator: z
    .enum(['Equal', 'Exists'])
    .default('Equal')
    .meta({ description: 'Equal: the taint has this value; Exists: whatever its value.' }),
  value: labelValue.optional().meta({ description: 'Value of the taint. Default: an empty one.' }),
  effect: z
    .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
    .optional()
    .meta({ description: 'Effect of the taint. Default: any.' }),
  tolerationSeconds: z.int().min(0).max(mostTolerationSeconds).optional().meta({
    description: 'Seconds that a pod stays once a node has the taint, with NoExecute. Default: for ever.',
  }),
});

/** On which nodes pods may run, in Kubernetes' own words. */
export const placement = {
  nodeSelector: z
    .record(labelKey, labelValue)
    .default({})
    .meta({ description: 'Labels that a node must have to run its pods. Default: any node.' }),
  tolerations: z
    .array(toleration)
    .default([])
    .meta({ description: 'Taints of nodes that do not keep its pods away. Default: none.' }),
};

export type Toleration = z.output<typeof toleration>;

/** Keys of labels and annotations that others rely on, whole domains among them, and whose they are; Go reads the regular expressions too. */
export const reservedKeys: readonly (readonly [owner: string, keys: string])[] = [
  ['slipway', String.raw`app|app\.kubernetes\.io/.*|slipway\.dev/.*`],
  [
    'the controller of the workload',
    String.raw`(rollouts-)?pod-template-hash|controller-revision-hash|((deployment|statefulset|apps)\.kubernetes|rollout\.argoproj)\.io/.*`,
  ],
  ['Argo CD', String.raw`argocd\.argoproj\.io/.*`],
  ['CloudNativePG', String.raw`cnpg\.io/.*`],
  ['cert-manager', String.raw`acme\.cert-manager\.io/.*`],
  ['Helm', String.raw`(meta\.)?helm\.sh/.*`],
  ['Pod Security', String.raw`(container\.)?(apparmor|seccomp)\.security\.(alpha|beta)\.kubernetes\.io/.*`],
  ['kubectl', String.raw`kubectl\.kubernetes\.io/.*`],
];

/** Who owns a key of a label or an annotation; undefined if it is free to use. */
export function ownerOf(key: string): string | undefined {
  return reservedKeys.find(([, keys]) => new RegExp(`^(${keys})$`).test(key))?.[0];
}
