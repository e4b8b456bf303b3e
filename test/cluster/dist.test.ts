import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { type KubernetesObject, referenceTo } from '../../tools/cluster/harness/objects.ts';
import { connect, count } from './connect.ts';
import { differences } from './differences.ts';
import { type Delivered, deliverAll, objectsOf, trees } from './trees.ts';

let client: ApiClient;

beforeAll(async () => {
  client = await connect();
});

afterAll(() => client.close());

describe.each(trees())('dist/%s', tree => {
  let delivered: readonly Delivered[];

  beforeAll(async () => {
    delivered = await deliverAll(client, await objectsOf(tree));
    const warnings = delivered.flatMap(entry => entry.warnings);
    count({ applied: delivered.filter(entry => entry.kept !== undefined).length, warnings: warnings.length });
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
      const kept = await client.find(referenceTo(sent));
      found.push(...differences(sent, kept).map(difference => `${name}${difference}`));
    }
    expect(found).toEqual([]);
  });

  test('a second apply moves no generation', async () => {
    const before = await generations(delivered);
    await deliverAll(
      client,
      delivered.map(({ sent }) => sent),
    );
    expect(await generations(delivered)).toEqual(before);
  });
});

/** What counts the changes of each object: its generation; of kinds without one, the content itself. */
async function generations(delivered: readonly Delivered[]): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const { name, sent } of delivered) {
    const object = await client.find(referenceTo(sent));
    found[name] = object === undefined ? 'absent' : (object.metadata.generation ?? content(object));
  }
  return found;
}

function content({ metadata, status: _, ...rest }: KubernetesObject): unknown {
  return { ...rest, labels: metadata.labels, annotations: metadata.annotations };
}
