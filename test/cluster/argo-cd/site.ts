import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { LocalRepository } from '../../../tools/cluster/harness/argo-cd/repository.ts';
import { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { readKubeconfig } from '../../../tools/cluster/harness/connection.ts';
import type { KubernetesObject } from '../../../tools/cluster/harness/objects.ts';
import type { Answer } from '../../../tools/cluster/harness/outside.ts';
import { answersFile } from '../../../tools/cluster/harness/workspace.ts';
import { ClusterProcess } from '../cluster-process.ts';
import { type Patch, synthesizeWith } from './trees.ts';

/** 100 requests a minute, of which none fails. */
export const calm: readonly Answer[] = [
  { match: 'code=~', value: 1 },
  { match: 'http_requests_total', value: 100 },
];

/** Files of a tree by path, as they lie in the repository. */
export type Tree = Map<string, string>;

/** A cluster with Argo CD, and the repository that it syncs from. */
export class Site {
  private constructor(
    private readonly process: ClusterProcess,
    private readonly folder: string,
    private readonly clusterFolder: string,
    readonly client: ApiClient,
    readonly repository: LocalRepository,
  ) {}

  static async start(): Promise<Site> {
    const process = await ClusterProcess.start('argoCd');
    try {
      const up = JSON.parse(await process.line(/^\{"folder"/));
      const folder = await mkdtemp(join(tmpdir(), 'slipway-gitops-'));
      const repository = await LocalRepository.create(folder, 'platform');
      const client = new ApiClient(await readKubeconfig(up.kubeconfig));
      return new Site(process, folder, up.folder, client, repository);
    } catch (error) {
      await process.dispose();
      throw error;
    }
  }

  /** The tree that these environments render to; analyses look twice, a second apart, instead of for minutes. */
  async tree(patches: Readonly<Record<string, Patch>>): Promise<Tree> {
    const synthesis = await synthesizeWith(join(this.folder, 'environments'), this.repository.url, patches);
    return new Map([...synthesis.files()].map(([path, text]) => [path, hastened(text)]));
  }

  /** The command of `dist/argocd/README.md`. */
  async bootstrap(tree: Tree): Promise<void> {
    for (const object of objectsOf(tree, 'argocd')) {
      await this.client.apply(object, { fieldManager: 'kubectl' });
    }
  }

  /** What the world outside answers from now on; the first match wins. */
  answer(answers: readonly Answer[]): void {
    writeFileSync(join(this.clusterFolder, answersFile), JSON.stringify(answers));
  }

  /** The end of a server's log. */
  log(name: string): string {
    return readFileSync(join(this.clusterFolder, 'logs', `${name}.log`), 'utf8');
  }

  async end(): Promise<void> {
    this.client.close();
    await this.process.dispose();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The objects of one folder of a tree. */
export function objectsOf(tree: Tree, folder: string): KubernetesObject[] {
  const files = [...tree].filter(([path]) => path.startsWith(`${folder}/`) && path.endsWith('.yaml'));
  return files.map(([, text]) => load(text) as KubernetesObject);
}

function hastened(text: string): string {
  if (!text.includes('kind: AnalysisTemplate')) return text;
  return text
    .replace(/interval: \d+s/, 'interval: 1s')
    .replace(/count: \d+/, 'count: 2')
    .replace(/initialDelay: \d+s/, 'initialDelay: 1s');
}
