import fc from 'fast-check';
import { environmentSchema } from '../../config/environment.ts';
import { type Synthesis, synthesize } from '../../output/synthesize.ts';
import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { type KubernetesObject, label, referenceTo } from '../../tools/cluster/harness/objects.ts';
import { shippedEnvironments } from '../support/hostile/bases.ts';
import { mutatedFiles } from '../support/hostile/files.ts';
import { Trial } from '../support/hostile/trial.ts';
import { seed, times } from '../support/law.ts';
import { randomEnvironments } from '../support/random-environments.ts';
import { inFolderWith } from '../support/temporary-folder.ts';
import { differences } from './differences.ts';
import { count } from './run-folder.ts';
import { TestCluster } from './test-cluster.ts';

/** What was accepted, with the text that makes it again. */
interface Accepted {
  readonly text: string;
  readonly synthesis: Synthesis;
}

let cluster: TestCluster;
let client: ApiClient;

beforeAll(async () => {
  cluster = await TestCluster.start();
  client = cluster.client;
});

afterAll(() => cluster?.end());

test('the server accepts and keeps every object of random environments that slipway accepts', async () => {
  const environments = fc.sample(randomEnvironments, { seed, numRuns: 20 * times });
  const accepted = environments.map(input => ({
    text: JSON.stringify(input, null, 2),
    synthesis: synthesize([environmentSchema.parse(input)]),
  }));
  expect(await refusalsOf(accepted.filter(isSound))).toEqual([]);
});

test('the server accepts and keeps every object of mutated environments that slipway accepts', async () => {
  const files = fc.sample(mutatedFiles(await shippedEnvironments()), { seed, numRuns: 400 * times });
  const accepted = await inFolderWith({}, async () => {
    const trial = await Trial.begin();
    const outcomes: Accepted[] = [];
    for (const file of files) {
      const { synthesis } = await trial.of(file);
      if (synthesis) outcomes.push({ text: file[1], synthesis });
    }
    return outcomes;
  });
  expect(accepted.length).toBeGreaterThan(3 * times);
  expect(await refusalsOf(accepted.filter(isSound).slice(0, 30 * times))).toEqual([]);
});

function isSound({ synthesis }: Accepted): boolean {
  return synthesis.violations.length === 0;
}

/** What the server and the webhooks refuse or change, and of which environment. Only namespaces are made; the rest is a trial. */
async function refusalsOf(accepted: readonly Accepted[]): Promise<object[]> {
  const refusals: object[] = [];
  for (const { text, synthesis } of accepted) {
    const objects = synthesis.objects.map(({ manifest }) => manifest as unknown as KubernetesObject);
    await makeNamespaces(objects);
    for (const object of objects) {
      const messages = await objectionsTo(object);
      if (messages.length > 0) refusals.push({ object: label(referenceTo(object)), messages, seed, text });
    }
    count({ applied: objects.length });
  }
  return refusals;
}

async function makeNamespaces(objects: readonly KubernetesObject[]): Promise<void> {
  const namespaces = objects.filter(({ kind }) => kind === 'Namespace');
  for (const namespace of namespaces) await client.apply(namespace);
  const named = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  for (const name of named) {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
    if ((await client.find(referenceTo(namespace))) === undefined) await client.apply(namespace);
  }
}

/** A refusal, or every field that the server would keep in another way than it was sent. */
async function objectionsTo(object: KubernetesObject): Promise<readonly string[]> {
  try {
    const { object: stored } = await client.apply(object, { dryRun: true });
    // An empty variable is the same as one without a value.
    return differences(object, stored).filter(text => !text.endsWith('.value: sent "", stored undefined'));
  } catch (error) {
    return [(error as Error).message];
  }
}
