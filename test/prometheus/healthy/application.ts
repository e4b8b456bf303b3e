import type { Application } from '../../../config/application/application.ts';
import { metricsOf, requestCounterOf } from '../../../config/application/metrics.ts';
import { constant, counter, dawn, day, type HealthySeries, seriesOf, steps } from './series.ts';
import { ofKind, replicasOf, toldBy, type World } from './world.ts';

/** No world needs more pods than these to be true of all. */
const mostPods = 3;

/** Pods of the color that users reach, as the controller of a ReplicaSet names them. */
export function podsOf(name: string, replicas: number): string[] {
  return Array.from(
    { length: Math.min(replicas, mostPods) },
    (_, index) => `${name}-5d8f7c9b4d-x7k2${'bcdf'[index]}`,
  );
}

/** A busy application at the most, one without a single request at the least. */
export function applicationSeries(world: World, name: string, application: Application): HealthySeries[] {
  const { environment, load } = world;
  const { namespace } = environment;
  const series = seriesOf(name);
  const { now } = replicasOf(world, application);
  const perMinute = load === 'most' ? 6000 : 0;
  const metrics = metricsOf(application);
  const requests = [requestCounterOf(application) ?? []].flat();
  const container = application.container ?? `${name}-app`;
  return [
    ...podsOf(name, now).flatMap((pod, index) => {
      const ofService = { namespace, service: name, pod, endpoint: 'http', job: name };
      const ofPod = { namespace, pod, job: `${namespace}/${name}` };
      const active = application.kind === 'worker' ? ofPod : ofService;
      const inContainer = { namespace, pod, container };
      return [
        ...(metrics ? [series('up', { ...active, endpoint: metrics.port ? 'metrics' : 'http' }, 1)] : []),
        ...requests.flatMap(({ name: counted, statusLabel, protocol }) => [
          series(counted, { ...active, [statusLabel]: statuses(protocol).good }, counter(perMinute)),
          series(counted, { ...active, [statusLabel]: statuses(protocol).failed }, counter(perMinute / 100)),
        ]),
        series('container_cpu_usage_seconds_total', inContainer, counter(3)),
        series('container_memory_working_set_bytes', inContainer, 2 ** 27),
        series('kube_pod_container_state_started', inContainer, dawn - 86_400),
        // One of them was restarted at noon.
        series(
          'kube_pod_container_status_restarts_total',
          inContainer,
          index === 0 ? steps([day / 2, 2], [1, 3]) : 1,
        ),
      ];
    }),
    ...workloadSeries(world, name, application),
    ...autoscalerSeries(world, name),
  ];
}

/** What a counter says of an answer: a code of gRPC, or of HTTP. */
function statuses(protocol: string): { readonly good: string; readonly failed: string } {
  return protocol === 'gRPC' ? { good: 'OK', failed: 'Internal' } : { good: '200', failed: '500' };
}

function workloadSeries(world: World, name: string, application: Application): HealthySeries[] {
  const series = seriesOf(name);
  const { now, min, max } = replicasOf(world, application);
  // At the maximum for ten minutes of the day's highest load, which is what it is for.
  const desired = now === max && min < max ? steps([600, max - 1], [10, max], [1, max - 1]) : constant(now);
  if (application.delivery.strategy === 'blueGreen') {
    const labels = { ...toldBy(world, 'argo-rollouts'), name };
    const phase = (value: string) => ({ ...labels, strategy: 'blueGreen', traffic_router: '', phase: value });
    return [
      series('rollout_info', phase('Completed'), '1x600 stale _x40 1x800'),
      series('rollout_info', phase('Progressing'), '_x600 1x10 stale'),
      series('rollout_info', phase('Paused'), '_x610 1x31 stale'),
      series('rollout_info_replicas_available', labels, desired),
      series('rollout_info_replicas_desired', labels, desired),
    ];
  }
  const labels = { ...toldBy(world, 'kube-state-metrics'), deployment: name };
  return [
    series('kube_deployment_status_replicas_available', labels, desired),
    series('kube_deployment_spec_replicas', labels, desired),
  ];
}

/** KEDA names the autoscaler as the ScaledObject asks. */
function autoscalerSeries(world: World, name: string): HealthySeries[] {
  const names = [
    ...ofKind(world, 'HorizontalPodAutoscaler').map(({ metadata }) => metadata.name),
    ...ofKind(world, 'ScaledObject').map(({ spec }) => spec.advanced.horizontalPodAutoscalerConfig.name),
  ];
  if (!names.includes(name)) return [];
  const { namespace } = world.environment;
  return ['true', 'false', 'unknown'].map(status =>
    seriesOf(name)(
      'kube_horizontalpodautoscaler_status_condition',
      { namespace, horizontalpodautoscaler: name, condition: 'ScalingActive', status },
      status === 'true' ? 1 : 0,
    ),
  );
}
