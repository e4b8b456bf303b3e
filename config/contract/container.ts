import { handlers } from '../application/probes.ts';
import { isAtLeast } from '../kubernetes.ts';
import { formatDuration } from '../units/duration.ts';
import type { Asked, Expectation } from './expectation.ts';

/** What defaults expect of any image. */
export const containerExpectations = {
  user: {
    section: 'User and rights',
    must: 'run as a number above 0, such as USER 1000',
    keys: ['applications.*.securityContext.runAsUser', 'applications.*.securityContext.runAsNonRoot'],
    write: 'securityContext.runAsUser',
  },
  capabilities: {
    section: 'User and rights',
    must: 'need no capability, and no program that gains rights such as sudo',
    keys: ['applications.*.securityContext.capabilities'],
  },
  'read-only-root': {
    section: 'Folders and resources',
    must: 'write to no folder but /tmp',
    keys: [
      'applications.*.emptyDirs',
      'applications.*.volumes',
      'applications.*.securityContext.readOnlyRootFilesystem',
    ],
    write: 'emptyDirs or volumes',
  },
  tmp: {
    section: 'Folders and resources',
    must: ({ application }) => `need at most ${application.ephemeralStorage} in /tmp`,
    keys: ['applications.*.ephemeralStorage'],
  },
  shm: {
    section: 'Folders and resources',
    must: 'need at most 64Mi in /dev/shm',
    keys: [],
    write: 'emptyDirs with mountPath: /dev/shm',
    applies: ({ application }) =>
      Object.values(application.emptyDirs).every(({ mountPath }) => mountPath !== '/dev/shm'),
  },
  limits: {
    section: 'Folders and resources',
    must: ({ application: { resources } }) =>
      `do with what it requests: ${resources.requests.cpu} CPU, and ${resources.requests.memory} of memory`,
    keys: ['applications.*.resources.limits'],
  },
  start: {
    section: 'Start and end',
    must: 'be up 5m after its start',
    keys: ['applications.*.probes.startup.period', 'applications.*.probes.startup.failureThreshold'],
    write: 'probes.startup',
    applies: ({ application: { probes, port } }) =>
      probes.startup !== false && (port !== undefined || saysWhatToAsk(probes.startup)),
  },
  end: {
    section: 'Start and end',
    must: ({ application }) => `end within ${formatDuration(application.shutdown.grace)} of SIGTERM`,
    keys: ['applications.*.shutdown.grace'],
  },
  sleep: {
    section: 'Start and end',
    must: 'contain the program sleep, which waits before SIGTERM on Kubernetes before 1.30',
    keys: ['applications.*.shutdown.drain'],
    applies: ({ environment }) => !isAtLeast(environment.cluster.kubernetes, '1.30'),
  },
  'before-release': {
    section: 'Start and end',
    must: ({ application }) =>
      `finish beforeRelease within ${deadlineOf(application.beforeRelease)}, all attempts together`,
    keys: ['applications.*.beforeRelease.deadline'],
    applies: ({ application }) => application.beforeRelease !== undefined,
  },
  scheduled: {
    section: 'Start and end',
    must: ({ application }) => `end within ${deadlineOf(application.schedule)}, all attempts together`,
    keys: ['applications.*.schedule.deadline'],
    applies: ({ application }) => application.schedule !== undefined,
  },
  replicas: {
    section: 'Several at a time',
    must: ({ application }) => `run in ${application.scale} pods at a time`,
    keys: ['applications.*.scale'],
    applies: ({ application }) => application.kind !== 'scheduled' && application.scale !== 1,
  },
  versions: {
    section: 'Several at a time',
    must: nextToTheNext,
    keys: ['applications.*.delivery'],
    applies: asked => nextToTheNext(asked) !== '',
  },
} as const satisfies Record<string, Expectation>;

function saysWhatToAsk(probe: object): boolean {
  return handlers.some(handler => Object.hasOwn(probe, handler));
}

function deadlineOf(job: { readonly deadline: Parameters<typeof formatDuration>[0] } | undefined): string {
  return job === undefined ? '' : formatDuration(job.deadline);
}

/** How long two versions run at a time; empty if they never do. */
function nextToTheNext({ application: { delivery, kind } }: Asked): string {
  if (kind === 'scheduled') return '';
  if (delivery.strategy === 'blueGreen')
    return `run next to the version before it, for ${formatDuration(delivery.scaleDownDelay)} after each release`;
  const isTogether = delivery.strategy === 'rollingUpdate' && delivery.maxSurge > 0;
  return isTogether ? 'run next to the version before it, during each release' : '';
}
