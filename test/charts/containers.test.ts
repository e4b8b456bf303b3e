import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { loadEnvironments } from '../../config/load.ts';
import { Quantity } from '../../config/units/quantity.ts';
import { referencesIn } from '../../config/units/references.ts';
import { renderEnvironment } from '../../output/render.ts';
import type { Manifest } from '../support/manifests.ts';

const root = join(import.meta.dirname, '..', '..');
const files = readdirSync(join(root, 'environments')).map(file => join(root, 'environments', file));
const environments = await loadEnvironments(files);
const objects = environments.flatMap(environment =>
  renderEnvironment(environment).objects.map(({ origin, manifest }) => ({
    at: `${origin} ${manifest.kind} ${manifest.metadata.name}`,
    manifest: JSON.parse(JSON.stringify(manifest)) as Manifest,
  })),
);

interface Pods {
  readonly at: string;
  readonly spec: Manifest;
}

/** The pod of `helm test`. The template decides only its names. */
const healthTest = readFileSync(join(root, 'output/helm/library/templates/tests/health.yaml.tpl'), 'utf8');
const [, testPod = ''] = healthTest.replaceAll(/^.*(?:\{\{|%VALKEY%).*$\n?/gm, '').split('---\n');

const pods: readonly Pods[] = [
  ...objects.flatMap(({ at, manifest }) => {
    const spec = manifest.spec?.template?.spec;
    return spec?.containers === undefined ? [] : [{ at, spec }];
  }),
  { at: 'helm test', spec: (load(testPod) as Manifest).spec },
];

/** The resources of all containers, also of those in the objects of operators. */
const containers = [
  ...pods.flatMap(({ at, spec }) =>
    [...(spec.initContainers ?? []), ...spec.containers].map(({ name, resources }: Manifest) => ({
      at: `${at} ${name}`,
      resources,
    })),
  ),
  ...objects.flatMap(({ at, manifest: { kind, spec } }) => {
    if (kind === 'Cluster') return [{ at, resources: spec.resources }];
    if (kind === 'ObjectStore') return [{ at, resources: spec.instanceSidecarConfiguration.resources }];
    if (kind !== 'LimitRange') return [];
    const [{ defaultRequest, default: limits }] = spec.limits;
    return [{ at, resources: { requests: defaultRequest, limits } }];
  }),
];

test('checks the containers of every kind', () => {
  const kinds = new Set(containers.map(({ at }) => at.split(' ')[1]));
  const expected = ['Cluster', 'Deployment', 'LimitRange', 'ObjectStore', 'Pooler', 'Rollout', 'StatefulSet'];
  expect([...kinds].filter(kind => kind !== 'test').sort()).toEqual(expected);
});

test('every container requests local disk, with a limit that is not lower', () => {
  const without = containers.filter(({ resources: { requests, limits } = {} as Manifest }) => {
    const [asked, most] = [requests?.['ephemeral-storage'], limits?.['ephemeral-storage']];
    return (
      asked === undefined || most === undefined || Quantity.parse(most).compare(Quantity.parse(asked)) < 0
    );
  });
  expect(without.map(({ at }) => at)).toEqual([]);
});

test('every volume on the disk of the node has a size, and all of them leave room for the log', () => {
  for (const { at, spec } of pods) {
    const onDisk = (spec.volumes ?? []).filter(
      ({ emptyDir }: Manifest) => emptyDir && emptyDir.medium !== 'Memory',
    );
    expect(`${at}: ${onDisk.filter(({ emptyDir }: Manifest) => !emptyDir.sizeLimit).length}`).toBe(
      `${at}: 0`,
    );
    const sizes = onDisk.map(({ emptyDir }: Manifest) => Quantity.parse(emptyDir.sizeLimit));
    const limits = spec.containers.map(({ resources }: Manifest) =>
      Quantity.parse(resources.limits['ephemeral-storage']),
    );
    const logs = Quantity.parse('250Mi').times(spec.containers.length);
    const isEnough = Quantity.sum(sizes).plus(logs).compare(Quantity.sum(limits)) <= 0;
    expect(`${at}: ${isEnough}`).toBe(`${at}: true`);
  }
});

test('no variable refers to one that the container does not have before it', () => {
  const faults = pods.flatMap(({ at, spec }) =>
    spec.containers.flatMap(({ env = [] }: Manifest) =>
      env.flatMap(({ value = '' }: Manifest, index: number) => {
        const before = env.slice(0, index).map(({ name }: Manifest) => name);
        return referencesIn(value).flatMap(name => (before.includes(name) ? [] : [`${at}: $(${name})`]));
      }),
    ),
  );
  expect(faults).toEqual([]);
});

test('no hook of a pod runs the sleep of its image if the kubelet can sleep', () => {
  const hooks = pods.flatMap(({ spec }) =>
    spec.containers.map(({ lifecycle }: Manifest) => lifecycle?.preStop?.exec?.command?.[0]),
  );
  expect(hooks).not.toContain('sleep');
});
