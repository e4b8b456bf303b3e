import { writeFileSync } from 'node:fs';
import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';
import type { Server } from './server.ts';

/** A cache of two data pods, whose primary takes writes without a replica. */
const cache = await LoopbackCache.create(2);
const [first, second] = cache.data as [Server, Server];

afterAll(() => cache.dispose());

async function takesWrites(value: string): Promise<Server> {
  return eventually(async () => {
    const primary = await cache.primary();
    expect(await cache.ask(primary, 'SET', 'key', value)).toBe('OK');
    return primary;
  }, 240);
}

test('on the first start without the second pod and a sentinel, a person makes the first pod primary', async () => {
  await cache.startInTurn([[first, ...cache.sentinels.slice(1)]]);
  await eventually(async () => expect(first.waitsFor).toMatch('no majority of the sentinels'));
  writeFileSync(`${first.volume}/start-as-primary`, '');
  expect(await takesWrites('kept')).toBe(first);
  await cache.startInTurn([[second, ...cache.sentinels.slice(0, 1)]]);
  expect(await cache.settled()).toBe(first);
  expect(await cache.ask(first, 'WAIT', '1', '1500')).toBe('1');
});

test('the pod with the data takes over when everything starts and the volume of the primary is lost', async () => {
  await cache.end('SIGKILL');
  first.loseVolume();
  await cache.startInTurn([cache.servers]);
  const primary = await eventually(() => cache.primary(), 240);
  expect(primary).toBe(second);
  expect(await cache.ask(primary, 'GET', 'key')).toBe('kept');
  expect(await cache.settled()).toBe(second);
});

test('the only pod with data is primary when the volumes of all sentinels are lost as well', async () => {
  await cache.end('SIGKILL');
  for (const server of [first, ...cache.sentinels]) server.loseVolume();
  await cache.startInTurn([[first], cache.sentinels, [second]]);
  expect(await eventually(() => cache.primary(), 240)).toBe(second);
  expect(await cache.ask(second, 'GET', 'key')).toBe('kept');
  expect(cache.everPrimary()).toEqual([second.address]);
});
