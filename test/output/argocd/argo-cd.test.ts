import { App } from 'cdk8s';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { ArgoCd } from '../../../output/argocd/argo-cd.ts';
import type { EmittedObject } from '../../../output/argocd/synced-environment.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const repository = 'https://git.example.com/platform.git';

const namespace: EmittedObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'production' } };
const rollout = inProduction('argoproj.io/v1alpha1', 'Rollout', 'web');
const service = inProduction('v1', 'Service', 'web');

function inProduction(apiVersion: string, kind: string, name: string): EmittedObject {
  return { apiVersion, kind, metadata: { name, namespace: 'production' } };
}

function chartOf(input: Partial<EnvironmentInput>, objects: readonly EmittedObject[] = [namespace]): ArgoCd {
  return new ArgoCd(new App(), [
    { environment: environmentWith({ gitops: { repository }, ...input }), objects },
  ]);
}

function rendered(input: Partial<EnvironmentInput> = {}, objects?: readonly EmittedObject[]): Manifest[] {
  return manifestsOf(chartOf(input, objects));
}

test('an environment without a repository has no objects of Argo CD', () => {
  expect(rendered({ gitops: undefined })).toEqual([]);
});

test('a project allows a kind that only its environment has', () => {
  const objects = [namespace, inProduction('example.com/v1', 'Widget', 'web')];
  const { spec } = objectOf(rendered({}, objects), 'AppProject', 'production');
  expect(spec.namespaceResourceWhitelist).toContainEqual({ group: 'example.com', kind: 'Widget' });
});

test('a project allows no Namespace: Git could remove its Pod Security labels', () => {
  const { spec } = objectOf(rendered(), 'AppProject', 'production');
  expect(spec.clusterResourceWhitelist).toBeUndefined();
});

test('a project allows only the namespace and the repository of its environment', () => {
  const { spec } = objectOf(rendered({ namespace: 'shop' }), 'AppProject', 'production');
  expect(spec.destinations).toEqual([{ namespace: 'shop', server: 'https://kubernetes.default.svc' }]);
  expect(spec.sourceRepos).toEqual([repository]);
});

test('nothing that a project allows is a pattern', () => {
  const project = objectOf(rendered({}, [namespace, service, rollout]), 'AppProject', 'production');
  expect(JSON.stringify(project.spec)).not.toContain('*');
});

test('an environment is synced from its folder, at its revision, to its cluster', () => {
  const gitops = {
    repository,
    path: 'clusters/eu',
    revision: 'stable',
    destination: 'https://eu.example.com:6443',
  };
  const { spec } = objectOf(rendered({ gitops }), 'ApplicationSet', 'environments');
  expect(spec.generators).toEqual([
    {
      list: {
        elements: [
          {
            name: 'production',
            namespace: 'production',
            repository,
            revision: 'stable',
            path: 'clusters/eu/production',
            destination: 'https://eu.example.com:6443',
          },
        ],
      },
    },
  ]);
});

test('a value that is missing is an error, not an empty text', () => {
  const { spec } = objectOf(rendered(), 'ApplicationSet', 'environments');
  expect(spec.goTemplateOptions).toEqual(['missingkey=error']);
});

test('a removed Application leaves its objects running', () => {
  const { spec } = objectOf(rendered(), 'ApplicationSet', 'environments');
  expect(spec.syncPolicy).toEqual({ preserveResourcesOnDeletion: true });
  expect(spec.template.metadata.finalizers).toBeUndefined();
});

test.each([
  ['with Rollouts', [service, rollout]],
  ['without Rollouts, because all environments share the template', [service]],
])('ignores the color in the selector of a Service %s', (_, objects) => {
  const { spec } = objectOf(rendered({}, objects), 'ApplicationSet', 'environments');
  expect(spec.template.spec.ignoreDifferences).toEqual([
    { kind: 'Service', jsonPointers: ['/spec/selector/rollouts-pod-template-hash'] },
  ]);
});

test('a failed sync is retried for a quarter of an hour, with later pushes', () => {
  const { retry } = objectOf(rendered(), 'ApplicationSet', 'environments').spec.template.spec.syncPolicy;
  const waits = Array.from({ length: retry.limit }, (_, attempt) =>
    Math.min(5 * retry.backoff.factor ** attempt, 180),
  );
  expect(waits.reduce((sum, seconds) => sum + seconds, 0) / 60).toBeCloseTo(17.25, 2);
  expect(retry.refresh).toBe(true);
});

test('an environment cannot be called default', () => {
  expect(chartOf({ name: 'default', namespace: 'shop' }).node.validate()).toEqual([
    "the environment's name default is the name of Argo CD's default AppProject; rename the environment",
  ]);
});
