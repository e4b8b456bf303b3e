/**
 * How long a synth takes compared with Helm and stock cdk8s, on equal objects: `npm run bench [APPLICATIONS] [TURNS]`.
 *
 * Whole processes, in turns, so that a ratio holds when the speed of the machine drifts. `tools/` builds Helm's binary
 * when it does not exist. docs/benchmarks.md
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary } from '../tools/binary.ts';
import { fleet } from './fleet.ts';
import { type Measured, measure, median } from './measure.ts';
import { writePlainChart } from './plain-chart.ts';
import { assertSame, objectsIn } from './same.ts';

const applications = Number(process.argv[2] ?? 1000);
const runs = Number(process.argv[3] ?? 5);
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'slipway-bench-'));
const inFolder = (name: string): string => join(folder, name);
const program = (file: string, ...args: string[]): Measured =>
  measure(process.execPath, [join(root, 'bench/run.mjs'), `bench/${file}`, ...args]);
const synth = (...options: string[]): Measured =>
  measure(process.execPath, [
    join(root, 'cli/slipway.mjs'),
    'synth',
    '--environment',
    inFolder('fleet.json'),
    ...options,
  ]);

const environment = fleet(applications);
writeFileSync(inFolder('fleet.json'), JSON.stringify(environment));
const sameObjects = (): Measured => program('same-objects.ts', inFolder('fleet.json'));
const objects = objectsIn(sameObjects().stdout);
writeFileSync(inFolder('objects.json'), JSON.stringify(objects));
writePlainChart(inFolder('chart'), objects, Object.keys(environment.applications ?? {}));
const helm = await binary('helm4');

const contestants: Readonly<Record<string, () => Measured>> = {
  'helm template, to standard output': () => measure(helm, ['template', 'fleet', inFolder('chart')]),
  'slipway, the same objects, to standard output': sameObjects,
  'slipway synth --format yaml, all that it makes': () => synth('--format', 'yaml'),
  'slipway synth, all that it makes, one file an object': () => {
    rmSync(inFolder('dist'), { recursive: true, force: true });
    return synth('--output', inFolder('dist'));
  },
  'slipway synth again, nothing changed': () => synth('--output', inFolder('dist')),
  'stock cdk8s, the same objects, one file an object': () =>
    program('stock-cdk8s.ts', inFolder('objects.json'), inFolder('stock')),
};

assertSame(objectsIn(contestants['helm template, to standard output']?.().stdout ?? ''), objects, 'helm');

const results = new Map<string, Measured[]>(Object.keys(contestants).map(name => [name, []]));
for (let turn = 0; turn < runs; turn++) {
  for (const [name, run] of Object.entries(contestants)) {
    const isSlow = name.startsWith('stock') && turn > 0;
    if (!isSlow) results.get(name)?.push(run());
  }
}
rmSync(folder, { recursive: true });

const [base = []] = results.values();
const spread = (numbers: readonly number[]): string =>
  [Math.min(...numbers), median(numbers), Math.max(...numbers)].map(number => number.toFixed(2)).join(' / ');
const row = (name: string, measured: readonly Measured[], figure: 'elapsed' | 'cpu'): string => {
  const ratios = measured.map((result, turn) => result[figure] / (base[turn]?.[figure] ?? Number.NaN));
  return `| ${name} | ${spread(measured.map(result => result[figure]))} | ${spread(ratios)} |\n`;
};
process.stdout.write(`${applications} applications, ${objects.length} equal objects, ${runs} turns\n`);
for (const [figure, words] of [
  ['elapsed', 'seconds on the clock'],
  ['cpu', 'seconds on processors'],
] as const) {
  process.stdout.write(
    `\n| min / median / max | ${words} | ratio to helm, turn by turn |\n| --- | --- | --- |\n`,
  );
  for (const [name, measured] of results) process.stdout.write(row(name, measured, figure));
}
