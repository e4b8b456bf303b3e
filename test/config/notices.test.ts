import type { EnvironmentInput } from '../../config/environment.ts';
import { noticesOf } from '../../config/notices.ts';
import { environmentWith } from '../support/environment.ts';

const storage = '20Gi';
const backup = { destination: 's3://backups', schedule: '0 0 2 * * *', retention: '30d' };

function noticed(input: Partial<EnvironmentInput>): string[] {
  return noticesOf(environmentWith(input)).map(({ path, message }) => `${path}: ${message}`);
}

test('three of everything with durable commits give nothing up', () => {
  expect(noticed({ database: { storage }, cache: {} })).toEqual([]);
});

test('commits that a failover can lose are said, with what would keep them', () => {
  expect(noticed({ database: { storage, dataDurability: 'preferred' } })).toEqual([
    'database.dataDurability: found "preferred": commits that no replica has yet are answered, and a failover can lose them; "required" loses none',
  ]);
});

test('two durable instances say that writes need both', () => {
  expect(noticed({ database: { storage, instances: 2 } })).toEqual([
    'database.instances: found 2: nothing is lost, but writes wait while either instance is away; 3 keep going',
  ]);
});

test('two instances of preferred durability say what is lost, not that writes wait', () => {
  const said = noticed({ database: { storage, instances: 2, dataDurability: 'preferred' } });
  expect(said).toEqual([expect.stringMatching(/^database\.dataDurability: /)]);
});

test('one instance says that its volume is the only copy, unless there is a backup', () => {
  expect(noticed({ database: { storage, instances: 1 } })).toEqual([
    'database.instances: found 1 without a backup: its volume is the only copy; add a backup, or instances',
  ]);
  expect(noticed({ database: { storage, instances: 1, backup } })).toEqual([]);
});

test('a cache of two data pods says what a cut-off primary loses', () => {
  expect(noticed({ cache: { replicas: 2 } })).toEqual([
    'cache.replicas: found 2: a primary that is cut off goes on alone, and what it takes until 10 s after it is back is lost; 3 refuse such writes',
  ]);
});

test('managed services give nothing up here', () => {
  const managed = { external: true, network: '10.0.0.0/8', secret: 'managed' } as const;
  expect(
    noticed({
      database: { ...managed, host: 'db.example.com' },
      cache: { ...managed, host: 'cache.example.com' },
    }),
  ).toEqual([]);
});
