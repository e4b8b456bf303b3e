import { healthySeries } from '../prometheus/healthy/scrape.ts';
import type { HealthySeries } from '../prometheus/healthy/series.ts';
import { worldOf } from '../prometheus/healthy/world.ts';
import type { Manifest } from '../support/manifests.ts';
import { type SeriesSelector, selectorsIn, selects } from '../support/promql.ts';
import { environmentWithSimilarNames } from './similar-names.ts';

const world = worldOf(environmentWithSimilarNames('production'), 'most', true);
/** Another environment with the same applications and a similar name. */
const neighbor = worldOf(environmentWithSimilarNames('production-2'), 'most', true);
const series: readonly HealthySeries[] = [
  ...healthySeries(world),
  ...healthySeries(neighbor).map(found => ({ ...found, owner: `production-2/${found.owner}` })),
];

/** The metrics that alerts of a tier read for every pod that uses the tier. */
const aboutAll = ['kube_pod_container_state_started'];

const byMetric = new Map<string, HealthySeries[]>();
for (const labeled of series) {
  const sameMetric = byMetric.get(labeled.metric);
  if (sameMetric) sameMetric.push(labeled);
  else byMetric.set(labeled.metric, [labeled]);
}

/** An expression of an object, and the owner of the series that it may read. - undefined: the environment. */
interface OwnedExpression {
  readonly where: string;
  readonly expression: string;
  readonly owner?: string;
}

const expressions = world.manifests.flatMap(manifest => expressionsOf(manifest));

test('checks every kind of object that queries Prometheus', () => {
  expect([...new Set(expressions.map(({ where }) => where.split('/')[0]))].sort()).toEqual([
    'AnalysisTemplate',
    'ConfigMap',
    'PrometheusRule',
    'ScaledObject',
  ]);
});

test('every selector of a series finds exactly its own series', () => {
  const wrong = expressions.flatMap(({ where, expression, owner }) =>
    selectorsIn(expression.replaceAll('{{args.version}}', '5d8f7c9b4d')).flatMap(selector => {
      const isOwn = owner === undefined || aboutAll.includes(selector.metric);
      const foreign = ownersOf(selector).filter(found =>
        isOwn ? found.startsWith('production-2/') : found !== owner,
      );
      const text = `${where}: ${selector.metric}${JSON.stringify(selector.matchers)}`;
      return foreign.length > 0 ? [`${text} reads series of ${foreign.join(', ')}`] : [];
    }),
  );
  expect(wrong).toEqual([]);
});

test('a pattern with an open end would find longer names', () => {
  const [loose] = selectorsIn(
    'kube_pod_container_status_restarts_total{namespace="production",container="app",pod=~"web-.+"}',
  );
  expect(loose && ownersOf(loose)).toEqual(expect.arrayContaining(['web', 'web-shop', 'web-5d8f7c9b4d']));
});

function ownersOf(selector: SeriesSelector): string[] {
  const found = (byMetric.get(selector.metric) ?? []).filter(candidate => selects(selector, candidate));
  return [...new Set(found.map(({ owner }) => owner))];
}

function expressionsOf(manifest: Manifest): OwnedExpression[] {
  const { kind, metadata } = manifest;
  const where = `${kind}/${metadata.name}`;
  if (kind === 'ConfigMap') {
    const files = Object.entries<string>(manifest.data).filter(([name]) => name.endsWith('.json'));
    return files.flatMap(([, text]) =>
      expressionsIn(JSON.parse(text)).map(expression => ({ where, expression })),
    );
  }
  const owner = ownerOf(manifest);
  return expressionsIn(manifest.spec).map(expression => ({ where, expression, owner }));
}

/** The alerts of the environment read the series of everything in it. */
function ownerOf({ metadata }: Manifest): string | undefined {
  if (metadata.name === 'environment') return undefined;
  return metadata.labels?.['app.kubernetes.io/name'] ?? metadata.name;
}

/** Texts under the keys that hold PromQL. */
function expressionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && (key === 'expr' || key === 'query')
      ? inner === 'prometheus'
        ? []
        : [inner]
      : expressionsIn(inner),
  );
}
