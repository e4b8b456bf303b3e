import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSyncedTree, syncedFrom } from '../../../tools/cluster/local-git.ts';

const url = 'file:///tmp/platform.git';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-tree-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the sets of a tree are synced from the local repository into this cluster', () => {
  const element = {
    name: 'production',
    namespace: 'shop',
    repository: 'https://git.example.com/platform.git',
    revision: 'release',
    path: 'rendered/production',
    destination: 'https://cluster.example.com',
  };
  const set = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'environments' },
    spec: { goTemplate: true, generators: [{ list: { elements: [element] } }] },
  };
  expect(syncedFrom(url, set).spec).toEqual({
    goTemplate: true,
    generators: [
      {
        list: {
          elements: [
            {
              name: 'production',
              namespace: 'shop',
              repository: url,
              revision: 'main',
              path: 'dist/production',
              destination: 'https://kubernetes.default.svc',
            },
          ],
        },
      },
    ],
  });
});

test('the projects of a tree allow the local repository and this cluster instead of the ones that they name', () => {
  const project = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'AppProject',
    metadata: { name: 'production' },
    spec: {
      sourceRepos: ['https://git.example.com/platform.git'],
      destinations: [{ server: 'https://cluster.example.com', namespace: 'shop' }],
      namespaceResourceWhitelist: [{ group: '', kind: 'Service' }],
    },
  };
  expect(syncedFrom(url, project).spec).toEqual({
    sourceRepos: [url],
    destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'shop' }],
    namespaceResourceWhitelist: [{ group: '', kind: 'Service' }],
  });
});

test('a tree without objects for Argo CD is refused with what to write', async () => {
  mkdirSync(join(folder, 'production'));
  writeFileSync(join(folder, 'production', 'namespace.yaml'), 'kind: Namespace\n');
  await expect(readSyncedTree(folder)).rejects.toThrow(
    `${join(folder, 'argocd')}: no objects for Argo CD; name the repository in an environment file (gitops: { repository: … }) and run slipway synth`,
  );
});
