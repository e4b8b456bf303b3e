/**
 * How long a synth takes beside Helm and stock cdk8s, on equal objects: `npm run bench [APPLICATIONS] [RUNS]`.
 *
 * Whole processes, in turns; the median counts. Helm's binary is built by `tools/` if it is not there yet.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { loadAll } from 'js-yaml';
import type { Manifest } from '../rules/model/manifest.ts';
import { binary } from '../tools/binary.ts';
import { fleet } from './fleet.ts';
import { type Measured, measure, median } from './measure.ts';
import { writePlainChart } from './plain-chart.ts';

const applications = Number(process.argv[2] ?? 1000);
const runs = Number(process.argv[3] ?? 5);
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
const inFolder = (name: string): string => join(folder, name);
const slipway = join(root, 'cli/slipway.mjs');
const withTsx = (file: string): string[] => ['--import', 'tsx', join(root, 'bench', file)];

const environment = fleet(applications);
writeFileSync(inFolder('fleet.json'), JSON.stringify(environment));
const objects = loadAll(
  measure(process.execPath, [...withTsx('same-objects.ts'), inFolder('fleet.json')]).stdout,
) as Manifest[];
writeFileSync(inFolder('objects.json'), JSON.stringify(objects));
writePlainChart(inFolder('chart'), objects, Object.keys(environment.applications ?? {}));
const helm = await binary('helm4');

const contestants: Readonly<Record<string, () => Measured>> = {
  'helm template, to standard output': () => measure(helm, ['template', 'fleet', inFolder('chart')]),
  'slipway, the same objects, to standard output': () =>
    measure(process.execPath, [...withTsx('same-objects.ts'), inFolder('fleet.json')]),
  'slipway synth --format yaml, all that it makes': () =>
    measure(process.execPath, [
      slipway,
      'synth',
      '--environment',
      inFolder('fleet.json'),
      '--format',
      'yaml',
    ]),
  'slipway synth, all that it makes, one file an object': () => {
    rmSync(inFolder('dist'), { recursive: true, force: true });
    return measure(process.execPath, [
      slipway,
      'synth',
      '--environment',
      inFolder('fleet.json'),
      '--output',
      inFolder('dist'),
    ]);
  },
  'slipway synth again, nothing changed': () =>
    measure(process.execPath, [
      slipway,
      'synth',
      '--environment',
      inFolder('fleet.json'),
      '--output',
      inFolder('dist'),
    ]),
  'stock cdk8s, the same objects, one file an object': () =>
    measure(process.execPath, [...withTsx('stock-cdk8s.ts'), inFolder('objects.json'), inFolder('stock')]),
};

const rendered = loadAll(contestants['helm template, to standard output']?.().stdout ?? '').filter(
  Boolean,
) as Manifest[];
const byName = (manifests: readonly Manifest[]) =>
  new Map(manifests.map(manifest => [`${manifest.kind} ${manifest.metadata.name}`, manifest]));
if (!isDeepStrictEqual(byName(rendered), byName(objects))) throw new Error('helm renders other objects');

const results = new Map<string, Measured[]>(Object.keys(contestants).map(name => [name, []]));
for (let turn = 0; turn < runs; turn++) {
  for (const [name, run] of Object.entries(contestants)) {
    const isSlow = name.startsWith('stock') && turn > 0;
    if (!isSlow) results.get(name)?.push(run());
  }
}
rmSync(folder, { recursive: true });

const rows = [...results].map(([name, measured]) => ({
  name,
  elapsed: median(measured.map(one => one.elapsed)),
  cpu: median(measured.map(one => one.cpu)),
}));
const base = rows[0];
process.stdout.write(
  `${applications} applications, ${objects.length} equal objects, median of ${runs} runs\n\n`,
);
process.stdout.write(
  '| program | elapsed | ratio | processor | ratio |\n| --- | ---: | ---: | ---: | ---: |\n',
);
for (const { name, elapsed, cpu } of rows) {
  const ratios = [elapsed / (base?.elapsed ?? 1), cpu / (base?.cpu ?? 1)].map(ratio => ratio.toFixed(2));
  process.stdout.write(
    `| ${name} | ${elapsed.toFixed(2)} s | ${ratios[0]} | ${cpu.toFixed(2)} s | ${ratios[1]} |\n`,
  );
}
