import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Environment } from '../../../config/environment.ts';
import { LocalRepository } from '../../../tools/cluster/harness/argo-cd/repository.ts';
import type { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { until } from '../../../tools/cluster/harness/deadline.ts';
import { at, type KubernetesObject } from '../../../tools/cluster/harness/objects.ts';
import type { Answer } from '../../../tools/cluster/harness/outside.ts';
import { TestCluster } from '../test-cluster.ts';
import { applicationOf } from './applications.ts';
import { environmentsWith, type Patch, treeOf, withShortAnalyses } from './trees.ts';

export const applicationSet = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ApplicationSet',
  namespace: 'argocd',
  name: 'environments',
};

/** Files of a tree by path, as they lie in the repository. */
export type Tree = Map<string, string>;

/** A cluster with Argo CD, and the repository that it syncs from. */
export class Site {
  private constructor(
    private readonly cluster: TestCluster,
    private readonly folder: string,
    readonly repository: LocalRepository,
  ) {}

  static async start(): Promise<Site> {
    const cluster = await TestCluster.start({ command: 'argoCd' });
    try {
      const folder = await mkdtemp(join(tmpdir(), 'slipway-gitops-'));
      return new Site(cluster, folder, await LocalRepository.create(folder, 'platform'));
    } catch (error) {
      await cluster.end();
      throw error;
    }
  }

  get client(): ApiClient {
    return this.cluster.client;
  }

  /** These environments, synced from the repository of this site. */
  environments(patches: Readonly<Record<string, Patch>>): Promise<readonly Environment[]> {
    return environmentsWith(join(this.folder, 'environments'), this.repository.url, patches);
  }

  /** The tree that these environments render to, with withShortAnalyses analyses. */
  async tree(patches: Readonly<Record<string, Patch>>): Promise<Tree> {
    return withShortAnalyses(treeOf(await this.environments(patches)));
  }

  /** The commands of `dist/argocd/README.md`. */
  async bootstrap(tree: Tree): Promise<void> {
    for (const object of [...namespacesOf(tree), ...objectsOf(tree, 'argocd')]) {
      await this.client.apply(object, { fieldManager: 'kubectl' });
    }
  }

  /** What the world outside answers from now on; the first match wins. */
  answer(answers: readonly Answer[]): void {
    this.cluster.answer(answers);
  }

  /** Makes the ApplicationSet give production a Helm chart as its source, instead of the tree. */
  async syncFromChart(path: string, values: string): Promise<void> {
    await this.setSource({ path, directory: null, helm: { valueFiles: [values] } });
    const moved = (found: unknown) => at(found, 'spec', 'source', 'path') === path;
    await this.client.until(applicationOf('production'), moved, { what: `from ${path}` });
  }

  /** Gives it the tree again. */
  async syncFromTree(tree: Tree): Promise<void> {
    // Applying takes away only what was applied, which the chart was not.
    await this.setSource({ helm: null });
    await this.bootstrap(tree);
  }

  private async setSource(source: Readonly<Record<string, unknown>>): Promise<void> {
    await this.client.patch(applicationSet, { spec: { template: { spec: { source } } } });
  }

  /** Waits until a server has logged a line. */
  async logged(name: string, line: RegExp): Promise<void> {
    const file = join(this.cluster.folder, 'logs', `${name}.log`);
    const look = async () =>
      line.test(await readFile(file, 'utf8')) ? { done: undefined } : { state: 'no such line' };
    await until(`${name} logs ${line}`, look);
  }

  async end(): Promise<void> {
    await this.cluster.end();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What Argo CD makes of one folder of a tree: all but the namespace. */
export function objectsOf(tree: Tree, folder: string): KubernetesObject[] {
  return manifestsIn(tree, `${folder}/`).filter(({ kind }) => kind !== 'Namespace');
}

/** What a person applies to make the namespaces of a tree. */
function namespacesOf(tree: Tree): KubernetesObject[] {
  return manifestsIn(tree, '').filter(({ kind }) => kind === 'Namespace');
}

function manifestsIn(tree: Tree, start: string): KubernetesObject[] {
  const files = [...tree].filter(([path]) => path.startsWith(start) && path.endsWith('.yaml'));
  return files.map(([, text]) => load(text) as KubernetesObject);
}
