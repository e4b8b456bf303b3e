import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../config/environment.ts';
import { loadEnvironments } from '../../../config/load.ts';
import type { Manifest } from '../../support/manifests.ts';
import { type SeriesSelector, selectorsIn, selects } from '../../support/promql.ts';
import { runFile } from '../alerts/promtool.ts';
import { largest, smallest, smallestOfAll } from './extremes.ts';
import { healthySeries } from './scrape.ts';
import { dawn, day, type HealthySeries, written } from './series.ts';
import { type Load, ofKind, replicasOf, type World, worldOf } from './world.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'environments');
const shipped = await loadEnvironments(readdirSync(folder).map(file => join(folder, file)));

/** Labels that say how something is: in a healthy world, other values of them may be missing. */
const stateLabels = ['phase', 'sync_status', 'health_status'];

const worlds: readonly (readonly [string, Load, World])[] = [
  ...shipped.map(environment => [environment.name, environment] as const),
  ['the smallest environment', smallestOfAll] as const,
  ['the smallest environment with all parts', smallest] as const,
  ['the largest environment', largest] as const,
].flatMap(([name, environment]: readonly [string, Environment]) =>
  (hasRanges(environment) ? (['least', 'most'] as const) : (['most'] as const)).map(
    load => [name, load, worldOf(environment, load, load === 'least')] as const,
  ),
);

test.each(worlds)('%s, at the %s, is healthy for a day without an alert', async (_, __, world) => {
  const series = healthySeries(world);
  expect(missing(world, series)).toEqual([]);
  expect(await alertsOfDay(world, series)).toEqual([]);
});

describe('the day of an environment', () => {
  const [development] = shipped.filter(({ name }) => name === 'development');
  const world = worldOf(development as Environment, 'most', true);

  test('shows a quota that is what the environment uses', async () => {
    const manifests = world.manifests.map(manifest =>
      manifest.kind === 'ResourceQuota'
        ? { ...manifest, spec: { hard: { ...manifest.spec.hard, persistentvolumeclaims: '7' } } }
        : manifest,
    );
    const then = { ...world, manifests };
    expect(await alertsOfDay(then, healthySeries(then))).toEqual(['QuotaUsedUp']);
  });

  test('shows a series that nothing supplies', () => {
    const all = healthySeries(world).filter(({ metric }) => metric !== 'redis_aof_last_write_status');
    expect(missing(world, all)).toEqual([
      'cache/CacheWritesFail reads redis_aof_last_write_status, which the healthy world has not',
    ]);
  });
});

/** Whether it is larger at some times than at others. */
function hasRanges({ applications, database }: Environment): boolean {
  return (
    Object.values(applications).some(({ scale }) => typeof scale === 'object') ||
    (database?.external === false && database.backup !== undefined)
  );
}

/** Names of the alerts that fire at any time of the day. */
async function alertsOfDay(world: World, series: readonly HealthySeries[]): Promise<string[]> {
  const fired = 'count by (alertname) (count_over_time(ALERTS{alertstate="firing"}[1d]))';
  const found = await runFile(ofKind(world, 'PrometheusRule'), {
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        start_timestamp: dawn,
        input_series: series.map(written),
        promql_expr_test: [{ expr: fired, eval_time: `${day}m`, exp_samples: [] }],
      },
    ],
  });
  const names = [...found.matchAll(/alertname=\\?"(\w+)/g)].map(([, name = '']) => name);
  if (found !== '' && names.length === 0) throw new Error(found);
  return [...new Set(names)].sort();
}

/** What alerts read and no series supplies. An application without replicas has no series. */
function missing(world: World, series: readonly HealthySeries[]): string[] {
  const supplied = series.map(atHome);
  const isSupplied = (selector: SeriesSelector) =>
    supplied.some(series => selects(anyState(selector), series));
  const idle = Object.entries(world.environment.applications).filter(
    ([, application]) => replicasOf(world, application).now === 0,
  );
  const rules = ofKind(world, 'PrometheusRule').filter(
    ({ metadata }) => !idle.some(([name]) => name === metadata.name),
  );
  return rules.flatMap(({ metadata, spec }) =>
    alertsIn(spec).flatMap(({ alert, expr }) =>
      selectorsIn(expr)
        .filter(selector => !isSupplied(selector))
        .map(({ metric }) => `${metadata.name}/${alert} reads ${metric}, which the healthy world has not`),
    ),
  );
}

function alertsIn(spec: Manifest): Manifest[] {
  return spec.groups.flatMap((group: Manifest) =>
    group.rules.filter(({ alert }: Manifest) => alert !== undefined),
  );
}

/** In whatever state, and wherever the scrape puts the namespace. */
function anyState({ metric, matchers }: SeriesSelector): SeriesSelector {
  return {
    metric,
    matchers: matchers
      .filter(({ label }) => !stateLabels.includes(label))
      .map(matcher =>
        matcher.label === 'exported_namespace' ? { ...matcher, label: 'namespace' } : matcher,
      ),
  };
}

function atHome(series: HealthySeries): HealthySeries {
  const { exported_namespace: namespace, ...labels } = series.labels;
  return namespace === undefined ? series : { ...series, labels: { ...labels, namespace } };
}
