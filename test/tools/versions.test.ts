import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesMinors } from '../../config/kubernetes.ts';
import { crdSources, kubernetesVersions } from '../../tools/versions.ts';

test('every Kubernetes version is a release of its minor', () => {
  for (const minor of kubernetesMinors) {
    expect(kubernetesVersions[minor]).toMatch(new RegExp(`^${minor.replace('.', '\\.')}\\.\\d+$`));
  }
});

test('the oldest supported minor is the one that cdk8s-plus-27 is typed against', () => {
  expect(kubernetesMinors[0]).toBe('1.27');
});

test('every source of custom resources is pinned to a release', () => {
  for (const { version } of Object.values(crdSources)) expect(version).toMatch(/^v\d+\.\d+\.\d+$/);
});

describe('a program that is built from a module', () => {
  const tools = join(import.meta.dirname, '..', '..', 'tools');
  const goMods = readdirSync(tools, { encoding: 'utf8', recursive: true }).filter(path =>
    path.endsWith('go.mod'),
  );
  const pins = [
    ...Object.values(crdSources).map(({ module, version }) => ({ module, versions: [version] })),
    {
      module: 'k8s.io/kubernetes',
      versions: Object.values(kubernetesVersions).map(version => `v${version}`),
    },
  ];

  test.each(goMods)('has the version that manifests are checked against: %s', path => {
    const text = readFileSync(join(tools, path), 'utf8');
    const packages = [...text.matchAll(/^(?:tool )?\t?(\S+\/\S+)$/gm)].map(([, name = '']) => name);
    for (const { module, versions } of pins) {
      if (!packages.some(name => name.startsWith(`${module}/`))) continue;
      const required = new RegExp(`^(?:require )?\\t?${module} (v\\S+)`, 'm').exec(text)?.[1];
      expect(versions).toContain(required);
    }
  });
});
