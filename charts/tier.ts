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
const syncWave: Record<TierName, number> = {
  platform: 0,
  network: 1,
  observability: 1,
  data: 2,
  cache: 2,
  application: 3,
  'load-balancing': 5,
};

/**
 * The wave of kinds that cannot come up together with the rest of their tier.
 *
 * - What scales an application comes after its workload, before its traffic. In the wave of its Rollout a ScaledObject
 *   is Degraded for a second, which fails the whole sync: KEDA wants a size to begin with ("the spec replicas field
 *   does not exist"), which Argo Rollouts writes. Seen with KEDA 2.21.
 * - What a release is examined by comes before its Rollout. Argo CD applies the kinds of a wave side by side, and a
 *   Rollout that is looked at before its templates is Degraded ("AnalysisTemplate 'web-health' not found"), which fails
 *   the whole sync too. Seen with Argo Rollouts 1.10.
 * - Base backups begin when the Cluster is healthy. Side by side with it, the first one of a new major version could
 *   begin on an instance of the old one, whose end by the upgrade would make it the last until the schedule comes
 *   round. A wave later, it waits until the new version runs (cloudnative-pg `internal/controller/backup_controller.go`,
 *   `getBackupTargetPod`).
 */
const kindWave: Readonly<Record<string, number>> = {
  AnalysisTemplate: syncWave.application - 1,
  ScheduledBackup: syncWave.data + 1,
  HorizontalPodAutoscaler: syncWave.application + 1,
  ScaledObject: syncWave.application + 1,
};

/**
 * Kinds that come up before the rest of their tier: the operator of the database makes no instance before the Secret of
 * the server's certificate is there, and a Cluster that waits for one has no phase that Argo CD could judge it by.
 */
const early: Partial<Record<TierName, readonly string[]>> = { data: ['Issuer', 'Certificate'] };

/** Argo CD's sync wave of an object of a tier. */
export function waveOf(tier: TierName, kind: string): number {
  if (early[tier]?.includes(kind)) return syncWave[tier] - 1;
  return kindWave[kind] ?? syncWave[tier];
}

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
