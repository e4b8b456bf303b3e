import type { Application } from '../../config/application/application.ts';
import { jobsOf } from '../../config/application/jobs.ts';
import type { Environment } from '../../config/environment.ts';
import type { Resources } from '../../config/resources.ts';
import { byKey } from '../../config/units/order.ts';
import type { PodShare } from '../pod-share.ts';
import { mostPods, mostReplicas } from './workload.ts';

/**
 * Every application at its maximum of replicas, in all colors that can run at once, and the Jobs next to them. And its
 * volumes: once, or for each pod of a stateful one.
 */
export function applicationFootprint({ applications }: Environment): PodShare[] {
  const all = Object.values(applications);
  return [...all.flatMap(runningOf), ...all.flatMap(sharesOfJobs)];
}

function runningOf(application: Application): PodShare[] {
  const { kind, schedule, volumes } = application;
  const storage = byKey(volumes).map(([, { size }]) => size);
  const count = schedule ? runsAtOnce(schedule) : mostPods(application);
  const pods: PodShare = { count, ...containersOf(application), storage: [] };
  if (storage.length === 0) return [pods];
  const claims = kind === 'stateful' ? mostReplicas(application) : 1;
  return [pods, { count: claims, containers: [], storage }];
}

/** The pod of a run that is replaced may still end while the next one starts. */
function runsAtOnce({ concurrencyPolicy }: NonNullable<Application['schedule']>): number {
  return concurrencyPolicy === 'Replace' ? 2 : 1;
}

/** The next attempt of a Job begins when the last one has ended (`podFailurePolicy`). */
function sharesOfJobs(application: Application): PodShare[] {
  return jobsOf(application).map(([{ suffix }, { resources }]) => ({
    name: suffix,
    count: 1,
    containers: [counted(resources ?? application.resources)],
    storage: [],
  }));
}

function containersOf({
  resources,
  sidecars,
  initContainers,
}: Application): Omit<PodShare, 'count' | 'storage'> {
  return {
    containers: [counted(resources)],
    ...(sidecars.length > 0 && { sidecars: sidecars.map(sidecar => counted(sidecar.resources)) }),
    ...(initContainers.length > 0 && {
      initContainers: initContainers.map(container => ({
        name: container.name,
        ...counted(container.resources ?? resources),
      })),
    }),
  };
}

/** What the quota counts: no local disk (docs/platform.md). */
function counted({ requests, limits }: Resources): Resources {
  return {
    requests: { cpu: requests.cpu, memory: requests.memory },
    limits: { ...(limits.cpu && { cpu: limits.cpu }), memory: limits.memory },
  };
}
