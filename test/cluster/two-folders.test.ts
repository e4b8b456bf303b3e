import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bootstrapCommand } from '../../output/argocd/bootstrap.ts';
import { synthesize } from '../../output/synthesize.ts';
import { binary } from '../../tools/binary.ts';
import { at } from '../../tools/cluster/harness/objects.ts';
import { clusterTools } from '../../tools/cluster/tools.ts';
import { type Finished, run } from '../../tools/run.ts';
import { environmentWith } from '../support/environment.ts';
import { TestCluster } from './test-cluster.ts';

const applicationSet = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'ApplicationSet',
  namespace: 'argocd',
  name: 'environments',
};

let cluster: TestCluster;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-two-folders-'));
  cluster = await TestCluster.start();
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await cluster?.end();
});

/** Runs the command that synth prints for a folder with one environment of a repository. */
async function bootstrap(name: string, repository: string): Promise<Finished> {
  const gitops = { repository: `https://git.example.com/${repository}.git` };
  const { listed, files } = synthesize([environmentWith({ name, gitops })]);
  for (const [path, text] of files()) {
    if (!/^argocd\/.*yaml$/.test(path)) continue;
    mkdirSync(dirname(join(folder, repository, path)), { recursive: true });
    writeFileSync(join(folder, repository, path), text);
  }
  const [, ...words] = bootstrapCommand(join(folder, repository), listed).split(' ');
  return run(await binary(clusterTools.kubectl), [...words, '--kubeconfig', cluster.kubeconfig]);
}

test('a second folder on one Argo CD is refused, and the first keeps its list', async () => {
  expect(await bootstrap('production', 'platform')).toMatchObject({ code: 0 });
  const before = at(await cluster.client.get(applicationSet), 'spec', 'generators');
  const { code, stderr } = await bootstrap('staging', 'shop');
  expect(code).toBe(1);
  expect(stderr).toContain('conflict with "slipway:git.example.com/platform/dist": .spec.generators');
  expect(at(await cluster.client.get(applicationSet), 'spec', 'generators')).toEqual(before);
});

test('an AppProject of another folder is refused, too', async () => {
  const { code, stderr } = await bootstrap('production', 'other');
  expect(code).toBe(1);
  expect(stderr).toContain('conflict with "slipway:git.example.com/platform/dist": .spec.sourceRepos');
});

test('the same folder is applied again, whatever came or went', async () => {
  expect(await bootstrap('production', 'platform')).toMatchObject({ code: 0 });
});
