import type { EnvironmentInput } from '../../../config/environment.ts';
import { renderEnvironment } from '../../../output/render.ts';
import { synthesize } from '../../../output/synthesize.ts';
import { withFileInError } from '../../../output/unbuildable.ts';
import { environmentWith } from '../../support/environment.ts';

type Patches = NonNullable<EnvironmentInput['patches']>;

const target = { kind: 'Rollout', name: 'web' };

function rolloutWith(patches: Patches) {
  const { objects } = renderEnvironment(environmentWith({ patches }));
  return objects.find(({ manifest }) => manifest.kind === 'Rollout')?.manifest;
}

function refusalOf(patches: Patches): string {
  try {
    withFileInError({ production: 'production.yaml' }, () => synthesize([environmentWith({ patches })]));
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was refused';
}

test('a merge patch changes what it names, and removes what it names null', () => {
  const before = rolloutWith([]);
  const after = rolloutWith([
    { target, merge: { spec: { revisionHistoryLimit: 9, minReadySeconds: null } } },
  ]);
  const { minReadySeconds: _, ...spec } = (before?.spec ?? {}) as Record<string, unknown>;
  expect(after?.spec).toEqual({ ...spec, revisionHistoryLimit: 9 });
});

test('operations of a JSON patch see what those before them did', () => {
  const metadata = '/spec/template/metadata';
  const patched = rolloutWith([
    {
      target,
      json: [
        { op: 'add', path: `${metadata}/labels/a~1b`, value: 'c' },
        { op: 'test', path: `${metadata}/labels/a~1b`, value: 'c' },
        { op: 'replace', path: `${metadata}/labels`, value: { only: 'this' } },
      ],
    },
  ]);
  expect(patched?.spec).toMatchObject({ template: { metadata: { labels: { only: 'this' } } } });
});

test('an object that is patched says so, and only that', () => {
  const patches = [{ target, merge: { spec: { revisionHistoryLimit: 9 } } }];
  const { objects } = renderEnvironment(environmentWith({ patches }));
  const marked = objects.filter(({ manifest }) => manifest.metadata.annotations?.['slipway.dev/patched']);
  expect(marked.map(({ manifest }) => manifest.kind)).toEqual(['Rollout']);
});

test('the rules judge what a patch makes', () => {
  const hostNetwork = { spec: { template: { spec: { hostNetwork: true } } } };
  const { violations } = synthesize([environmentWith({ patches: [{ target, merge: hostNetwork }] })]);
  expect(violations.map(({ rule }) => rule)).toEqual(['pod-security']);
});

test.each<readonly [what: string, patches: Patches, message: string]>([
  [
    'an object that is not there',
    [{ target: { kind: 'Rollout', name: 'shop' }, merge: {} }],
    'patches[0].target: found Rollout shop, which this environment does not have, expected a Rollout that is there: web; name one of these',
  ],
  [
    'a kind that is not there',
    [{ target: { kind: 'DaemonSet', name: 'web' }, merge: {} }],
    'patches[0].target: found DaemonSet web, which this environment does not have, expected a kind that is there: AnalysisTemplate, ConfigMap, HorizontalPodAutoscaler, LimitRange, Namespace, NetworkPolicy, PodDisruptionBudget, PrometheusRule, ResourceQuota, Rollout, Service, ServiceAccount, ServiceMonitor; name one of these',
  ],
  [
    'a patch that changes nothing',
    [{ target, merge: { spec: { nothing: null } } }],
    'patches[0]: changes nothing, Rollout web is like that already; remove it',
  ],
  [
    'a patch that makes it another object',
    [{ target, merge: { metadata: { name: 'shop' } } }],
    'patches[0]: changes metadata.name of Rollout web to "shop", expected "web", since it would be another object; remove that',
  ],
  [
    'a path that is not there',
    [{ target, json: [{ op: 'replace', path: '/spec/template/spec/containers/1/image', value: 'a' }] }],
    'patches[0].json[0]: found "/spec/template/spec/containers/1/image", which Rollout web does not have, expected a path in it; correct the path',
  ],
  [
    'an item behind the end of a list',
    [{ target, json: [{ op: 'add', path: '/spec/template/spec/containers/2', value: {} }] }],
    'patches[0].json[0]: found "/spec/template/spec/containers/2", which Rollout web does not have, expected a path in it; correct the path',
  ],
  [
    'a test that fails',
    [{ target, json: [{ op: 'test', path: '/spec/template/spec/containers/0/name', value: 'app' }] }],
    'patches[0].json[0]: found "web-app" at /spec/template/spec/containers/0/name of Rollout web, expected "app"; correct the patch',
  ],
])('refuses %s, with its place', (_, patches, message) => {
  expect(refusalOf(patches)).toBe(`production.yaml: ${message}`);
});

test('all patches that fit nothing are reported at once', () => {
  const missing = (name: string) => ({ target: { kind: 'Rollout', name }, merge: {} });
  expect(refusalOf([missing('a'), missing('b')]).split('\n')).toHaveLength(2);
});
