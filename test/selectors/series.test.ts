import { healthySeries } from '../prometheus/healthy/scrape.ts';
import type { HealthySeries } from '../prometheus/healthy/series.ts';
import { worldOf } from '../prometheus/healthy/world.ts';
import type { Manifest } from '../support/manifests.ts';
import { type SeriesSelector, selectorsIn, selects } from '../support/promql.ts';
import { alike } from './alike.ts';

const world = worldOf(alike('production'), 'most', true);
/** Another environment of the same applications, whose name begins alike. */
const neighbor = worldOf(alike('production-2'), 'most', true);
const series: readonly HealthySeries[] = [
  ...healthySeries(world),
  ...healthySeries(neighbor).map(one => ({ ...one, owner: `production-2/${one.owner}` })),
];

/** What alerts of a tier ask about every pod that uses the tier. */
const aboutAll = ['kube_pod_container_state_started'];

const byMetric = new Map<string, HealthySeries[]>();
for (const one of series) {
  const same = byMetric.get(one.metric);
  if (same) same.push(one);
  else byMetric.set(one.metric, [one]);
}

/** An expression of an object, and whose series it may read. - undefined: those of the environment. */
interface Asked {
  readonly where: string;
  readonly expression: string;
  readonly owner?: string;
}

const asked = world.manifests.flatMap(manifest => expressionsOf(manifest));

test('checks every kind of object that queries Prometheus', () => {
  expect([...new Set(asked.map(({ where }) => where.split('/')[0]))].sort()).toEqual([
    'AnalysisTemplate',
    'ConfigMap',
    'PrometheusRule',
    'ScaledObject',
  ]);
});

test('every selector of a series finds exactly its own series', () => {
  const wrong = asked.flatMap(({ where, expression, owner }) =>
    selectorsIn(expression.replaceAll('{{args.version}}', '5d8f7c9b4d')).flatMap(selector => {
      const isOwn = owner === undefined || aboutAll.includes(selector.metric);
      const foreign = ownersOf(selector).filter(one =>
        isOwn ? one.startsWith('production-2/') : one !== owner,
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
  const found = (byMetric.get(selector.metric) ?? []).filter(one => selects(selector, one));
  return [...new Set(found.map(({ owner }) => owner))];
}

function expressionsOf(manifest: Manifest): Asked[] {
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

/** The alerts of the environment are about everything in it. */
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
