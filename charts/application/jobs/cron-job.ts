import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Application } from '../../../config/application/application.ts';
import type { ApplicationContext } from '../context.ts';
import { metadataOf } from '../names.ts';
import { attemptsOf, jobPodOf } from './pod.ts';

/**
 * Runs an application on a schedule.
 *
 * `startingDeadlineSeconds` is always set: without it, a CronJob counts all runs that it has missed since the last one, and
 * warns from 100 on (kubernetes `pkg/controller/cronjob/utils.go`).
 *
 * Default footprint: 1 CronJob; 1 pod with the resources of the application while it runs.
 */
export class ApplicationCronJob extends k8s.KubeCronJob {
  private readonly template: object;

  constructor(scope: Construct, context: ApplicationContext, schedule: NonNullable<Application['schedule']>) {
    const { application, name } = context;
    const metadata = metadataOf(name, application);
    super(scope, 'cron-job', {
      metadata: { name, ...metadata },
      spec: {
        schedule: schedule.cron,
        timeZone: schedule.timeZone,
        concurrencyPolicy: schedule.concurrencyPolicy,
        startingDeadlineSeconds: schedule.startingDeadline.toSeconds(),
        suspend: schedule.suspend,
        successfulJobsHistoryLimit: schedule.successfulJobsHistoryLimit,
        failedJobsHistoryLimit: schedule.failedJobsHistoryLimit,
        jobTemplate: {
          metadata: { labels: metadata.labels },
          spec: { ...attemptsOf(schedule), template: {} },
        },
      },
    });
    this.template = jobPodOf(context, { name });
  }

  /** Adds the pod template as it is: the class is of Kubernetes 1.27 and drops fields that it does not know. */
  override toJson(): unknown {
    const manifest = super.toJson();
    manifest.spec.jobTemplate.spec.template = this.template;
    return manifest;
  }
}
