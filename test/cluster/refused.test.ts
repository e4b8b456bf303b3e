import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import type { ApiClient } from '../../tools/cluster/harness/client.ts';
import { type Look, until } from '../../tools/cluster/harness/deadline.ts';
import { at, type KubernetesObject, referenceTo } from '../../tools/cluster/harness/objects.ts';
import { validate } from '../../tools/kubeconform.ts';
import { count } from './run-folder.ts';
import { TestCluster } from './test-cluster.ts';

/** A wrong object that every schema accepts and the server refuses. */
interface Case {
  /** What of the server refuses it. */
  readonly by: string;
  /** Objects that exist before. Default: none. */
  readonly given?: readonly KubernetesObject[];
  readonly object: KubernetesObject;
  /** The server's whole message. */
  readonly refused: string;
}

const folder = join(import.meta.dirname, 'refused');
const cases = readdirSync(folder).map(file => {
  const { by, given = [], object, refused } = load(readFileSync(join(folder, file), 'utf8')) as Case;
  return { title: file.replace('.yaml', '').replaceAll('-', ' '), by, given, object, refused };
});

let cluster: TestCluster;
let client: ApiClient;

beforeAll(async () => {
  cluster = await TestCluster.start();
  client = cluster.client;
  await make({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'refused' } });
});

afterAll(() => cluster?.end());

test('kubeconform accepts every object that the server is about to refuse', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'slipway-refused-'));
  try {
    for (const [index, { object }] of cases.entries())
      writeFileSync(join(scratch, `${index}.yaml`), dump(object));
    const { failures } = await validate({ folder: scratch, minors: ['1.36'] });
    expect(failures).toEqual([]);
  } finally {
    rmSync(scratch, { recursive: true });
  }
});

test.each(cases)('the server refuses: $title ($by)', async ({ given, object, refused }) => {
  for (const present of given) await make(present);
  expect(await refusal(object)).toBe(refused);
  count({ refused: 1 });
});

test('the server warns of a backup schedule without seconds, which would run at another time', async () => {
  const { warnings } = await client.apply({
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'ScheduledBackup',
    metadata: { name: 'five-fields', namespace: 'refused' },
    spec: { schedule: '0 2 * * *', cluster: { name: 'database' } },
  });
  expect(warnings).toEqual([
    'Schedule parameter may not have the right number of arguments (usually six arguments are needed)',
  ]);
});

/** The message of the refusal; a webhook may at first not yet have seen what was made a moment ago. */
async function refusal(object: KubernetesObject): Promise<string> {
  const look = async (): Promise<Look<string>> => {
    const error = await client.apply(object).then(
      () => undefined,
      (thrown: Error) => thrown,
    );
    if (error !== undefined) return { done: error.message };
    await client.delete(referenceTo(object));
    return { state: 'accepted' };
  };
  return until(object.metadata.name, look, { seconds: 60 });
}

/** Makes an object and waits until controllers have done what others rely on. */
async function make(object: KubernetesObject): Promise<void> {
  await client.apply(object);
  const { kind, metadata } = object;
  if (kind === 'Namespace') {
    // Until then every pod is refused for another reason.
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', namespace: metadata.name, name: 'default' };
    await client.until(account, found => found !== undefined, { what: 'made' });
  }
  if (kind === 'ResourceQuota') {
    // It refuses nothing before the controller has written what is used of it.
    await client.until(referenceTo(object), found => at(found, 'status', 'used') !== undefined, {
      what: 'counted',
    });
  }
}
