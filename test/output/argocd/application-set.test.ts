import { App } from 'cdk8s';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { ArgoCd } from '../../../output/argocd/argo-cd.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const gitops = { repository: 'https://git.example.com/platform.git' };

function objects(...inputs: Partial<EnvironmentInput>[]): Manifest[] {
  const emitted = inputs.map(input => {
    const environment = environmentWith(input);
    const { namespace } = environment;
    const rollout = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Rollout',
      metadata: { name: 'web', namespace },
    };
    const namespaceObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    return { environment, objects: [rollout, namespaceObject] };
  });
  return manifestsOf(new ArgoCd(new App(), emitted));
}

function applicationSet(...inputs: Partial<EnvironmentInput>[]): Manifest {
  return objectOf(objects(...inputs), 'ApplicationSet', 'environments').spec;
}

describe('the objects of Argo CD', () => {
  test('do not exist if no environment has gitops', () => {
    expect(objects({})).toEqual([]);
  });

  test('list each environment with its own repository, folder, cluster and namespace', () => {
    const staging = {
      name: 'staging',
      namespace: 'stage',
      gitops: { ...gitops, revision: 'next', path: 'rendered' },
    };
    expect(applicationSet({ gitops }, staging, { name: 'local' }).generators).toEqual([
      {
        list: {
          elements: [
            {
              name: 'production',
              namespace: 'production',
              repository: 'https://git.example.com/platform.git',
              revision: 'main',
              path: 'dist/production',
              destination: 'https://kubernetes.default.svc',
            },
            {
              name: 'staging',
              namespace: 'stage',
              repository: 'https://git.example.com/platform.git',
              revision: 'next',
              path: 'rendered/staging',
              destination: 'https://kubernetes.default.svc',
            },
          ],
        },
      },
    ]);
  });

  test('leave the hash in the selectors of Services to Argo Rollouts, also during a sync', () => {
    const { ignoreDifferences, syncPolicy } = applicationSet({ gitops }).template.spec;
    expect(ignoreDifferences).toEqual([
      { kind: 'Service', jsonPointers: ['/spec/selector/rollouts-pod-template-hash'] },
    ]);
    expect(syncPolicy.syncOptions).toContain('RespectIgnoreDifferences=true');
  });

  test('delete last, so that a change of kind has no gap', () => {
    expect(applicationSet({ gitops }).template.spec.syncPolicy.syncOptions).toContain('PruneLast=true');
  });

  test('do not overwrite a person who switches automatic syncs off', () => {
    expect(applicationSet({ gitops }).ignoreApplicationDifferences).toEqual([
      { jsonPointers: ['/spec/syncPolicy/automated'] },
    ]);
  });

  test('keep the confirmation of a person', () => {
    expect(applicationSet({ gitops }).preservedFields).toEqual({
      annotations: ['argocd.argoproj.io/deletion-approved'],
    });
  });

  test('keep the objects of an environment that leaves the list', () => {
    expect(applicationSet({ gitops }).syncPolicy).toEqual({ preserveResourcesOnDeletion: true });
  });

  test('allow an environment its own repository and namespace, and no other', () => {
    const { sourceRepos, destinations, clusterResourceWhitelist, namespaceResourceWhitelist } = objectOf(
      objects({ gitops }),
      'AppProject',
      'production',
    ).spec;
    expect(sourceRepos).toEqual([gitops.repository]);
    expect(destinations).toEqual([{ server: 'https://kubernetes.default.svc', namespace: 'production' }]);
    expect(clusterResourceWhitelist).toBeUndefined();
    expect(JSON.stringify(namespaceResourceWhitelist)).not.toContain('*');
  });

  test('are in the namespace of Argo CD, which is the same for all environments', () => {
    const cluster = (argocd: string) => ({ storageClass: 'ssd', namespaces: { argocd } });
    const inGitops = { gitops, cluster: cluster('gitops') };
    expect(objectOf(objects(inGitops), 'AppProject', 'production').metadata.namespace).toBe('gitops');
    const other = { ...inGitops, name: 'staging', cluster: cluster('argocd') };
    const emitted = [inGitops, other].map(input => ({ environment: environmentWith(input), objects: [] }));
    expect(new ArgoCd(new App(), emitted).node.validate()).toEqual([
      'cluster.namespaces.argocd is gitops in production and argocd in staging, expected one Argo CD for all environments of a folder; synthesize those of another Argo CD into another folder with --output',
    ]);
  });

  describe('with environments that are kept', () => {
    const share = {
      namespace: 'argocd',
      element: {
        name: 'staging',
        namespace: 'stage',
        repository: 'https://git.example.com/other.git',
        revision: 'next',
        path: 'rendered/staging',
        destination: 'https://eu.example.com:6443',
      },
    };
    const withKept = (namespace: string, ...names: string[]) => {
      const emitted = names.map(name => ({ environment: environmentWith({ name, gitops }), objects: [] }));
      return new ArgoCd(new App(), emitted, [{ ...share, namespace }]);
    };
    const listed = (chart: ArgoCd) =>
      objectOf(manifestsOf(chart), 'ApplicationSet', 'environments').spec.generators[0].list.elements;

    test('list kept environments as they were, in the order of all names', () => {
      const elements = listed(withKept('argocd', 'zebra', 'production'));
      expect(elements.map(({ name }: { name: string }) => name)).toEqual(['production', 'staging', 'zebra']);
      expect(elements[1]).toEqual(share.element);
    });

    test('have no project of a kept environment, because its file stays', () => {
      const projects = manifestsOf(withKept('argocd', 'production')).filter(
        ({ kind }) => kind === 'AppProject',
      );
      expect(projects.map(({ metadata }) => metadata.name)).toEqual(['production']);
    });

    test('exist if all environments are kept', () => {
      const chart = withKept('gitops');
      expect(listed(chart)).toEqual([share.element]);
      expect(objectOf(manifestsOf(chart), 'ApplicationSet', 'environments').metadata.namespace).toBe(
        'gitops',
      );
    });

    test('are refused if a kept environment belongs to another Argo CD', () => {
      expect(withKept('gitops', 'production').node.validate()).toEqual([
        'cluster.namespaces.argocd is argocd in production and gitops in staging, expected one Argo CD for all environments of a folder; synthesize those of another Argo CD into another folder with --output',
      ]);
    });
  });
});
