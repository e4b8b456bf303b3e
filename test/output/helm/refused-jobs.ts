import type { Values } from './chart.ts';

const web = (value: Values): Values => ({ applications: { web: value } });

const migration = { args: ['migrate'], deadline: '10m', retries: 3 };

/** Faults of the Job before a release, over the values of production. `other`: an application without a fault. */
export const faultsOfJobs = (
  other: Values,
): readonly (readonly [what: string, values: Values, named: string])[] => [
  [
    'a Job without a command',
    web({ beforeRelease: { deadline: '5m', retries: 3 } }),
    'applications.web.beforeRelease',
  ],
  [
    'a Job with a limit below the request',
    web({
      beforeRelease: {
        ...migration,
        resources: { requests: { cpu: '2', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
      },
    }),
    'applications.web.beforeRelease.resources.limits.cpu',
  ],
  [
    'a Job that refers to no variable',
    web({ beforeRelease: { ...migration, args: ['migrate', '$(LEVEL)'] } }),
    'applications.web.beforeRelease.args[1]',
  ],
  [
    'a Job with a password',
    web({ beforeRelease: { ...migration, args: ['--password=hunter2hunter2'] } }),
    'applications.web.beforeRelease',
  ],
  [
    'an application with the name of a Job',
    { applications: { web: { beforeRelease: migration }, 'web-before-release': other } },
    'applications.web-before-release',
  ],
  [
    'a Job of two days',
    web({ beforeRelease: { ...migration, deadline: '48h' } }),
    'applications.web.beforeRelease.deadline',
  ],
];
