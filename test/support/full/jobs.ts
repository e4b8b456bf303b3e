const job = {
  image: 'registry.example.com/tools:1.0.0',
  command: ['migrate'],
  args: ['--all'],
  deadline: '10m' as const,
  retries: 3,
  resources: {
    requests: { cpu: '200m', memory: '128Mi', ephemeralStorage: '3Gi' },
    limits: { cpu: '1', memory: '256Mi', ephemeralStorage: '4Gi' },
  } as const,
};

/** The keys of an application about Jobs. */
export const jobs = { beforeRelease: job };

export const analysisJob = job;

/** An application that runs on a schedule, with the keys that only it has. */
export const scheduled = {
  backup: {
    kind: 'scheduled' as const,
    image: 'registry.example.com/backup:1.0.0',
    resources: { requests: { cpu: '100m', memory: '64Mi' } } as const,
    schedule: {
      cron: '0 2 * * *',
      timeZone: 'Europe/Berlin',
      concurrencyPolicy: 'Forbid' as const,
      startingDeadline: '1h' as const,
      deadline: '1h' as const,
      retries: 3,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      suspend: false,
      maxAge: '30h' as const,
    },
  },
};
