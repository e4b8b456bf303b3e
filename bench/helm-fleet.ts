/**
 * How long Helm takes to render a fleet from the generated chart, compared with charts of the same objects that a
 * person would write: `node --import tsx bench/helm-fleet.ts [APPLICATIONS] [RUNS] [observed]`.
 *
 * - `hand-written`: the chart in bench/hand-written, with helpers, checks and sums as charts usually have them. It gets
 *   the same values and the same schema. It knows only what this fleet needs: no Rollouts, hosts, databases or caches,
 *   memory in Mi and Gi, one fault a time. With `observed`, the fleet has its monitors and alerts, which it does not know.
 * - `bare`: one `range` over texts in which only names and the usual values vary. It checks and computes nothing, and
 *   has no schema: no chart of these objects can do less.
 *
 * Whole processes, in turns. The median of the ratios of each turn counts, which other load disturbs least.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { environmentSchema } from '../config/environment.ts';
import { helmChart } from '../output/helm/chart.ts';
import { valuesOf } from '../output/helm/values/values.ts';
import type { Manifest } from '../rules/model/manifest.ts';
import { binary } from '../tools/binary.ts';
import { fleet } from './fleet.ts';
import { type Measured, measure, median } from './measure.ts';
import { assertSame, objectsIn } from './same.ts';

const size = Number(process.argv[2] ?? 1000);
const runs = Number(process.argv[3] ?? 10);

const isObserved = process.argv[4] === 'observed';

const first = 'app-0000';

/** Six objects an application, as in bench/synth.ts; two more when it is observed. */
const environment = environmentSchema.parse({ ...fleet(size), observability: isObserved });

/** Made from the objects themselves, so that the chart renders these and no others. */
function bareTemplate(objects: readonly Manifest[]): string {
  const escaped = (text: string): string => text.replaceAll(/\{\{|\}\}/g, braces => `{{ "${braces}" }}`);
  const text = (some: readonly Manifest[]): string =>
    some.map(object => `---\n${escaped(dump(object, { lineWidth: -1 }))}`).join('');
  const ofEach = objects.filter(({ metadata }) => metadata.name.startsWith('app-'));
  const ofFirst = text(ofEach.filter(({ metadata }) => metadata.name === first))
    .replaceAll(first, '{{ $name }}')
    .replaceAll('registry.example.com/app:1.0.0', '{{ $app.image }}')
    .replaceAll('memory: 256Mi', 'memory: {{ $app.resources.requests.memory }}')
    .replaceAll('minReplicas: 3', 'minReplicas: {{ $app.scale.min }}')
    .replaceAll('maxReplicas: 12', 'maxReplicas: {{ $app.scale.max }}')
    .replaceAll('path: /health', 'path: {{ $app.health }}');
  const fixed = text(objects.filter(object => !ofEach.includes(object)));
  return `{{- range $name, $app := .Values.applications }}\n${ofFirst}{{- end }}\n${fixed}`;
}

function writeChart(name: string, files: Iterable<readonly [path: string, text: string]>): void {
  for (const [path, text] of files) {
    const file = join(folder, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function render(chart: string): Measured {
  return measure(helm, ['template', 'fleet', join(folder, chart), '--skip-tests']);
}

const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
const helm = await binary('helm4');
const generated = helmChart([environment]);
writeChart('generated', generated);
cpSync(join(import.meta.dirname, 'hand-written'), join(folder, 'hand-written'), { recursive: true });
writeChart(
  'hand-written',
  ['values.yaml', 'values.schema.json'].map(path => [path, generated.get(path) ?? '']),
);
const objects = objectsIn(render('generated').stdout);
writeChart('bare', [
  ['Chart.yaml', 'apiVersion: v2\nname: bare\nversion: 0.1.0\n'],
  ['values.yaml', dump(valuesOf(environment))],
  ['templates/fleet.yaml', bareTemplate(objects)],
]);

const others: readonly ('hand-written' | 'bare')[] = isObserved ? ['bare'] : ['hand-written', 'bare'];
for (const chart of others) {
  assertSame(objectsIn(render(chart).stdout), objects, `the chart ${chart}`);
}
const all = ['generated', ...others] as const;
const turns = Array.from({ length: runs }, () => new Map(all.map(chart => [chart, render(chart)])));
rmSync(folder, { recursive: true });

type Kind = 'cpu' | 'elapsed';
const taken = (turn: (typeof turns)[number], chart: (typeof all)[number], kind: Kind): number =>
  turn.get(chart)?.[kind] ?? Number.NaN;
const seconds = (chart: (typeof all)[number], kind: Kind): string =>
  median(turns.map(turn => taken(turn, chart, kind))).toFixed(2);
const ratio = (chart: (typeof others)[number], kind: Kind): string =>
  median(turns.map(turn => taken(turn, 'generated', kind) / taken(turn, chart, kind))).toFixed(2);
const lines = [
  `${size} applications, ${objects.length} objects, medians of ${runs} turns`,
  ...all.map(chart => `${chart}: ${seconds(chart, 'cpu')} s of processors, ${seconds(chart, 'elapsed')} s`),
  ...others.map(
    chart => `generated / ${chart}: ${ratio(chart, 'cpu')} of processors, ${ratio(chart, 'elapsed')} of time`,
  ),
];
process.stdout.write(`${lines.join('\n')}\n`);
