import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KubernetesMinor, kubernetesMinors } from '../../config/kubernetes.ts';
import { type ValidationResult, validate } from '../../tools/kubeconform.ts';
import { kubernetesVersions } from '../../tools/versions.ts';

const manifests = join(import.meta.dirname, 'manifests');
const oneMinor: readonly KubernetesMinor[] = ['1.36'];

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-validate-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
}

function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n`;
}

describe('what is right', () => {
  test('is valid on every Kubernetes minor, with nothing skipped', async () => {
    const result = await validate({ folder: join(manifests, 'accepted') });
    const valid = (await readdir(join(manifests, 'accepted'))).length;
    expect(result).toEqual({
      minors: kubernetesMinors.map(kubernetes => ({
        kubernetes,
        valid,
        invalid: 0,
        errors: 0,
        skipped: 0,
        newer: [],
      })),
      failures: [],
    });
  });
});

describe('what is wrong', () => {
  let result: ValidationResult;
  beforeAll(async () => {
    result = await validate({ folder: join(manifests, 'refused') });
  });

  test('is counted on every Kubernetes minor', async () => {
    const wrong = (await readdir(join(manifests, 'refused'))).length;
    for (const { valid, invalid, errors, skipped } of result.minors) {
      expect({ valid, wrong: invalid + errors, skipped }).toEqual({ valid: 0, wrong, skipped: 0 });
    }
  });

  for (const file of readdirSync(join(manifests, 'refused'))) {
    test(`is refused on every Kubernetes minor: ${file.replace('.yaml', '').replaceAll('-', ' ')}`, async () => {
      const text = await readFile(join(manifests, 'refused', file), 'utf8');
      const expected = text.slice('# '.length, text.indexOf('\n'));
      const failures = result.failures.filter(failure => failure.file === file);
      expect(failures.map(({ kubernetes, message }) => ({ kubernetes, message }))).toEqual(
        kubernetesMinors.map(kubernetes => ({
          kubernetes,
          message: expected.replace('<version>', kubernetesVersions[kubernetes]),
        })),
      );
    });
  }
});

test('a kind that an older Kubernetes does not have fails there and only there', async () => {
  await write(
    'cidr.yaml',
    'apiVersion: networking.k8s.io/v1\nkind: ServiceCIDR\nmetadata:\n  name: more\nspec:\n  cidrs: [10.1.0.0/16]\n',
  );
  const { minors, failures } = await validate({ folder, minors: ['1.27', '1.34'] });
  expect(failures).toEqual([
    {
      kubernetes: '1.27',
      file: 'cidr.yaml',
      kind: 'ServiceCIDR',
      name: 'more',
      message:
        'no kind ServiceCIDR in networking.k8s.io/v1 on Kubernetes 1.27.16, nor in the pinned custom resources ' +
        '(tools/versions.ts); correct kind and apiVersion, or pin the source of the definition',
    },
  ]);
  expect(minors.map(({ valid, errors }) => ({ valid, errors }))).toEqual([
    { valid: 0, errors: 1 },
    { valid: 1, errors: 0 },
  ]);
});

describe('an environment', () => {
  const service = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  trafficDistribution: PreferSameZone\n`;
  const namespace = (minor: string) =>
    `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: a\n  labels:\n    pod-security.kubernetes.io/enforce-version: v${minor}\n`;

  test('is judged by its own minor and newer ones, so that it may use what they have', async () => {
    await write('new/platform/namespace-new.yaml', namespace('1.36'));
    await write('new/application/service-web.yaml', service('web'));
    await write('old/platform/namespace-old.yaml', namespace('1.27'));
    const { minors, failures } = await validate({ folder, minors: ['1.27', '1.36', '1.37'] });
    expect(failures).toEqual([]);
    expect(minors.map(({ kubernetes, valid, newer }) => ({ kubernetes, valid, newer }))).toEqual([
      { kubernetes: '1.27', valid: 1, newer: ['new'] },
      { kubernetes: '1.36', valid: 3, newer: [] },
      { kubernetes: '1.37', valid: 3, newer: [] },
    ]);
  });

  test('may not use what its own minor does not have', async () => {
    await write('old/platform/namespace-old.yaml', namespace('1.27'));
    await write('old/application/service-web.yaml', service('web'));
    const { failures } = await validate({ folder, minors: ['1.27', '1.36'] });
    expect(failures).toEqual([
      {
        kubernetes: '1.27',
        file: 'old/application/service-web.yaml',
        kind: 'Service',
        name: 'web',
        message: "/spec: additional properties 'trafficDistribution' not allowed",
      },
    ]);
  });

  test('alone in a folder is not judged by an older minor', async () => {
    await write('platform/namespace-new.yaml', namespace('1.36'));
    const { minors } = await validate({ folder, minors: ['1.27'] });
    expect(minors).toEqual([
      { kubernetes: '1.27', valid: 0, invalid: 0, errors: 0, skipped: 0, newer: [''] },
    ]);
  });
});

