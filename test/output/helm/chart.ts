import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import type { Environment } from '../../../config/environment.ts';
import type { DataObject } from '../../../config/merge.ts';
import { generated } from '../../../output/helm/chart.ts';
import { hookOfHelm } from '../../../output/helm/hooks.ts';
import { keptByHelm } from '../../../output/helm/kept.ts';
import { readValues } from '../../../output/helm/values/reads.ts';
import { overriding, valuesOf } from '../../../output/helm/values/values.ts';
import { renderEnvironment } from '../../../output/render.ts';
import { toYaml } from '../../../output/yaml.ts';
import { binary } from '../../../tools/binary.ts';
import { type Finished, run } from '../../../tools/run.ts';
import type { Manifest } from '../../support/manifests.ts';
import type { Suite } from '../../support/prepare.ts';

export const chart = join(import.meta.dirname, '../../../dist/helm/slipway');

export type Helm = 'helm3' | 'helm4';

/** What runs the tests: `globals.suite` of jest's configuration. */
declare const suite: Suite;

/** Unit tests need one Helm, which is built before they run; `npm run test:helm` asks both. */
export const helms: readonly Helm[] = suite === 'unit' ? ['helm4'] : ['helm3', 'helm4'];

export type Values = DataObject;

/** The chart's own values. */
export const ownValues = load(readFileSync(join(chart, 'values.yaml'), 'utf8')) as Values;

/** Every file of the chart that Helm renders, by path. */
export const templates: ReadonlyMap<string, string> = new Map(
  readdirSync(join(chart, 'templates'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [path.slice(chart.length + 1), readFileSync(path, 'utf8')]),
);

/** Objects by kind and name. */
export type Objects = Readonly<Record<string, Manifest>>;

/** What Helm renders with a values file over the chart's own values. @throws with Helm's message. */
export async function rendered(helm: Helm, valuesFile: string): Promise<Objects> {
  const args = ['template', 'slipway', chart, '--skip-tests', '--values', valuesFile];
  const { stdout } = await succeed(helm, args);
  return byIdentity((loadAll(stdout) as (Manifest | null)[]).filter(object => object !== null));
}

/** Runs Helm. @throws with its message when it fails. */
export async function succeed(helm: Helm, args: readonly string[]): Promise<Finished> {
  const finished = await run(await binary(helm), args);
  if (finished.code !== 0) throw new Error(finished.stderr);
  return finished;
}

/** What Helm renders with values over the chart's own ones. */
export async function renderedWith(helm: Helm, values: Values): Promise<Objects> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-helm-'));
  try {
    const file = join(folder, 'values.yaml');
    await writeFile(file, toYaml(values));
    return await rendered(helm, file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Values that make the chart render an environment. */
export function chartValues(environment: Environment): Values {
  return overriding(readValues(valuesOf(environment), generated().reads), ownValues);
}

/** The objects of an environment, as `slipway synth` makes them, and the mark by which Helm keeps some of them. */
export function synthesized(environment: Environment): Objects {
  const { objects } = renderEnvironment(environment);
  return byIdentity(
    objects.map(({ manifest }) => JSON.parse(JSON.stringify(hookOfHelm(keptByHelm(manifest))))),
  );
}

function byIdentity(objects: readonly Manifest[]): Objects {
  const entries = objects.map(object => [`${object.kind} ${object.metadata.name}`, object] as const);
  const unique = Object.fromEntries(entries);
  if (Object.keys(unique).length < entries.length) throw new Error('two objects of one kind and name');
  return unique;
}
