import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Environment } from '../config/environment.ts';

/** The tiers, in the order in which Argo CD brings them up; each is a folder of the tree. */
export const tiers = [
  'platform',
  'network',
  'observability',
  'data',
  'cache',
  'application',
  'load-balancing',
] as const;

export type TierName = (typeof tiers)[number];

/**
 * Argo CD's sync wave of every tier: a wave begins when all objects of the one before are healthy.
 *
 * Data and cache come before the applications that use them, and traffic comes last.
 */
export const syncWave: Record<TierName, number> = {
  platform: 0,
  network: 1,
  observability: 1,
  data: 2,
  cache: 2,
  application: 3,
  'load-balancing': 5,
};

/**
 * The wave of what scales an application: after its workload, before its traffic.
 *
 * In the wave of its Rollout a ScaledObject is Degraded for a second, which fails the whole sync: KEDA wants a size to
 * begin with ("the spec replicas field does not exist"), which Argo Rollouts writes. Seen with KEDA 2.21.
 */
export const autoscalerWave = 4;

export const autoscalers: readonly string[] = ['HorizontalPodAutoscaler', 'ScaledObject'];

/**
 * One tier of an environment: a chart whose objects land in the folder of that name, in the environment's
 * namespace, with the labels that say whose they are.
 */
export abstract class Tier extends Chart {
  constructor(scope: Construct, name: TierName, environment: Environment) {
    super(scope, name, {
      namespace: environment.namespace,
      disableResourceNameHashes: true,
      labels: {
        'app.kubernetes.io/managed-by': 'slipway',
        'app.kubernetes.io/part-of': environment.name,
      },
    });
  }
}
