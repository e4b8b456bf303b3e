import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '../../../tools/cluster/harness/argo-cd/repository.ts';
import type { LocalGit } from '../../../tools/cluster/local-git.ts';
import { run } from '../../../tools/run.ts';
import { TestCluster } from '../test-cluster.ts';
import { settled } from './applications.ts';
import { environmentsWith, treeOf } from './trees.ts';

let folder: string;
let sandbox: TestCluster | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-tree-'));
});

afterAll(async () => {
  await sandbox?.end();
  await rm(folder, { recursive: true, force: true });
});

test('slipway sandbox --argocd brings a tree up from a repository, and the command that it prints delivers a change', async () => {
  // Where this is the second try.
  await sandbox?.end();
  await rm(folder, { recursive: true });
  const tree = join(folder, 'dist');
  await writeFiles(tree, await rendered('app-registry/web-app:1.0.0'));
  sandbox = await TestCluster.start({ command: 'argoCdWith', folders: [tree] });
  const { client } = sandbox;
  const git = (await sandbox.description()).git as LocalGit;
  const first = await head(git.checkout);
  await settled(client, 'development', first, 720);
  await writeFiles(git.tree, await rendered('app-registry/web-app:1.0.1'));
  expect(await run('git', ['-C', git.checkout, 'publish'])).toMatchObject({ code: 0 });
  const second = await head(git.checkout);
  expect(second).not.toBe(first);
  await settled(client, 'development', second);
});

/** What synth renders of development, whose repository is not there. */
async function rendered(image: string): Promise<ReadonlyMap<string, string>> {
  const development = { applications: { web: { image } } };
  const repository = 'https://git.example.com/platform.git';
  return treeOf(await environmentsWith(join(folder, 'environments'), repository, { development }));
}

async function head(checkout: string): Promise<string> {
  return (await run('git', ['-C', checkout, 'rev-parse', 'origin/main'])).stdout.trim();
}
