import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';
import { mixedOrders, orders } from './orders.ts';
import type { Server } from './server.ts';

/** Everything stops, the first pod's volume is lost, and everything starts again. */
const cache = await LoopbackCache.create(3);
const [first, ...others] = cache.data as [Server, Server, Server];
const [sentinel, ...otherSentinels] = cache.sentinels as [Server, Server, Server];
/** The pod that was primary at the end, in the copies of the volumes of that name. */
const lastPrimary = { 'the first pod was primary': first, 'another pod was primary': first };
type Copy = keyof typeof lastPrimary;

beforeAll(async () => {
  await cache.startInTurn([cache.servers]);
  await keepVolumes('the first pod was primary');
  await cache.startInTurn([[...others, ...cache.sentinels]]);
  await eventually(async () => expect(await cache.primary()).not.toBe(first), 240);
  first.start();
  await keepVolumes('another pod was primary');
});

afterAll(() => cache.dispose());

/** Copies the volumes with a write that all pods have, and stops everything. */
async function keepVolumes(copy: Copy): Promise<void> {
  const primary = await cache.settled();
  expect(await cache.ask(primary, 'SET', 'key', copy)).toBe('OK');
  expect(await cache.ask(primary, 'WAIT', '2', '1500')).toBe('2');
  await cache.end('SIGKILL');
  for (const server of cache.servers) server.saveVolume(copy);
  lastPrimary[copy] = primary;
}

async function loseFirstVolume(copy: Copy): Promise<void> {
  await cache.end('SIGKILL');
  for (const server of cache.servers) server.restoreVolume(copy);
  first.loseVolume();
}

/** Waits for a primary with the data of that copy. There was no other meanwhile, and `empty` is not the one. */
async function expectNothingLost(copy: Copy, empty = first): Promise<Server> {
  const primary = await eventually(() => cache.primary(), 240);
  expect(await cache.ask(primary, 'GET', 'key')).toBe(copy);
  expect(cache.everPrimary()).toEqual([primary.address]);
  expect(primary).not.toBe(empty);
  return primary;
}

describe.each(Object.keys(lastPrimary) as Copy[])(
  'when %s, then stopped with all and lost its first volume',
  copy => {
    test.each([...orders, ...mixedOrders])('nothing else is lost: %s', async (_, groups) => {
      await loseFirstVolume(copy);
      await cache.startInTurn(groups(cache));
      await expectNothingLost(copy);
    });
  },
);

test('the sentinels do not promote a pod without data while they miss all that have some', async () => {
  await loseFirstVolume('another pod was primary');
  await cache.startInTurn([[first, ...cache.sentinels]]);
  await eventually(async () => {
    const logs = cache.sentinels.map(({ log }) => log).join('');
    expect(logs).toMatch('-failover-abort-no-good-slave');
  });
  expect(cache.everPrimary()).toEqual([]);
  await cache.startInTurn([others]);
  expect(await expectNothingLost('another pod was primary')).toBe(lastPrimary['another pod was primary']);
});

test('of two replicas the one with the newer data takes the place of a primary that lost its volume', async () => {
  await loseFirstVolume('another pod was primary');
  const last = lastPrimary['another pod was primary'];
  const [old] = others.filter(server => server !== last) as [Server];
  first.restoreVolume('another pod was primary');
  old.restoreVolume('the first pod was primary');
  const files = readdirSync(`${old.volume}/appendonlydir`);
  const anHourAgo = Date.now() / 1000 - 3600;
  for (const file of files) utimesSync(`${old.volume}/appendonlydir/${file}`, anHourAgo, anHourAgo);
  last.loseVolume();
  await cache.startInTurn([cache.servers]);
  expect(await expectNothingLost('another pod was primary', last)).toBe(first);
});

describe('when the sentinels lost their volumes too', () => {
  beforeEach(async () => {
    await loseFirstVolume('another pod was primary');
    for (const server of cache.sentinels) server.loseVolume();
  });

  test.each(orders)('no pod becomes primary until a person says so: %s', async (_, groups) => {
    await cache.startInTurn(groups(cache));
    const [chosen, other] = others as [Server, Server];
    await eventually(async () => {
      expect(chosen.waitsFor).toMatch(
        `are silent and may have data: ${other.address}; if they never come back,`,
      );
      expect(first.waitsFor).toMatch(`are silent and may have data: ${chosen.address} ${other.address}; `);
    });
    expect(cache.everPrimary()).toEqual([]);
    writeFileSync(`${chosen.volume}/start-as-primary`, '');
    expect(await expectNothingLost('another pod was primary')).toBe(chosen);
  });
});

test('two sentinels that lost their volumes form no majority with one that did not', async () => {
  await loseFirstVolume('another pod was primary');
  for (const server of otherSentinels) server.loseVolume();
  const last = lastPrimary['another pod was primary'];
  await cache.startInTurn([cache.servers]);
  await eventually(async () => expect(first.waitsFor).toMatch(`only some do: ${last.address}; silent: none`));
  for (const { waitsFor } of otherSentinels)
    expect(waitsFor).toMatch(`${last.address} must say that it is primary`);
  expect(sentinel.log).toMatch('+monitor master');
  writeFileSync(`${last.volume}/start-as-primary`, '');
  expect(await expectNothingLost('another pod was primary')).toBe(last);
});
