import { at, kindKey, mapAt, numberAt, type Placed } from './manifest.ts';
import type { ObjectIndex } from './object-index.ts';

/** Deployments surge by a quarter where they do not say (kubernetes `pkg/apis/apps/v1/defaults.go`). */
const defaultSurge = '25%';

export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}

/** How many pods an object wants: what its autoscaler may ask for, else its own number, else one. */
export function replicasOf(object: Placed, objects: ObjectIndex): ReplicaRange {
  const [autoscaler] = objects.scalersOf(object);
  if (autoscaler) return autoscaler;
  const field = object.manifest.apiVersion.startsWith('postgresql.cnpg.io/') ? 'instances' : 'replicas';
  const wanted = numberAt(object.manifest, 'spec', field) ?? 1;
  return { min: wanted, max: wanted };
}

/**
 * The most pods of an object that exist at one time: both colors of a blue/green release, and the pods that a
 * rolling update adds. 0 where the number of nodes decides (DaemonSet).
 */
export function mostPodsOf(object: Placed, objects: ObjectIndex): number {
  const { max } = replicasOf(object, objects);
  const spec = mapAt(object.manifest, 'spec');
  switch (kindKey(object)) {
    case 'argoproj.io/Rollout':
      return (
        max +
        (at(spec, 'strategy', 'blueGreen') ? max : share(at(spec, 'strategy', 'canary', 'maxSurge'), max))
      );
    case 'apps/Deployment':
      return max + surge(mapAt(spec, 'strategy'), max);
    case 'postgresql.cnpg.io/Pooler':
      return max + surge(mapAt(spec, 'deploymentStrategy'), max);
    case 'batch/Job':
      return numberAt(spec, 'parallelism') ?? 1;
    case 'batch/CronJob':
      return numberAt(spec, 'jobTemplate', 'spec', 'parallelism') ?? 1;
    case 'apps/DaemonSet':
      return 0;
    default:
      return max;
  }
}

function surge(strategy: Readonly<Record<string, unknown>>, replicas: number): number {
  return strategy.type === 'Recreate' ? 0 : share(at(strategy, 'rollingUpdate', 'maxSurge'), replicas);
}

/** A number of pods, or a share of them, rounded up. */
export function share(amount: unknown, of: number): number {
  const value = amount ?? defaultSurge;
  if (typeof value === 'number') return value;
  const percent = /^(\d+)%$/.exec(String(value))?.[1];
  return percent === undefined ? 0 : Math.ceil((Number(percent) * of) / 100);
}
