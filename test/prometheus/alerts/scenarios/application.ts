import type { Scenario } from '../scenario.ts';

const requests = (code: number) =>
  `http_requests_total{namespace="production",service="web",pod="web-1",code="${code}"}`;
const up = 'up{namespace="production",service="web",pod="web-1"}';
/** As a monitor without honorLabels leaves them. */
const moved = 'namespace="argo-rollouts",exported_namespace="production",name="web"';
const rollout = 'namespace="production",name="web"';
const info = (phase: string) => `rollout_info{${moved},strategy="blueGreen",phase="${phase}"}`;
const rolloutLabels = {
  exported_namespace: 'production',
  name: 'web',
  strategy: 'blueGreen',
};

export const scenarios: readonly Scenario[] = [
  {
    alert: 'ApplicationDown',
    rules: 'web',
    situation: 'no pod answers',
    series: { [up]: '1x5 0x20' },
    at: '15m',
    says: 'web answers no requests',
  },
  {
    alert: 'ApplicationDown',
    rules: 'web',
    situation: 'one of two pods answers',
    series: { [up]: '0x20', 'up{namespace="production",service="web",pod="web-2"}': '1x20' },
    at: '15m',
  },
  {
    alert: 'ApplicationDown',
    rules: 'web',
    situation: 'pods answer Prometheus, but none is ready',
    series: { [up]: '1x20', [`rollout_info_replicas_available{${moved}}`]: '3x5 0x20' },
    at: '10m',
    says: 'web answers no requests',
  },
  {
    alert: 'ApplicationFails',
    rules: 'web',
    situation: 'every answer is an error',
    series: { [requests(200)]: '0+900x10 9000x10', [requests(500)]: '0x10 0+900x10' },
    at: '15m',
    says: 'web answers most requests with an error: 100%',
  },
  {
    alert: 'ApplicationFails',
    rules: 'web',
    situation: 'the only request of an hour fails',
    series: { [requests(200)]: '7x30', [requests(500)]: '0x10 1x20' },
    at: '12m',
  },
  {
    alert: 'ApplicationReplicasMissing',
    rules: 'web',
    situation: 'two of three replicas for a quarter of an hour',
    series: { [`rollout_info_replicas_available{${moved}}`]: '2x30' },
    at: '16m',
    says: 'web has 2 of at least 3 replicas',
  },
  {
    alert: 'ApplicationReplicasMissing',
    rules: 'web',
    situation: 'all replicas back within a quarter of an hour',
    series: { [`rollout_info_replicas_available{${rollout}}`]: '2x10 3x20' },
    at: '30m',
  },
  {
    alert: 'ApplicationErrors',
    rules: 'web',
    situation: 'one in ten answers is an error',
    series: { [requests(200)]: '0+900x30', [requests(500)]: '0+100x30' },
    at: '20m',
    says: 'web answers 10% of its requests with an error',
  },
  {
    alert: 'ApplicationErrors',
    rules: 'web',
    situation: 'one in a hundred answers is an error',
    series: { [requests(200)]: '0+990x30', [requests(503)]: '0+10x30' },
    at: '20m',
  },
  {
    alert: 'ApplicationErrors',
    rules: 'web',
    situation: 'no requests at all',
    series: { [requests(200)]: '7x30', [requests(500)]: '7x30' },
    at: '20m',
  },
  {
    alert: 'ApplicationRestarting',
    rules: 'web',
    situation: 'a container restarts every other minute',
    series: {
      'kube_pod_container_status_restarts_total{namespace="production",container="web-app",pod="web-5d8f7c9b4d-x7k2p"}':
        '0+0.5x40',
    },
    at: '30m',
    says: 'Containers of web keep restarting',
  },
  {
    alert: 'ApplicationRestarting',
    rules: 'web',
    situation: 'a container restarted once',
    series: {
      'kube_pod_container_status_restarts_total{namespace="production",container="web-app",pod="web-5d8f7c9b4d-x7k2p"}':
        '0x10 1x30',
    },
    at: '20m',
  },
  {
    alert: 'ReleaseFailed',
    rules: 'web',
    situation: 'an analysis aborted a release',
    series: { [info('Abort')]: '1x10' },
    at: '5m',
    says: 'The release of web failed; users are on the old version',
    labels: { ...rolloutLabels, phase: 'Abort' },
  },
  {
    alert: 'ReleaseFailed',
    rules: 'web',
    situation: 'a release goes on',
    series: { [info('Progressing')]: '1x10' },
    at: '5m',
  },
  {
    alert: 'ReleaseWaiting',
    rules: 'web',
    situation: 'a release has been paused for two hours',
    series: { [info('Paused')]: '1x150' },
    at: '2h',
    says: 'A release of web waits for a person',
    labels: { ...rolloutLabels, phase: 'Paused' },
  },
  {
    alert: 'ReleaseWaiting',
    rules: 'web',
    situation: 'a release was paused for its analysis',
    series: { [info('Paused')]: '1x20 _x100', [info('Completed')]: '_x20 1x100' },
    at: '2h',
  },
  {
    alert: 'AutoscalerAtMaximum',
    rules: 'web',
    situation: 'twelve replicas for a quarter of an hour',
    series: { [`rollout_info_replicas_desired{${moved}}`]: '12x30' },
    at: '16m',
    says: 'web runs all of its 12 replicas',
  },
  {
    alert: 'AutoscalerAtMaximum',
    rules: 'web',
    situation: 'eleven replicas',
    series: { [`rollout_info_replicas_desired{${moved}}`]: '11x30' },
    at: '16m',
  },
  {
    alert: 'AutoscalerBlind',
    rules: 'web',
    situation: 'the autoscaler is not active',
    series: { [hpa('false')]: '1x20', [hpa('true')]: '0x20' },
    at: '15m',
    says: 'The autoscaler of web reads no metrics',
  },
  {
    alert: 'AutoscalerBlind',
    rules: 'web',
    situation: 'the autoscaler is active',
    series: { [hpa('false')]: '0x20', [hpa('true')]: '1x20' },
    at: '15m',
  },
];

function hpa(status: string): string {
  return `kube_horizontalpodautoscaler_status_condition{namespace="production",horizontalpodautoscaler="web",condition="ScalingActive",status="${status}"}`;
}
