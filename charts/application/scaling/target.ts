import { listens } from '../../../config/application/application.ts';
import { metricsOf, type RequestCounter, requestCounterOf } from '../../../config/application/metrics.ts';
import type { KubernetesMinor } from '../../../config/kubernetes.ts';
import type { Resources } from '../../../config/resources.ts';
import type { ApplicationContext } from '../context.ts';
import { containerName } from '../names.ts';
import { type WorkloadKind, workloadKind } from '../workload.ts';

/** The workload that is scaled: what its metrics depend on. */
export interface ScalingTarget {
  readonly namespace: string;
  readonly name: string;
  readonly kind: WorkloadKind;
  readonly container: string;
  readonly requests: Resources['requests'];
  /** Whether Prometheus scrapes its pods through its Service. */
  readonly isScraped: boolean;
  /** The counter of requests. - undefined: nothing counts them. */
  readonly counter: RequestCounter | undefined;
  readonly kubernetes: KubernetesMinor;
}

export function scalingTarget(
  context: Pick<ApplicationContext, 'environment' | 'name' | 'application'>,
): ScalingTarget {
  const { environment, name, application } = context;
  return {
    namespace: environment.namespace,
    name,
    kind: workloadKind(application),
    container: containerName(name, application),
    requests: application.resources.requests,
    isScraped: listens(application) && metricsOf(application) !== undefined,
    counter: requestCounterOf(application),
    kubernetes: environment.cluster.kubernetes,
  };
}
