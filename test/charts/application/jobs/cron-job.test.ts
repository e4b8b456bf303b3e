import { App } from 'cdk8s';
import { ProductionStack } from '../../../../charts/production-stack.ts';
import { environmentWith, smallApplication } from '../../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../../support/manifests.ts';
import type { ApplicationInput } from '../manifests.ts';

const schedule = { cron: '0 2 * * *' };

function objects(input: Partial<ApplicationInput> = {}): Manifest[] {
  const report = { ...smallApplication, kind: 'scheduled' as const, schedule, ...input };
  const environment = environmentWith({ applications: { report, api: smallApplication } });
  return manifestsOf(new ProductionStack(new App(), environment));
}

function cronJob(input: Partial<ApplicationInput> = {}): Manifest {
  return objectOf(objects(input), 'CronJob', 'report');
}

test('an application on a schedule is a CronJob and a ServiceAccount, with its policy and its alerts', () => {
  const kinds = objects()
    .filter(({ metadata }) => metadata.name.startsWith('report'))
    .map(({ kind }) => kind);
  expect(kinds.sort()).toEqual(['CronJob', 'NetworkPolicy', 'PrometheusRule', 'ServiceAccount']);
});

test('it runs in UTC, one run at a time, an hour late at most and for an hour at most', () => {
  expect(cronJob().spec).toMatchObject({
    schedule: '0 2 * * *',
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 3600,
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { spec: { activeDeadlineSeconds: 3600, backoffLimit: 3 } },
  });
});

test('it runs as its schedule says', () => {
  const chosen = {
    ...schedule,
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: 'Replace',
    startingDeadline: '5m',
    deadline: '10m',
    retries: 0,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 2,
    suspend: true,
  } as const;
  expect(cronJob({ schedule: chosen }).spec).toMatchObject({
    timeZone: 'Europe/Berlin',
    concurrencyPolicy: 'Replace',
    startingDeadlineSeconds: 300,
    suspend: true,
    successfulJobsHistoryLimit: 1,
    failedJobsHistoryLimit: 2,
    jobTemplate: { spec: { activeDeadlineSeconds: 600, backoffLimit: 0 } },
  });
});

test('its pods have the image, variables and rights of an application, and no port or probe', () => {
  const { spec } = cronJob({ env: { LEVEL: 'info' }, command: ['report'] }).spec.jobTemplate.spec.template;
  expect(spec).toMatchObject({ restartPolicy: 'Never', serviceAccountName: 'report' });
  const [container] = spec.containers;
  expect(container).toMatchObject({
    image: smallApplication.image,
    command: ['report'],
    env: [{ name: 'LEVEL', value: 'info' }],
  });
  for (const key of ['ports', 'startupProbe', 'readinessProbe', 'livenessProbe']) {
    expect(container).not.toHaveProperty(key);
  }
});

test('its pods have the volumes and sidecars of an application, which end with it', () => {
  const other = { image: 'registry.example.com/other:1.0.0', resources: smallApplication.resources };
  const manifests = objects({
    securityContext: { fsGroup: 1000 },
    volumes: { data: { mountPath: '/data', size: '1Gi' } },
    sidecars: [{ name: 'proxy', ...other }],
  });
  const { spec } = objectOf(manifests, 'CronJob', 'report').spec.jobTemplate.spec.template;
  const claim = objectOf(manifests, 'PersistentVolumeClaim', 'report-data');
  expect(spec.volumes).toContainEqual(
    expect.objectContaining({ persistentVolumeClaim: { claimName: claim.metadata.name } }),
  );
  expect(spec.containers[0].volumeMounts).toContainEqual(expect.objectContaining({ mountPath: '/data' }));
  expect(spec.initContainers).toMatchObject([{ name: 'proxy', restartPolicy: 'Always' }]);
});

test('its pods are those that its policy lets out, and nothing in', () => {
  const manifests = objects({ uses: ['api'] });
  const { labels } = objectOf(manifests, 'CronJob', 'report').spec.jobTemplate.spec.template.metadata;
  const policy = objectOf(manifests, 'NetworkPolicy', 'report').spec;
  expect(labels).toMatchObject(policy.podSelector.matchLabels);
  expect(policy).not.toHaveProperty('ingress');
});

test('it alerts when it has not succeeded for the longest gap and both deadlines', () => {
  const rules = objectOf(objects(), 'PrometheusRule', 'report').spec.groups[0].rules;
  const overdue = rules.find(({ alert }: Manifest) => alert === 'ScheduledJobOverdue');
  expect(overdue.expr).toContain(`> ${(24 + 1 + 1 + 1) * 3600}`);
});

test('a suspended one never alerts that it does not run', () => {
  const rules = objectOf(objects({ schedule: { ...schedule, suspend: true } }), 'PrometheusRule', 'report');
  const names = rules.spec.groups[0].rules.map(({ alert }: Manifest) => alert);
  expect(names).toEqual(['ScheduledJobFailed']);
});
