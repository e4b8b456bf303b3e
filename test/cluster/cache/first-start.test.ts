import { writeFileSync } from 'node:fs';
import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';
import { mixedOrders, orders } from './orders.ts';
import type { Server } from './server.ts';

const cache = await LoopbackCache.create(3);
const [first, second, third] = cache.data as [Server, Server, Server];
const [, , lastSentinel] = cache.sentinels as [Server, Server, Server];

afterAll(() => cache.dispose());

beforeEach(async () => {
  await cache.end('SIGKILL');
  for (const server of cache.servers) server.loseVolume();
});

/** Waits until clients find the primary and it takes a write. */
async function takesWrites(): Promise<Server> {
  return eventually(async () => {
    const primary = await cache.primary();
    expect(await cache.ask(primary, 'SET', 'key', 'kept')).toBe('OK');
    return primary;
  });
}

describe('on the very first start', () => {
  test.each([...orders, ...mixedOrders])(
    'the first pod becomes primary, and no other: %s',
    async (_, groups) => {
      await cache.startInTurn(groups(cache));
      expect(await takesWrites()).toBe(first);
      expect(cache.everPrimary()).toEqual([first.address]);
    },
  );

  test('no pod becomes primary while a data pod is missing, until a person says so', async () => {
    const here = cache.servers.filter(server => server !== third);
    await cache.startInTurn([here]);
    await eventually(async () =>
      expect(first.waitsFor).toMatch(`these pods are silent and may have data: ${third.address}; `),
    );
    expect(await first.exec(cache.commandOf('liveness'))).toBe(0);
    expect(await first.exec(cache.commandOf('readiness'))).toBe(1);
    expect(cache.everPrimary()).toEqual([]);
    writeFileSync(`${first.volume}/start-as-primary`, '');
    expect(await takesWrites()).toBe(first);
    third.start();
    expect(await cache.settled()).toBe(first);
  });

  test('no pod becomes primary while a zone is missing, until a person says so', async () => {
    await cache.startInTurn([cache.servers.filter(server => server !== third && server !== lastSentinel)]);
    await eventually(async () =>
      expect(first.waitsFor).toMatch(`names a primary; silent: ${lastSentinel.address}; `),
    );
    expect(cache.everPrimary()).toEqual([]);
    writeFileSync(`${second.volume}/start-as-primary`, '');
    expect(await takesWrites()).toBe(second);
  });

  test('a first pod that was killed before anybody knew it becomes primary again', async () => {
    writeFileSync(`${first.volume}/start-as-primary`, '');
    first.start();
    await eventually(async () => expect(await cache.primaries()).toEqual([first]));
    await first.end('SIGKILL');
    await cache.startInTurn([cache.servers]);
    expect(await takesWrites()).toBe(first);
  });

  test('a sentinel is ready when it names the primary, not as soon as it answers', async () => {
    await cache.startInTurn([[lastSentinel]]);
    await eventually(async () => expect(await cache.ask(lastSentinel, 'PING')).toBe('PONG'));
    expect(await lastSentinel.exec(cache.commandOf('readiness', lastSentinel))).toBe(1);
    await cache.startInTurn([cache.servers.filter(server => server !== lastSentinel)]);
    await takesWrites();
    await eventually(async () =>
      expect(await lastSentinel.exec(cache.commandOf('readiness', lastSentinel))).toBe(0),
    );
  });
});
