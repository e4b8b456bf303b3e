import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { hasStablePods } from '../../config/application/application.ts';
import { type RequestCounter, requestCounterOf } from '../../config/application/metrics.ts';
import { eachCache, runningCaches } from '../../config/caches.ts';
import { clusterPattern, clustersOf, type NamedCluster } from '../../config/clusters.ts';
import type { Environment } from '../../config/environment.ts';
import { joinedSet, prettyJson } from '../../config/units/data.ts';
import { operation } from '../../config/units/operation.ts';
import { errorsOf } from '../application/series.ts';
import { ordinalPodNames } from '../pod-names.ts';
import { seriesOfObjects } from './alert.ts';

/** One graph. */
interface Panel {
  readonly title: string;
  readonly unit: 'reqps' | 'percentunit' | 'short' | 's' | 'bytes';
  /** PromQL, and the template for the names of its lines. */
  readonly targets: readonly { readonly expr: string; readonly legend: string }[];
}

const panelsInARow = 2;
const panelWidth = 12;
const panelHeight = 8;

/** A Grafana dashboard of the environment. Grafana's sidecar finds it by its label. */
export class Dashboard extends k8s.KubeConfigMap {
  constructor(scope: Construct, environment: Environment) {
    const { name } = environment;
    super(scope, 'configmap-dashboard', {
      metadata: { name: 'dashboard', labels: { grafana_dashboard: '1' } },
      data: { [`${name}.json`]: prettyJson('dashboard', dashboardJson(environment)) },
    });
  }
}

function dashboardJson(environment: Environment) {
  return {
    uid: `slipway-${environment.name}`,
    title: `Slipway: ${environment.name}`,
    tags: ['slipway'],
    timezone: 'utc',
    refresh: '1m',
    time: { from: 'now-6h', to: 'now' },
    templating: { list: [{ name: 'datasource', type: 'datasource', query: 'prometheus' }] },
    panels: panelsOf(environment).flatMap((panel, place) => (panel ? panelJson(panel, place) : [])),
  };
}

/** The panels by their place. Grafana moves others up where there is none. */
function panelsOf(environment: Environment): (Panel | undefined)[] {
  const { namespace } = environment;
  const clusters = clustersOf(environment);
  return [
    ...requestPanels(environment),
    ...podPanels(environment),
    ...(clusters.length > 0 ? databasePanels(namespace, clusters) : []),
    ...(runningCaches(environment).length > 0 ? cachePanels(environment) : []),
  ];
}

/**
 * Only one Service of an application is scraped, so the label `service` is its name. Each counter that applications have
 * gives an expression. Without any counter there are no such panels.
 */
function requestPanels({ namespace, applications }: Environment): (Panel | undefined)[] {
  const counters = Object.values(applications).flatMap(application => requestCounterOf(application) ?? []);
  if (!isCounted(counters)) return [undefined, undefined];
  const rate = (name: string, matcher = '') =>
    `sum by (service) (rate(${name}{namespace="${namespace}"${matcher}}[5m]))`;
  const anyOf = (name: string, expressions: readonly string[]) => [
    { expr: joinedSet(name, expressions, ' or '), legend: '{{service}}' },
  ];
  const rates = counters.map(({ name }) => rate(name));
  const errors = counters.map(counter => {
    return `${rate(counter.name, `,${errorsOf(counter)}`)} / ${rate(counter.name)}`;
  });
  return [
    { title: 'Requests', unit: 'reqps', targets: anyOf('request-rates', rates) },
    { title: 'Share of errors', unit: 'percentunit', targets: anyOf('error-shares', errors) },
  ];
}

/** Whether any application counts its requests. */
const isCounted = operation('isCounted', (counters: readonly RequestCounter[]) => counters.length > 0);

function podPanels({ namespace, applications }: Environment): Panel[] {
  return [
    {
      title: 'Replicas available',
      unit: 'short',
      targets: [
        {
          expr: `max by (name) (${seriesOfObjects('rollout_info_replicas_available', namespace, 'name!=""')})`,
          legend: '{{name}}',
        },
        {
          expr: `max by (deployment) (${seriesOfObjects('kube_deployment_status_replicas_available', namespace, 'deployment!=""')})`,
          legend: '{{deployment}}',
        },
        ...(Object.values(applications).some(hasStablePods)
          ? [
              {
                expr: `max by (statefulset) (${seriesOfObjects('kube_statefulset_status_replicas_available', namespace, 'statefulset!=""')})`,
                legend: '{{statefulset}}',
              },
            ]
          : []),
      ],
    },
    {
      title: 'Memory of containers',
      unit: 'bytes',
      targets: [
        {
          expr: `max by (pod, container) (container_memory_working_set_bytes{namespace="${namespace}",container!=""})`,
          legend: '{{pod}} {{container}}',
        },
      ],
    },
  ];
}

function databasePanels(namespace: string, clusters: readonly NamedCluster[]): Panel[] {
  const pods = `namespace="${namespace}",pod=~"${clusterPattern(clusters, ordinalPodNames(''))}"`;
  return [
    {
      title: 'Replicas behind the primary',
      unit: 's',
      targets: [{ expr: `cnpg_pg_replication_lag{${pods}}`, legend: '{{pod}}' }],
    },
    {
      title: 'Clients waiting for a database connection',
      unit: 'short',
      targets: [
        {
          expr: `sum by (pod) (cnpg_pgbouncer_pools_cl_waiting{namespace="${namespace}"})`,
          legend: '{{pod}}',
        },
      ],
    },
  ];
}

function cachePanels(environment: Environment): Panel[] {
  const pods = `namespace="${environment.namespace}",pod=~"${eachCache(environment, '-[0-9]+')}"`;
  return [
    {
      title: 'Memory of the cache',
      unit: 'bytes',
      targets: [{ expr: `redis_memory_used_bytes{${pods}}`, legend: '{{pod}}' }],
    },
    {
      title: 'Keys evicted',
      unit: 'short',
      targets: [{ expr: `rate(redis_evicted_keys_total{${pods}}[5m])`, legend: '{{pod}}' }],
    },
  ];
}

function panelJson({ title, unit, targets }: Panel, index: number) {
  const datasource = { type: 'prometheus', uid: '$datasource' };
  return {
    id: index + 1,
    title,
    type: 'timeseries',
    datasource,
    gridPos: {
      x: (index % panelsInARow) * panelWidth,
      y: Math.floor(index / panelsInARow) * panelHeight,
      w: panelWidth,
      h: panelHeight,
    },
    fieldConfig: { defaults: { unit }, overrides: [] },
    targets: targets.map(({ expr, legend }, target) => ({
      refId: String.fromCharCode(65 + target),
      datasource,
      expr,
      legendFormat: legend,
    })),
  };
}
