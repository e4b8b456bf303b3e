import type { Values } from './chart.ts';

type Fault = readonly [what: string, values: Values, named: string];

const web = (value: Values): Values => ({ applications: { web: value } });

const migration = { args: ['migrate'], deadline: '10m', retries: 3 };

const schedule = {
  cron: '0 2 * * *',
  timeZone: 'Etc/UTC',
  concurrencyPolicy: 'Forbid',
  startingDeadline: '1h',
  deadline: '1h',
  retries: 3,
  successfulJobsHistoryLimit: 3,
  failedJobsHistoryLimit: 3,
  suspend: false,
  maxAge: '28h',
};
const small = { cpu: '100m', memory: '64Mi' };
const sidecar = {
  name: 'proxy',
  image: 'registry/proxy:1',
  env: {},
  secrets: {},
  resources: { requests: small, limits: small },
};
const data = { mountPath: '/data', size: '1Gi', readOnly: true, accessMode: 'ReadWriteOnce' };

/** Faults of an application on a schedule, over the values of production. `other`: an application without a fault. */
function faultsOfSchedules({
  port: _port,
  health: _health,
  servicePort: _servicePort,
  ...silent
}: Values): readonly Fault[] {
  const report = (value: Values): Values => ({
    applications: { report: { ...silent, scale: 1, kind: 'scheduled', ...value } },
  });
  const at = (key: string) => `applications.report.${key}`;
  return [
    ['a Job on no schedule', report({}), at('schedule')],
    ['a schedule of kind worker', report({ schedule, kind: 'worker' }), at('schedule')],
    ['a port of kind scheduled', report({ schedule, port: 8080 }), at('port')],
    ['a Job before a run', report({ schedule, beforeRelease: migration }), at('beforeRelease')],
    [
      'a sidecar that keeps a Job running',
      { cluster: { kubernetes: '1.27' }, ...report({ schedule, sidecars: [sidecar] }) },
      at('sidecars'),
    ],
    [
      'a volume of one pod for two runs',
      report({ volumes: { data }, schedule: { ...schedule, concurrencyPolicy: 'Replace' } }),
      at('schedule.concurrencyPolicy'),
    ],
    [
      'runs side by side',
      report({ schedule: { ...schedule, concurrencyPolicy: 'Allow' } }),
      '/applications/report/schedule/concurrencyPolicy',
    ],
  ];
}

/** Faults of the Job that examines a new version. */
function faultsOfAnalysis(other: Values): readonly Fault[] {
  const smoke = { args: ['smoke'], deadline: '10m', retries: 0 };
  const examined = (job: Values, value: Values = {}): Values =>
    web({ delivery: { analysis: { job } }, ...value });
  const at = 'applications.web.delivery.analysis.job';
  return [
    ['an analysis without a command', examined({ deadline: '5m', retries: 0 }), at],
    ['an analysis with braces', examined(smoke, { env: { A: '{{ a }}' } }), at],
    ['an analysis with a password', examined({ ...smoke, args: ['--password=hunter2hunter2'] }), at],
    ['an analysis that refers to no variable', examined({ ...smoke, args: ['$(LEVEL)'] }), `${at}.args[0]`],
    ['an analysis of two days', examined({ ...smoke, deadline: '48h' }), `${at}.deadline`],
    ['an analysis without a version', examined({ ...smoke, image: 'registry/smoke' }), `${at}.image`],
    [
      'an application with the name of an analysis',
      { applications: { web: { delivery: { analysis: { job: smoke } } }, 'web-analysis': other } },
      'applications.web-analysis',
    ],
  ];
}

/** Faults of Jobs, over the values of production. `other`: an application without a fault. */
export const faultsOfJobs = (other: Values): readonly Fault[] => [
  ...faultsOfSchedules(other),
  ...faultsOfAnalysis(other),
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
