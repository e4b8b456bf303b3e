import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';
import type { NameServer } from './name-server.ts';
import type { Server } from './server.ts';

/** Pods with names, as in a cluster: their Services are known to a DNS server. */
const cache = await LoopbackCache.create(3, { named: true });
const names = cache.names as NameServer;

afterAll(() => cache.dispose());

/** Waits until every sentinel that runs names a pod which takes a write. */
async function takesWrites(value: string): Promise<Server> {
  return eventually(async () => {
    const primary = await cache.primary();
    expect(await cache.ask(primary, 'SET', 'key', value)).toBe('OK');
    return primary;
  });
}

test('the pods find each other by name', async () => {
  for (const server of cache.servers) server.start();
  expect(await cache.settled()).toBe(cache.data[0]);
  expect(await takesWrites('kept')).toBe(cache.data[0]);
});

test('a replica takes over while DNS is silent, and no server enters TILT', async () => {
  const primary = await cache.settled();
  names.isSilent = true;
  await Promise.all([primary.end('SIGKILL'), cache.sentinels[0]?.end('SIGKILL')]);
  const start = Date.now();
  expect(await takesWrites('while DNS is silent')).not.toBe(primary);
  expect(Date.now() - start).toBeLessThan(20_000);
  for (const { log } of cache.sentinels) expect(log).not.toContain('+tilt');
});

test('pods that were away come back while DNS is silent', async () => {
  const [sentinel] = cache.sentinels as [Server];
  const away = cache.data.find(server => !server.isRunning) as Server;
  for (const server of [away, sentinel]) server.start();
  expect(await cache.settled()).not.toBe(away);
});

test('no program has asked DNS for a pod, only for Services', () => {
  expect(names.asked.filter(name => /\.cache(-sentinel)?\./.test(name))).toEqual([]);
  expect(names.asked).toContain('cache-0.production.svc');
});