describe('files', () => {
  test('of other kinds, dot files and Helm charts are left alone', async () => {
    await write('production/web.yaml', configMap('web'));
    await write('argocd/README.md', '# not YAML');
    await write('.slipway.json', '{"files": []}');
    await write('.git/config.yaml', 'a: 1');
    await write('helm/slipway/Chart.yaml', 'name: slipway');
    await write('helm/slipway/templates/web.yaml', '{{ .Values.web }}');
    const { minors, failures } = await validate({ folder, minors: oneMinor });
    expect(failures).toEqual([]);
    expect(minors).toEqual([{ kubernetes: '1.36', valid: 1, invalid: 0, errors: 0, skipped: 0, newer: [] }]);
  });

  test('with several documents are read to their end', async () => {
    await write('all.yaml', `${configMap('a')}---\n${configMap('b')}---\nkind: Nothing\napiVersion: v1\n`);
    await write('all.json', '{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "c"}}');
    const { minors } = await validate({ folder, minors: oneMinor });
    expect(minors).toEqual([{ kubernetes: '1.36', valid: 3, invalid: 0, errors: 1, skipped: 0, newer: [] }]);
  });

  test('without an object are failures', async () => {
    await write('web.yaml', configMap('web'));
    await write('empty.yaml', '# nothing here\n');
    const { minors, failures } = await validate({ folder, minors: oneMinor });
    expect(minors).toEqual([{ kubernetes: '1.36', valid: 1, invalid: 0, errors: 1, skipped: 0, newer: [] }]);
    expect(failures).toEqual([
      {
        kubernetes: '1.36',
        file: 'empty.yaml',
        kind: '',
        name: '',
        message: 'holds no object; remove the file or write one into it',
      },
    ]);
  });

  test('with a document that kubeconform overlooks are failures', async () => {
    await write('inline.yaml', `${configMap('a')}--- {apiVersion: v1, kind: Nothing}\n`);
    await write('ended.yaml', `${configMap('a')}...\napiVersion: v1\nkind: Nothing\n`);
    const { failures } = await validate({ folder, minors: oneMinor });
    expect(failures.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'ended.yaml: what follows a line of ... is not validated; separate with ---',
      'inline.yaml: text after --- on its line is not validated; begin a new line',
    ]);
  });
});

describe('a folder', () => {
  test('that does not exist is an error', async () => {
    await expect(validate({ folder: join(folder, 'dist') })).rejects.toThrow(
      `${folder}/dist: no such folder; write the manifests with slipway synth`,
    );
  });

  test('without manifests is an error', async () => {
    await write('README.md', 'nothing');
    await expect(validate({ folder })).rejects.toThrow(
      `${folder}: no .yaml, .yml or .json file with manifests; write them with slipway synth`,
    );
  });
});
