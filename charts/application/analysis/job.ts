import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Job } from '../../../config/application/jobs.ts';
import {
  AnalysisTemplate,
  AnalysisTemplateSpecMetricsCount as Count,
  AnalysisTemplateSpecMetricsConsecutiveErrorLimit as ErrorLimit,
  AnalysisTemplateSpecMetricsFailureLimit as FailureLimit,
} from '../../../imports/argo-rollouts.ts';
import type { ApplicationContext } from '../context.ts';
import { analysisJobName } from '../jobs/names.ts';
import { attemptsOf, jobPodOf } from '../jobs/pod.ts';
import { labelsOf } from '../names.ts';
import { errorLimit } from './limits.ts';
import { jobTemplate } from './names.ts';

/**
 * Before promotion: a Job must succeed, next to the health of the new color. If it fails, the release is aborted and users
 * stay on the old color.
 *
 * Argo Rollouts makes the Job under another name, and deletes it together with the AnalysisRun (argo-rollouts
 * `metricproviders/job/job.go`).
 *
 * Default footprint: 1 AnalysisTemplate; 1 pod with the resources of the application while it runs.
 */
export class JobAnalysis extends AnalysisTemplate {
  constructor(scope: Construct, context: ApplicationContext, job: Job) {
    const { name } = context;
    super(scope, 'analysis-job', {
      metadata: { name: jobTemplate(name), labels: labelsOf(name) },
      spec: {
        metrics: [
          {
            name: 'job',
            count: Count.fromNumber(1),
            failureLimit: FailureLimit.fromNumber(0),
            consecutiveErrorLimit: ErrorLimit.fromNumber(errorLimit),
            provider: {
              job: {
                spec: {
                  ...attemptsOf(job),
                  template: jobPodOf(context, {
                    ...job,
                    name: analysisJobName(name),
                    runsNextToPods: true,
                  }),
                } satisfies k8s.JobSpec,
              },
            },
          },
        ],
      },
    });
  }
}
