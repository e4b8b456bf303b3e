import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { kubernetesMinors } from '../../config/kubernetes.ts';
import { loadEnvironments } from '../../config/load.ts';
import { soundSynthesis } from '../../output/synthesize.ts';
import { validate } from '../../tools/kubeconform.ts';
import { chartValues, helms, renderedWith, synthesized } from '../output/helm/chart.ts';
import { exampleFiles, examplesFolder } from '../support/examples.ts';

const environments = await loadEnvironments(exampleFiles.map(([, file]) => file));

test('there are examples, each named like its environment', () => {
  expect(environments.map(({ name }) => name)).toEqual(exampleFiles.map(([name]) => name));
  expect(exampleFiles.length).toBeGreaterThan(0);
});

test('examples/README.md leads to every example', () => {
  const page = readFileSync(join(examplesFolder, 'README.md'), 'utf8');
  expect(exampleFiles.filter(([name]) => !page.includes(`](${name}/environment.yaml)`))).toEqual([]);
});

test.each(kubernetesMinors)('every object of the examples is valid on Kubernetes %s', async kubernetes => {
  const synthesis = soundSynthesis(
    environments.map(environment => ({ ...environment, cluster: { ...environment.cluster, kubernetes } })),
  );
  const folder = await mkdtemp(join(tmpdir(), 'slipway-examples-'));
  try {
    for (const [path, text] of synthesis.files()) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const { minors, failures } = await validate({ folder, minors: [kubernetes] });
    expect(failures).toEqual([]);
    expect(minors.map(({ valid }) => valid)).toEqual([synthesis.objects.length]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe.each(environments.map(environment => [environment.name, environment] as const))(
  '%s',
  (name, environment) => {
    test.each(helms)('is the same in the chart: %s', async helm => {
      const objects = await renderedWith(helm, chartValues(environment));
      expect(objects).toEqual(synthesized(environment));
    });

    test('says what of the public manifest it does not carry', () => {
      expect(readFileSync(join(examplesFolder, name, 'README.md'), 'utf8')).toMatch(/^## Not carried\n\n- /m);
    });
  },
);
