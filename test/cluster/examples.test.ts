import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { loadEnvironments } from '../../config/load.ts';
import { soundSynthesis } from '../../output/synthesize.ts';
import { inWaveOrder } from '../../tools/cluster/harness/waves.ts';
import { objectsBelow } from '../../tools/cluster/sandbox.ts';
import { exampleFiles } from '../support/examples.ts';
import { count } from './run-folder.ts';
import { TestCluster } from './test-cluster.ts';
import { deliverAll } from './trees.ts';

let cluster: TestCluster;
let folder: string;

beforeAll(async () => {
  cluster = await TestCluster.start();
  folder = await mkdtemp(join(tmpdir(), 'slipway-examples-'));
  const environments = await loadEnvironments(exampleFiles.map(([, file]) => file));
  for (const [path, text] of soundSynthesis(environments).files()) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});

afterAll(async () => {
  await cluster?.end();
  await rm(folder, { recursive: true });
});

test.each(exampleFiles)('the server accepts every object of %s, and warns of nothing', async name => {
  const objects = inWaveOrder(await objectsBelow(join(folder, name)));
  const delivered = await deliverAll(cluster.client, objects);
  count({ applied: delivered.filter(({ stored }) => stored !== undefined).length });
  expect(delivered.flatMap(({ refused, warnings }) => [...refused, ...warnings])).toEqual([]);
});
