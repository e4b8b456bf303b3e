import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Environment } from '../config/environment.ts';

/** The tiers, in the order in which Argo CD applies them. Each is a folder of the tree. */
export const tiers = [
  'platform',
  'network',
  'objects',
  'observability',
  'data',
  'cache',
  'application',
  'load-balancing',
] as const;

export type TierName = (typeof tiers)[number];

/** A tier whose objects have a wave by their kind; each group of further objects says its own. */
export type OrderedTier = Exclude<TierName, 'objects'>;

/**
 * Argo CD's sync wave of every tier. A wave begins when all objects of the previous one are healthy.
 *
 * Data and cache come before the applications that use them, and traffic comes last.
 */
const syncWave: Record<OrderedTier, number> = {
  platform: 0,
  network: 1,
  observability: 1,
  data: 2,
  cache: 2,
  application: 3,
  'load-balancing': 5,
};

/**
 * The wave of kinds that cannot be in the wave of their tier.
 *
 * - An autoscaler comes after its workload and before the traffic. In the wave of its Rollout a ScaledObject is Degraded
 *   for a second, which fails the whole sync. KEDA needs the replicas that Argo Rollouts writes ("the spec replicas field
 *   does not exist"). Seen with KEDA 2.21.
 * - An AnalysisTemplate comes before its Rollout. Argo CD applies the kinds of a wave in parallel. A Rollout without its
 *   templates is Degraded ("AnalysisTemplate 'web-health' not found"), which fails the whole sync. Seen with Argo
 *   Rollouts 1.10.
 * - Base backups begin when the Cluster is healthy. In the wave of the Cluster, the first backup of a new major version
 *   could begin on an instance of the old version. The upgrade would end it, and no other would follow until the schedule
 *   says so. One wave later, it waits until the new version runs (cloudnative-pg
 *   `internal/controller/backup_controller.go`, `getBackupTargetPod`).
 */
const kindWave: Readonly<Record<string, number>> = {
  AnalysisTemplate: syncWave.application - 1,
  ScheduledBackup: syncWave.data + 1,
  HorizontalPodAutoscaler: syncWave.application + 1,
  ScaledObject: syncWave.application + 1,
};

/**
 * Kinds that come before the rest of their tier. The operator of the database makes no instance before the Secret of the
 * server's certificate exists. A Cluster that waits for it has no phase from which Argo CD could tell its health.
 */
const earlyKinds: Partial<Record<OrderedTier, readonly string[]>> = { data: ['Issuer', 'Certificate'] };

/** What the Job before a release of an application needs comes a wave before it; what it must precede, a wave after. */
const aroundJob: Readonly<Record<string, number>> = {
  ServiceAccount: -1,
  Rollout: 1,
  Deployment: 1,
  StatefulSet: 1,
  HorizontalPodAutoscaler: 1,
  ScaledObject: 1,
};

/** Argo CD's sync wave of an object of a tier. `hasJob`: it belongs to an application with a Job before a release. */
export function waveOf(tier: OrderedTier, kind: string, hasJob = false): number {
  if (earlyKinds[tier]?.includes(kind)) return syncWave[tier] - 1;
  const wave = kindWave[kind] ?? syncWave[tier];
  return hasJob ? wave + (aroundJob[kind] ?? 0) : wave;
}

/** The labels of all objects of an environment. */
export function labelsOf({ name }: Environment): Record<string, string> {
  return { 'app.kubernetes.io/managed-by': 'slipway', 'app.kubernetes.io/part-of': name };
}

/**
 * One tier of an environment: a chart. Its objects are in the folder of that name, in the environment's namespace, and
 * have the labels of the environment.
 */
export abstract class Tier extends Chart {
  constructor(scope: Construct, name: TierName, environment: Environment) {
    super(scope, name, {
      namespace: environment.namespace,
      disableResourceNameHashes: true,
      labels: labelsOf(environment),
    });
  }
}
