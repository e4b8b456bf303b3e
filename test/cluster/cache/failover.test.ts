import { writeFileSync } from 'node:fs';
import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';
import type { Server } from './server.ts';

const cache = await LoopbackCache.create(3);

afterAll(() => cache.dispose());

/** Seconds until the cache takes a write again. */
async function secondsUntilWritable(key: string): Promise<number> {
  const start = Date.now();
  await eventually(async () => {
    const primary = await cache.primary();
    const answer = await cache.ask(primary, 'SET', key, 'kept');
    if (answer !== 'OK') throw new Error(`${primary.address} answered ${answer}`);
  });
  return (Date.now() - start) / 1000;
}

async function holds(server: Server, key: string): Promise<void> {
  await eventually(async () => {
    if ((await cache.ask(server, 'GET', key)) !== 'kept') throw new Error(`${server.address} has no ${key}`);
  });
}

describe('a cache of three data pods', () => {
  test('makes the first pod primary on the very first start', async () => {
    for (const server of cache.servers) server.start();
    const primary = await cache.settled();
    expect(primary).toBe(cache.data[0]);
    expect(await cache.ask(primary, 'SET', 'first', 'kept')).toBe('OK');
  });

  test('refuses clients without the password, and clients without TLS', async () => {
    const [server] = cache.data as [Server];
    expect(await cache.askWithout('password', server, 'GET', 'first')).toBe(
      'NOAUTH Authentication required.',
    );
    expect(await cache.askWithout('TLS', server, 'PING')).toBe('');
  });

  test('takes writes again within 15 s after its primary was killed, and has lost none', async () => {
    const primary = await cache.settled();
    await primary.end('SIGKILL');
    const seconds = await secondsUntilWritable('after-the-kill');
    expect(seconds).toBeLessThan(15);
    await holds(await cache.primary(), 'first');
  });

  test('takes the killed primary back as a replica', async () => {
    const [dead] = cache.data.filter(server => server === cache.data[0]) as [Server];
    dead.start();
    await eventually(async () => expect(await cache.roleOf(dead)).toBe('slave'));
    expect(await cache.primaries()).not.toContain(dead);
    await holds(dead, 'after-the-kill');
  });

  test('refuses writes on a primary that hung until another took its place', async () => {
    const primary = await cache.settled();
    primary.signal('SIGSTOP');
    await secondsUntilWritable('while-it-hangs');
    primary.signal('SIGCONT');
    const answer = await eventually(async () => {
      const found = await cache.ask(primary, 'SET', 'while-it-hangs', 'lost');
      return found === '' ? Promise.reject(new Error('silent')) : found;
    });
    expect(answer).toMatch(/^(NOREPLICAS|READONLY) /);
    await cache.settled();
    await holds(primary, 'while-it-hangs');
  });

  test('hands over within 10 s when the primary gets the order to stop, and loses nothing', async () => {
    const primary = await cache.settled();
    await cache.ask(primary, 'SET', 'before-the-stop', 'kept');
    const start = Date.now();
    expect(await primary.exec(cache.commandOf('stop'))).toBe(0);
    await primary.end('SIGTERM');
    await secondsUntilWritable('after-the-stop');
    expect(Date.now() - start).toBeLessThan(10_000);
    await holds(await cache.primary(), 'before-the-stop');
    primary.start();
    await cache.settled();
  });

  test('stops a replica at once', async () => {
    const primary = await cache.primary();
    const [replica] = cache.data.filter(server => server !== primary) as [Server];
    const start = Date.now();
    expect(await replica.exec(cache.commandOf('stop'))).toBe(0);
    expect(Date.now() - start).toBeLessThan(2000);
    expect(await cache.primary()).toBe(primary);
  });

  test('gives the role back to the last primary when all pods start at once', async () => {
    const primary = await cache.settled();
    await cache.end('SIGTERM');
    for (const server of cache.servers) server.start();
    expect(await cache.settled()).toBe(primary);
    await holds(primary, 'after-the-stop');
  });

  test('keeps the data when the primary comes back with an empty volume', async () => {
    const primary = await cache.settled();
    await primary.end('SIGKILL');
    primary.loseVolume();
    primary.start();
    const successor = await cache.settled();
    expect(successor).not.toBe(primary);
    expect(primary.log).toContain('its volume is empty; they will name another');
    await holds(successor, 'after-the-stop');
    await holds(primary, 'after-the-stop');
  });

  test('lets a sentinel with an empty volume learn the primary from the others', async () => {
    const [sentinel] = cache.sentinels as [Server];
    await sentinel.end('SIGKILL');
    sentinel.loseVolume();
    sentinel.start();
    await eventually(() => cache.primary());
    await eventually(async () => expect(await cache.ask(sentinel, 'PING')).toBe('PONG'));
  });

  test('waits, alive, while no sentinel answers, and starts a pod as primary only where a person says so', async () => {
    await cache.end('SIGTERM');
    for (const server of cache.data) server.start();
    const [, chosen] = cache.data as [Server, Server];
    await eventually(async () =>
      expect(chosen.waitsFor).toMatch('no majority of the sentinels names a primary'),
    );
    expect(await cache.primaries()).toEqual([]);
    expect(await chosen.exec(cache.commandOf('liveness'))).toBe(0);
    expect(await chosen.exec(cache.commandOf('readiness'))).toBe(1);
    writeFileSync(`${chosen.volume}/start-as-primary`, '');
    await eventually(async () => expect(await cache.primaries()).toEqual([chosen]));
    for (const sentinel of cache.sentinels) sentinel.loseVolume();
    for (const sentinel of cache.sentinels) sentinel.start();
    expect(await cache.settled()).toBe(chosen);
    await holds(chosen, 'after-the-stop');
  });
});
