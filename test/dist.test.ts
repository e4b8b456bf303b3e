import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { environmentFiles } from '../config/files.ts';
import { kubernetesMinors, newestKubernetesMinor } from '../config/kubernetes.ts';
import { loadEnvironments } from '../config/load.ts';
import { shareInChart } from '../output/environments/share.ts';
import { helmChart } from '../output/helm/chart.ts';
import { type Environments, hashesOf, recordFile, recordText, type Share } from '../output/replace/record.ts';
import { type Synthesis, synthesize } from '../output/synthesize.ts';
import { validate } from '../tools/kubeconform.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
let synthesis: Synthesis;
let made: Map<string, string>;

beforeAll(async () => {
  const environments = await loadEnvironments(await environmentFiles(join(root, 'environments')));
  synthesis = synthesize(environments);
  const inChart = Object.fromEntries(
    environments.map(environment => [environment.name, shareInChart(environment)]),
  );
  made = new Map([
    ...inFolder('', synthesis.files(), recorded(synthesis.shares, '../environments')),
    ...inFolder('helm/slipway/', helmChart(environments), recorded(inChart, '../../../environments')),
  ]);
});

/** Files and their record, by their paths in `dist/`. */
function inFolder(folder: string, files: ReadonlyMap<string, string>, environments: Environments) {
  const record = recordText({ environments, files: hashesOf(files) });
  return [...new Map(files).set(recordFile, record)].map(([path, text]) => [folder + path, text] as const);
}

/** Environments of files that are called as they are. */
function recorded(shares: Readonly<Record<string, Share>>, folder: string): Environments {
  const entries = Object.entries(shares);
  return Object.fromEntries(
    entries.map(([name, share]) => [name, { source: `${folder}/${name}.ts`, ...share }]),
  );
}

/** Every file of the committed tree. */
function committed(): string[] {
  return readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(dist.length + 1));
}

test('no rule is broken', () => {
  expect(synthesis.violations).toEqual([]);
});

test('dist/ holds the files that npm run synth makes, and no others', () => {
  expect(committed().sort()).toEqual([...made.keys()].sort());
});

test('every file of dist/ is what npm run synth makes, byte for byte', () => {
  const differing = [...made].filter(([path, text]) => readFileSync(join(dist, path), 'utf8') !== text);
  expect(differing.map(([path]) => path)).toEqual([]);
});

test('every object is valid on the Kubernetes minor of its environment and on newer ones, and none is skipped', async () => {
  const { minors, failures } = await validate({ folder: dist });
  expect(failures).toEqual([]);
  for (const { kubernetes, valid, invalid, errors, skipped, newer } of minors) {
    expect({ invalid, errors, skipped }).toEqual({ invalid: 0, errors: 0, skipped: 0 });
    const judged = synthesis.objects.filter(
      ({ origin }) => !newer.some(name => origin.startsWith(`${name}/`)),
    );
    expect(`${kubernetes}: ${valid}`).toBe(`${kubernetes}: ${judged.length}`);
  }
  expect(minors.at(-1)?.newer).toEqual([]);
});

test.each(kubernetesMinors)(
  'for a cluster of Kubernetes %s every object is valid on it and on the newest one',
  async kubernetes => {
    const files = await environmentFiles(join(root, 'environments'));
    const environments = await loadEnvironments(files);
    const folder = await mkdtemp(join(tmpdir(), 'slipway-dist-'));
    try {
      const inputs = environments.map(environment => ({
        ...environment,
        cluster: { ...environment.cluster, kubernetes },
      }));
      for (const [path, text] of synthesize(inputs).files()) {
        await mkdir(dirname(join(folder, path)), { recursive: true });
        await writeFile(join(folder, path), text);
      }
      const minors = [kubernetes, newestKubernetesMinor];
      const result = await validate({ folder, minors });
      expect(result.failures).toEqual([]);
      expect(result.minors.flatMap(({ newer }) => newer)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
