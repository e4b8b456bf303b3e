import { isDeepStrictEqual } from 'node:util';
import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { deliver } from '../../tools/cluster/harness/deliver.ts';
import { type KubernetesObject, referenceTo } from '../../tools/cluster/harness/objects.ts';
import { differences } from './differences.ts';
import { count } from './run-folder.ts';
import { TestCluster } from './test-cluster.ts';
import { type Delivered, deliverAll, objectsOf, trees } from './trees.ts';

let cluster: TestCluster;
let client: ApiClient;

beforeAll(async () => {
  cluster = await TestCluster.start();
  client = cluster.client;
});

afterAll(() => cluster?.end());

describe.each(trees())('dist/%s', tree => {
  let delivered: readonly Delivered[];

  beforeAll(async () => {
    delivered = await deliverAll(client, await objectsOf(tree));
    const warnings = delivered.flatMap(entry => entry.warnings);
    count({
      applied: delivered.filter(entry => entry.stored !== undefined).length,
      warnings: warnings.length,
    });
  });

  test('the server accepts every object, in the order of the waves', () => {
    expect(delivered.flatMap(({ refused }) => refused)).toEqual([]);
  });

  test('the server warns of nothing', () => {
    expect(delivered.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  test('the server keeps every field as it was sent', async () => {
    const found: string[] = [];
    for (const { name, sent } of delivered) {
      const stored = await client.find(referenceTo(sent));
      found.push(...differences(sent, stored).map(difference => `${name}${difference}`));
    }
    expect(found).toEqual([]);
  });

  test('a second apply moves no generation', async () => {
    const moved: string[] = [];
    for (const { name, sent } of delivered) {
      if (!(await settles(sent))) moved.push(name);
    }
    expect(moved).toEqual([]);
  });

  /** Whether applying changes nothing. A controller may change the object at the same moment, hence the tries. */
  async function settles(sent: KubernetesObject): Promise<boolean> {
    for (let tries = 0; tries < 20; tries += 1) {
      const before = await client.find(referenceTo(sent));
      const { object: after } = await deliver(client, sent);
      if (before !== undefined && isDeepStrictEqual(generation(before), generation(after))) return true;
    }
    return false;
  }
});

/** What counts the changes of an object: its generation; of kinds without one, the content itself. */
function generation({ metadata, status: _, ...content }: KubernetesObject): unknown {
  const { generation, labels, annotations } = metadata;
  return generation ?? { ...content, labels, annotations };
}
