import type { Scenario } from '../scenario.ts';

const rules = 'courier';
const up = (pod: string) => `up{namespace="production",job="production/courier",pod="courier-${pod}"}`;
const available = (deployment: string) =>
  `kube_deployment_status_replicas_available{namespace="production",deployment="${deployment}"}`;
const restarts =
  'kube_pod_container_status_restarts_total{namespace="production",container="courier-app",pod="courier-5d8f7c9b4d-x7k2p"}';

export const scenarios: readonly Scenario[] = [
  {
    alert: 'ApplicationMetricsMissing',
    rules,
    situation: 'one of two pods does not show its metrics for a quarter of an hour',
    series: { [up('a')]: '1x30', [up('b')]: '0x30' },
    at: '16m',
    says: 'Prometheus reads no metrics of 1 of the pods of courier',
  },
  {
    alert: 'ApplicationMetricsMissing',
    rules,
    situation: 'all pods show their metrics, and those of another worker do not',
    series: {
      [up('a')]: '1x30',
      'up{namespace="production",job="production/mailer",pod="mailer-a"}': '0x30',
    },
    at: '16m',
  },
  {
    alert: 'ApplicationMetricsMissing',
    rules,
    situation: 'there are no pods',
    series: {},
    at: '16m',
  },
  {
    alert: 'ApplicationDown',
    rules,
    situation: 'no pod is ready',
    series: { [available('courier')]: '3x5 0x20', [up('a')]: '1x30' },
    at: '10m',
    says: 'courier does no work',
  },
  {
    alert: 'ApplicationDown',
    rules,
    situation: 'pods work, and Prometheus cannot read their metrics',
    series: { [available('courier')]: '3x30', [up('a')]: '0x30' },
    at: '10m',
  },
  {
    alert: 'ApplicationReplicasMissing',
    rules,
    situation: 'two of three replicas for a quarter of an hour',
    series: { [available('courier')]: '2x30' },
    at: '16m',
    says: 'courier has 2 of at least 3 replicas',
  },
  {
    alert: 'ApplicationReplicasMissing',
    rules,
    situation: 'all replicas',
    series: { [available('courier')]: '3x30' },
    at: '16m',
  },
  {
    alert: 'ApplicationRestarting',
    rules,
    situation: 'a container restarts every other minute',
    series: { [restarts]: '0+0.5x40' },
    at: '30m',
    says: 'Containers of courier keep restarting',
  },
  {
    alert: 'ApplicationRestarting',
    rules,
    situation: 'a container restarted once',
    series: { [restarts]: '0x10 1x30' },
    at: '20m',
  },
];
