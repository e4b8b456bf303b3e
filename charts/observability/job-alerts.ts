import type { Application } from '../../config/application/application.ts';
import { formatDuration } from '../../config/units/duration.ts';
import { beforeReleaseName } from '../application/jobs/names.ts';
import { type Alert, seriesOfObjects } from './alert.ts';

/**
 * The Job before a release has used up its retries or its time. Users are on the old version, so it waits for the day.
 *
 * Source of the metric: kube-state-metrics `internal/store/job.go`.
 */
export function jobBeforeReleaseFailed(namespace: string, name: string): Alert {
  const job = beforeReleaseName(name);
  const failed = seriesOfObjects('kube_job_failed', namespace, `job_name="${job}",condition="true"`);
  return {
    name: 'JobBeforeReleaseFailed',
    expr: `max(${failed}) > 0`,
    for: '1m',
    severity: 'warning',
    summary: `The Job before the release of ${name} failed; users are on the old version`,
    description: `Each attempt has its own pod and log: kubectl -n ${namespace} logs -l job-name=${job} --prefix --tail=100. A deadline or a missing Secret shows in kubectl -n ${namespace} describe job ${job}. Git still has the new version: revert the commit, or release a fix. To try again, sync the environment, or repeat helm upgrade.`,
  };
}

/** The alerts of a Job on a schedule. A schedule that Git suspends has only the first. */
export function scheduledJobAlerts(
  namespace: string,
  name: string,
  { maxAge, suspend }: NonNullable<Application['schedule']>,
): Alert[] {
  const jobs = `job_name=~"${name}-[0-9]+"`;
  const failed = seriesOfObjects('kube_job_failed', namespace, `${jobs},condition="true"`);
  const created = seriesOfObjects('kube_job_created', namespace, jobs);
  const of = (metric: string) => seriesOfObjects(`kube_cronjob_${metric}`, namespace, `cronjob="${name}"`);
  const lastSuccess = of('status_last_successful_time');
  const look = `kubectl -n ${namespace} get jobs -l app=${name}, then the log of its pod: kubectl -n ${namespace} logs job/NAME`;
  return [
    {
      name: 'ScheduledJobFailed',
      expr: `max((${created}) and on (job_name) (${failed}) > 0)\n  > (max(${lastSuccess}) or vector(0))`,
      for: '1m',
      severity: 'warning',
      summary: `The last run of ${name} failed`,
      description: `It has used up its retries or its time. See why: ${look}. To run it now: kubectl -n ${namespace} create job ${name}-by-hand --from=cronjob/${name}. The alert ends with the next run that succeeds.`,
    },
    ...(suspend
      ? []
      : [
          {
            name: 'ScheduledJobOverdue',
            expr: `time() - max(${lastSuccess} or ${of('created')}) > ${maxAge.toSeconds()}`,
            for: '5m',
            severity: 'warning' as const,
            summary: `${name} has not succeeded for {{ $value | humanizeDuration }}`,
            description: `A run must succeed at least every ${formatDuration(maxAge)}. Runs fail, take too long or do not start: ${look}. Whether it is suspended, and when it ran last: kubectl -n ${namespace} describe cronjob ${name}.`,
          },
        ]),
  ];
}
