import { Construct } from 'constructs';
import {
  answersHttp,
  type HttpApplication,
  hasHeadlessService,
  listens,
} from '../../config/application/application.ts';
import type { BlueGreen } from '../../config/application/delivery.ts';
import { requestCounterOf } from '../../config/application/metrics.ts';
import { ActiveHealthAnalysis } from './analysis/active-health.ts';
import { HealthAnalysis } from './analysis/health.ts';
import { JobAnalysis } from './analysis/job.ts';
import { SuccessRateAnalysis } from './analysis/success-rate.ts';
import type { ApplicationContext } from './context.ts';
import { ApplicationDeployment } from './deployment.ts';
import { ApplicationDisruptionBudget } from './disruption-budget.ts';
import { BeforeReleaseJob } from './jobs/before-release.ts';
import { ApplicationCronJob } from './jobs/cron-job.ts';
import { PeersService } from './peers-service.ts';
import { ApplicationRollout } from './rollout.ts';
import { addAutoscaler } from './scaling/autoscaler.ts';
import { FixedReplicas } from './scaling/fixed-replicas.ts';
import { ApplicationServiceAccount } from './service-account.ts';
import { ApplicationServices } from './services.ts';
import { ApplicationStatefulSet } from './stateful-set.ts';
import { ApplicationVolumes } from './volume-claim.ts';
import { isHeld, workloadKind } from './workload.ts';

/**
 * One application.
 *
 * Default footprint: ServiceAccount, 2 Services, Rollout, 2 AnalysisTemplates, PodDisruptionBudget, and a
 * HorizontalPodAutoscaler or ScaledObject, which scales it or keeps its replicas fixed. With a rolling update a
 * Deployment, 1 Service and no AnalysisTemplate. A worker has no Service. A stateful
 * application has a StatefulSet and a headless Service.
 */
export class ApplicationObjects extends Construct {
  /** Whether a Job runs before a new version does. */
  readonly hasJob: boolean;

  constructor(scope: Construct, context: ApplicationContext) {
    super(scope, context.name);
    const { beforeRelease, delivery, scale, schedule } = context.application;
    const counter = requestCounterOf(context.application);
    this.hasJob = beforeRelease !== undefined;
    new ApplicationServiceAccount(this, context);
    if (schedule) {
      new ApplicationVolumes(this, context);
      new ApplicationCronJob(this, context, schedule);
      return;
    }
    if (beforeRelease) new BeforeReleaseJob(this, context, beforeRelease);
    if (listens(context.application)) new ApplicationServices(this, context, context.application);
    if (hasHeadlessService(context.application)) new PeersService(this, context);
    if (context.application.kind !== 'stateful') new ApplicationVolumes(this, context);
    if (workloadKind(context.application) === 'StatefulSet') {
      new ApplicationStatefulSet(this, context);
    } else if (delivery.strategy === 'blueGreen') {
      if (answersHttp(context.application)) this.addHealth(context, context.application, delivery);
      if (counter) new SuccessRateAnalysis(this, context, delivery, counter);
      const { job } = delivery.analysis;
      if (job) new JobAnalysis(this, context, job);
      new ApplicationRollout(this, context, delivery);
    } else {
      new ApplicationDeployment(this, context, delivery);
    }
    new ApplicationDisruptionBudget(this, context);
    if (typeof scale !== 'number') addAutoscaler(this, context, scale);
    else if (isHeld(context.application)) new FixedReplicas(this, context, scale);
  }

  /** What asks the health path: before the switch, and after it where nothing counts requests. */
  private addHealth(context: ApplicationContext, application: HttpApplication, delivery: BlueGreen): void {
    new HealthAnalysis(this, context, application, delivery);
    if (!requestCounterOf(application)) new ActiveHealthAnalysis(this, context, application, delivery);
  }
}
