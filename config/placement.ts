import { z } from 'zod';
import { type NodeAffinity, nodeAffinity } from './node-affinity.ts';
import { mostTolerationSeconds } from './units/counts.ts';
import { existingName, labelKey, labelValue } from './units/names.ts';

const toleration = z.strictObject({
  key: labelKey.optional().meta({ description: 'Key of the taint. Default: any, with operator Exists.' }),
  operator: z
    .enum(['Equal', 'Exists'])
    .default('Equal')
    .meta({ description: 'Equal: the taint must have this value; Exists: it may have any value.' }),
  value: labelValue.optional().meta({ description: 'Value of the taint. Default: an empty one.' }),
  effect: z
    .enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute'])
    .optional()
    .meta({ description: 'Effect of the taint. Default: any.' }),
  tolerationSeconds: z.int().min(0).max(mostTolerationSeconds).optional().meta({
    description: 'Seconds that a pod stays after a node gets the taint, with NoExecute. Default: forever.',
  }),
});

/** On which nodes pods may run, in Kubernetes' own words. */
export const placement = {
  nodeSelector: z
    .record(labelKey, labelValue)
    .default({})
    .meta({ description: 'Labels that a node must have to run its pods. Default: none, so any node.' }),
  tolerations: z
    .array(toleration)
    .default([])
    .meta({ description: 'Taints of nodes that its pods tolerate. Default: none.' }),
  nodeAffinity,
  priorityClassName: existingName.optional().meta({
    description:
      'PriorityClass of its pods, which must exist. Default: that of the cluster, mostly priority 0.',
  }),
};

export interface Placement {
  readonly nodeSelector: Record<string, string>;
  readonly tolerations: Toleration[];
  readonly nodeAffinity?: NodeAffinity | undefined;
  readonly priorityClassName?: string | undefined;
}

export type Toleration = z.output<typeof toleration>;

/** Whether pods may run on some nodes only, which may be in fewer zones than the cluster has. */
export function isBound({
  nodeSelector,
  nodeAffinity,
}: Pick<Placement, 'nodeSelector' | 'nodeAffinity'>): boolean {
  const { requiredDuringSchedulingIgnoredDuringExecution: required } = nodeAffinity ?? {};
  return Object.keys(nodeSelector).length > 0 || required !== undefined;
}

/**
 * Keys and whole domains of labels and annotations that others rely on, by owner, as regular expressions that Go reads
 * too.
 */
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

/** The owner of a key of a label or an annotation; undefined if the key is free to use. */
export function ownerOf(key: string): string | undefined {
  return reservedKeys.find(([, keys]) => new RegExp(`^(${keys})$`).test(key))?.[0];
}
