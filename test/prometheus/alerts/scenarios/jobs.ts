import type { Scenario } from '../scenario.ts';

const failed = 'kube_job_failed{namespace="production",job_name="web-before-release",condition="true"}';
/** As a monitor without honorLabels leaves it. */
const moved =
  'kube_job_failed{namespace="monitoring",exported_namespace="production",job_name="web-before-release",condition="true"}';

const jobLabels = 'namespace="production",job_name="report-29400000"';
const jobCreated = `kube_job_created{${jobLabels}}`;
const jobFailed = `kube_job_failed{${jobLabels},condition="true"}`;
const cronJob = 'namespace="production",cronjob="report"';
const lastSuccess = `kube_cronjob_status_last_successful_time{${cronJob}}`;
const cronJobCreated = `kube_cronjob_created{${cronJob}}`;

export const scenarios: readonly Scenario[] = [
  {
    alert: 'ScheduledJobFailed',
    rules: 'report',
    situation: 'the last run has failed',
    series: { [jobCreated]: '300x20', [jobFailed]: '1x20', [lastSuccess]: '200x20' },
    at: '10m',
    says: 'The last run of report failed',
  },
  {
    alert: 'ScheduledJobFailed',
    rules: 'report',
    situation: 'the first run has failed',
    series: { [jobCreated]: '300x20', [jobFailed]: '1x20' },
    at: '10m',
    says: 'The last run of report failed',
  },
  {
    alert: 'ScheduledJobFailed',
    rules: 'report',
    situation: 'a run has failed, and one after it has succeeded',
    series: { [jobCreated]: '300x20', [jobFailed]: '1x20', [lastSuccess]: '400x20' },
    at: '10m',
  },
  {
    alert: 'ScheduledJobFailed',
    rules: 'report',
    situation: 'a run of another application has failed',
    series: {
      [jobCreated.replace('report-', 'report-all-')]: '300x20',
      [jobFailed.replace('report-', 'report-all-')]: '1x20',
    },
    at: '10m',
  },
  {
    alert: 'ScheduledJobOverdue',
    rules: 'report',
    situation: 'no run has succeeded for 28 hours',
    series: { [lastSuccess]: '0x1800' },
    at: '1680m',
    says: 'report has not succeeded for 1d 4h 0m 0s',
  },
  {
    alert: 'ScheduledJobOverdue',
    rules: 'report',
    situation: 'none has ever succeeded, 28 hours after it was made',
    series: { [cronJobCreated]: '0x1800' },
    at: '1680m',
    says: 'report has not succeeded for 1d 4h 0m 0s',
  },
  {
    alert: 'ScheduledJobOverdue',
    rules: 'report',
    situation: 'a run has succeeded a day ago',
    series: { [cronJobCreated]: '0x1800', [lastSuccess]: '0x1000 14400x800' },
    at: '1680m',
  },
  {
    alert: 'JobBeforeReleaseFailed',
    rules: 'web',
    situation: 'the migration has failed',
    series: { [failed]: '_x5 1x20' },
    at: '10m',
    says: 'The Job before the release of web failed; users are on the old version',
  },
  {
    alert: 'JobBeforeReleaseFailed',
    rules: 'web',
    situation: 'the migration has failed, as another monitor tells it',
    series: { [moved]: '_x5 1x20' },
    at: '10m',
    says: 'The Job before the release of web failed; users are on the old version',
  },
  {
    alert: 'JobBeforeReleaseFailed',
    rules: 'web',
    situation: 'the migration has failed, and the next attempt has replaced its Job',
    series: { [failed]: '_x5 1x3 stale' },
    at: '10m',
  },
  {
    alert: 'JobBeforeReleaseFailed',
    rules: 'web',
    situation: 'the Job of another application has failed',
    series: { [failed.replace('web-', 'web-shop-')]: '1x20' },
    at: '10m',
  },
];
