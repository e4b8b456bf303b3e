import { until } from '../../../tools/cluster/harness/deadline.ts';
import { LoopbackDatabase } from './loopback-database.ts';

let database: LoopbackDatabase;

beforeAll(async () => {
  database = await LoopbackDatabase.create();
  database.startPostgres();
  database.startPgbouncer();
  await writes('CREATE TABLE kept (id int)');
});

afterAll(() => database?.dispose());

/** Tries a statement through PgBouncer until it succeeds. */
async function writes(sql: string): Promise<void> {
  await until(sql, () =>
    database.write(sql).then(
      done => ({ done }),
      (error: Error) => ({ state: error.message }),
    ),
  );
}

async function isBack(): Promise<void> {
  await until(
    'PostgreSQL',
    async () => ((await database.answers()) ? { done: true } : { state: 'no answer' }),
    {
      every: 0.1,
    },
  );
}

test('a write that waits goes on within 8 s after PostgreSQL is back, though PgBouncer was refused just before', async () => {
  await database.killPostgres();
  const waiting = writes('INSERT INTO kept VALUES (1)');
  await until('PgBouncer', async () =>
    database.log.includes('connect failed') ? { done: true } : { state: database.log },
  );
  database.startPostgres();
  await isBack();
  const start = performance.now();
  await waiting;
  // It takes 15 s with PgBouncer's default, and a second with ours.
  expect((performance.now() - start) / 1000).toBeLessThan(8);
});

test('a planned stop does not wait for the connections that PgBouncer keeps', async () => {
  const start = performance.now();
  await database.stopPostgres();
  // It takes 180 s with the operator's default, since those connections never go.
  expect((performance.now() - start) / 1000).toBeLessThan(60);
  expect(await database.answers()).toBe(false);
});

test('keeps what was written before either', async () => {
  database.startPostgres();
  await isBack();
  await writes('INSERT INTO kept VALUES (2)');
  expect(await database.write('SELECT id FROM kept ORDER BY id')).toBe('1\n2');
});
