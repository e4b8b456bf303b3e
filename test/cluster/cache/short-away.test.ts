import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';
import type { Server } from './server.ts';

/** Pods that are away for a moment: the kubelet starts a process again at once, and people delete all pods together. */
const cache = await LoopbackCache.create(3);

beforeAll(async () => {
  for (const server of cache.servers) server.start();
  await cache.settled();
});

afterAll(() => cache.dispose());

async function takesWrites(value: string): Promise<Server> {
  return eventually(async () => {
    const primary = await cache.primary();
    expect(await cache.ask(primary, 'SET', 'key', value)).toBe('OK');
    return primary;
  });
}

test('a primary that is killed and starts at once leaves its role to a replica, which has all of its data', async () => {
  const primary = await cache.settled();
  expect(await cache.ask(primary, 'SET', 'before', 'kept')).toBe('OK');
  primary.forgetLog();
  await primary.end('SIGKILL');
  primary.start();
  const successor = await takesWrites('after the kill');
  expect(successor).not.toBe(primary);
  expect(await cache.ask(successor, 'GET', 'before')).toBe('kept');
  expect(primary.log).toMatch(/^asked \S+ for a failover: OK$/m);
  expect(primary.log).not.toContain('starting as primary');
});

test('a primary that is killed while a replica is away is primary again', async () => {
  const primary = await cache.settled();
  const [replica] = cache.data.filter(server => server !== primary) as [Server];
  await replica.end('SIGKILL');
  await takesWrites('without a replica');
  primary.forgetLog();
  await primary.end('SIGKILL');
  primary.start();
  expect(await takesWrites('again')).toBe(primary);
  expect(primary.log).toContain('starting as primary');
  replica.start();
  await cache.settled();
});

test('a primary stops when no sentinel is left to name another', async () => {
  const primary = await cache.settled();
  await Promise.all(cache.sentinels.map(sentinel => sentinel.end('SIGTERM')));
  const started = Date.now();
  expect(await primary.exec(cache.commandOf('stop'))).toBe(0);
  expect(Date.now() - started).toBeLessThan(30_000);
  expect(primary.log.match(/asked \S+ for a failover: no answer/g)).toHaveLength(9);
  for (const sentinel of cache.sentinels) sentinel.start();
});

test('no pod waits to hand over when all of them stop at once, and nothing is lost', async () => {
  const primary = await cache.settled();
  await takesWrites('the last');
  const started = Date.now();
  await Promise.all([
    ...cache.sentinels.map(sentinel => sentinel.end('SIGTERM')),
    ...cache.data.map(async server => {
      expect(await server.exec(cache.commandOf('stop'))).toBe(0);
      await server.end('SIGTERM');
    }),
  ]);
  expect(Date.now() - started).toBeLessThan(30_000);
  for (const server of cache.servers) server.start();
  expect(await cache.settled()).toBe(primary);
  expect(await cache.ask(primary, 'GET', 'key')).toBe('the last');
});
