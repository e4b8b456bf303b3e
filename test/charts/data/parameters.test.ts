import { App } from 'cdk8s';
import fc from 'fast-check';
import { DataTier } from '../../../charts/data/data-tier.ts';
import { parametersOf } from '../../../charts/data/parameters.ts';
import type { ManagedDatabase } from '../../../config/database.ts';
import type { Environment } from '../../../config/environment.ts';
import type { BytesText } from '../../../config/units/quantity.ts';
import { environmentWith } from '../../support/environment.ts';
import { law } from '../../support/law.ts';

interface Figures {
  readonly memory?: BytesText;
  readonly walStorage?: BytesText;
  readonly instances?: number;
  readonly pooler?: { instances?: number; poolSize?: number };
  readonly parameters?: Record<string, string>;
}

function environmentOf({ memory = '2Gi', walStorage = '10Gi', ...rest }: Figures): Environment {
  const resources = { requests: { cpu: '1' as const, memory } };
  return environmentWith({ database: { storage: '20Gi', walStorage, resources, ...rest } });
}

function parametersWith(figures: Figures): Record<string, string> {
  return parametersOf(environmentOf(figures).database as ManagedDatabase);
}

test('shares a quarter of the memory and assumes that three quarters are cached', () => {
  expect(parametersWith({ memory: '8Gi' })).toMatchObject({
    shared_buffers: '2048MB',
    effective_cache_size: '6144MB',
    maintenance_work_mem: '409MB',
  });
});

test('divides a quarter of the memory among the sessions of the poolers', () => {
  expect(parametersWith({ memory: '8Gi' }).work_mem).toBe('25MB');
});

test('allows as many connections as both poolers may open, password look-ups included', () => {
  expect(parametersWith({ pooler: { instances: 3, poolSize: 50 } }).max_connections).toBe('620');
});

test('allows a hundred connections if the poolers need fewer', () => {
  expect(parametersWith({ instances: 1, pooler: { instances: 1, poolSize: 5 } }).max_connections).toBe('100');
});

test('keeps write-ahead log within its volume, for checkpoints and for a replica that is down', () => {
  expect(parametersWith({ walStorage: '4Gi' })).toMatchObject({
    max_wal_size: '1638MB',
    max_slot_wal_keep_size: '2048MB',
  });
});

test('the environment file overrides every parameter', () => {
  const parameters = { work_mem: '64MB', random_page_cost: '1.1' };
  expect(parametersWith({ parameters })).toMatchObject(parameters);
});

test('never shares more than the memory, with any figures', () => {
  const mebibytes = (text: string | undefined) => Number(text?.replace('MB', ''));
  law(
    fc.property(
      fc.integer({ min: 128, max: 512 * 1024 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 300 }),
      (memory, instances, poolSize) => {
        const parameters = parametersWith({ memory: `${memory}Mi`, pooler: { instances, poolSize } });
        expect(mebibytes(parameters.shared_buffers)).toBeLessThan(memory);
        expect(Number(parameters.max_connections)).toBeGreaterThanOrEqual(2 * instances * poolSize);
      },
    ),
  );
});

test('refuses all parameters that contradict the poolers, the memory and the volumes, at once', () => {
  const parameters = {
    max_connections: '50',
    shared_buffers: '2GB',
    min_wal_size: '10 GB',
    max_wal_size: '512',
    wal_keep_size: '10GB',
    max_slot_wal_keep_size: '-1',
  };
  expect(() => new DataTier(new App(), environmentOf({ parameters }))).toThrow(
    new Error(
      [
        'data/database: parameters.max_connections: found 50, expected at least 180, which the poolers, direct connections and the operator may open; raise it or lower pooler.poolSize',
        'data/database: parameters.shared_buffers: found 2GB, expected less than resources.requests.memory (2Gi); lower it or raise resources.requests.memory',
        'data/database: parameters.min_wal_size: found 10 GB, expected less than walStorage (10Gi); lower it or raise walStorage',
        'data/database: parameters.max_wal_size: found "512", expected a size with its unit such as 512MB',
        'data/database: parameters.wal_keep_size: found 10GB, expected less than walStorage (10Gi); lower it or raise walStorage',
        'data/database: parameters.max_slot_wal_keep_size: found "-1", expected a size with its unit such as 512MB',
      ].join('\n'),
    ),
  );
});

test.each([
  [{ max_slot_wal_keep_size: '6GB' }, 'found 6GB and max_wal_size 4096MB'],
  [{ max_wal_size: '5GB' }, 'found 5120MB and max_wal_size 5GB'],
  [{ max_slot_wal_keep_size: '9GB', max_wal_size: '1GB' }, 'found 9GB and max_wal_size 1GB'],
])('refuses %j, which would fill the volume while a replica is down', (parameters, found) => {
  expect(() => new DataTier(new App(), environmentOf({ parameters }))).toThrow(
    new Error(
      `data/database: parameters.max_slot_wal_keep_size: ${found}, expected less than walStorage (10Gi) together; lower one of them or raise walStorage`,
    ),
  );
});

test('accepts sizes that leave space on the volume', () => {
  const parameters = { max_slot_wal_keep_size: '8GB', max_wal_size: '1GB', wal_keep_size: '1GB' };
  expect(() => new DataTier(new App(), environmentOf({ parameters }))).not.toThrow();
});
