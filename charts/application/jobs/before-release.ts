import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Application } from '../../../config/application/application.ts';
import { syncHook } from '../../argo-cd-annotations.ts';
import type { ApplicationContext } from '../context.ts';
import { beforeReleaseName } from './names.ts';
import { attemptsOf, jobMetadata, jobPodOf } from './pod.ts';

/**
 * Runs before a new version of an application. If it fails, the sync or the upgrade ends there, and the old version stays.
 *
 * A hook, because a Job cannot change: Argo CD deletes the last one and makes it anew in every sync of the whole
 * environment. See docs/decisions/job-before-a-release.md.
 *
 * Default footprint: 1 Job; 1 pod with the resources of the application while it runs.
 */
export class BeforeReleaseJob extends k8s.KubeJob {
  private readonly template: object;

  constructor(scope: Construct, context: ApplicationContext, job: NonNullable<Application['beforeRelease']>) {
    const name = beforeReleaseName(context.name);
    const { labels, annotations } = jobMetadata(context, name);
    super(scope, 'before-release', {
      metadata: { name, labels, annotations: { ...annotations, ...syncHook } },
      spec: { ...attemptsOf(job), template: {} },
    });
    this.template = jobPodOf(context, { name, ...job, runsNextToPods: true });
  }

  /** Adds the pod template as it is: the class is of Kubernetes 1.27 and drops fields that it does not know. */
  override toJson(): unknown {
    const manifest = super.toJson();
    manifest.spec.template = this.template;
    return manifest;
  }
}
