import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ApiClient } from '../../../tools/cluster/harness/client.ts';
import { readKubeconfig } from '../../../tools/cluster/harness/connection.ts';
import { run } from '../../../tools/run.ts';
import { ClusterProcess } from '../cluster-process.ts';
import { settled } from './applications.ts';
import { environmentsWith, treeOf } from './trees.ts';

let folder: string;
let sandbox: ClusterProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-tree-'));
});

afterAll(async () => {
  await sandbox?.dispose();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

test('slipway sandbox --argocd brings a tree up from a repository, and the command that it prints delivers a change', async () => {
  const tree = join(folder, 'dist');
  await write(tree, await rendered('app-registry/web-app:1.0.0'));
  sandbox = await ClusterProcess.start('argoCdWith', {}, [tree]);
  const { kubeconfig, git } = JSON.parse(await sandbox.line(/"kubeconfig"/));
  const client = new ApiClient(await readKubeconfig(kubeconfig));
  try {
    const first = await head(git.checkout);
    await settled(client, 'development', first, 180);
    await write(git.tree, await rendered('app-registry/web-app:1.0.1'));
    expect(await run('git', ['-C', git.checkout, 'publish'])).toMatchObject({ code: 0 });
    const second = await head(git.checkout);
    expect(second).not.toBe(first);
    await settled(client, 'development', second);
  } finally {
    client.close();
  }
}, 400_000);

/** What synth renders of development, whose repository is not there. */
async function rendered(image: string): Promise<ReadonlyMap<string, string>> {
  const development = { applications: { web: { image } } };
  const repository = 'https://git.example.com/platform.git';
  return treeOf(await environmentsWith(join(folder, 'environments'), repository, { development }));
}

async function write(tree: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  }
}

async function head(checkout: string): Promise<string> {
  return (await run('git', ['-C', checkout, 'rev-parse', 'origin/main'])).stdout.trim();
}
