import { PlainClient } from './endpoint.ts';
import { eventually } from './eventually.ts';
import { LoopbackCache, password } from './loopback-cache.ts';
import { Writer } from './writer.ts';

const cache = await LoopbackCache.create(3);
const endpoint = cache.endpoint();

afterAll(async () => {
  await endpoint.end();
  await cache.dispose();
});

async function connected(): Promise<PlainClient> {
  return PlainClient.connect(endpoint, password);
}

/** At its start HAProxy takes all servers as up until each has answered once; the pod is not ready so early. */
async function knowsOnePrimary(): Promise<void> {
  expect(await endpoint.metric('haproxy_backend_active_servers{proxy="cache"}')).toBe(1);
}

/** Writes through the endpoint while something happens, and until writes go on. */
async function writing(happens: () => Promise<unknown>): Promise<Writer> {
  const writer = new Writer(endpoint, password);
  await eventually(async () => expect(writer.acknowledged.length).toBeGreaterThan(20));
  await happens();
  const before = writer.acknowledged.length;
  await eventually(async () => expect(writer.acknowledged.length).toBeGreaterThan(before + 20));
  await writer.stop();
  return writer;
}

/** How many keys were acknowledged that the primary does not have. */
async function lost({ acknowledged }: Writer): Promise<number> {
  const primary = await cache.settled();
  return acknowledged.length - Number(await cache.ask(primary, 'EXISTS', ...acknowledged));
}

describe('the plain endpoint of a cache', () => {
  beforeAll(async () => {
    for (const server of cache.servers) server.start();
    await cache.settled();
    endpoint.start();
    await eventually(knowsOnePrimary);
  });

  test('leads a client that knows neither Sentinel nor TLS to the primary', async () => {
    const client = await connected();
    expect(await client.ask('SET greeting hello')).toBe('+OK');
    client.close();
    expect(await cache.ask(await cache.primary(), 'GET', 'greeting')).toBe('hello');
  });

  test('asks for the password', async () => {
    await expect(PlainClient.connect(endpoint, 'another')).rejects.toThrow('WRONGPASS');
  });

  test('follows the primary when it is killed, and loses no write that was acknowledged', async () => {
    const primary = await cache.primary();
    const writer = await writing(async () => {
      await primary.end('SIGKILL');
      await eventually(() => cache.primary());
    });
    console.info(`primary killed: ${writer.report}`);
    expect(writer.longestGap).toBeLessThan(15);
    primary.start();
    expect(await lost(writer)).toBe(0);
  });

  test('follows a planned failover; the old primary refuses what it gets in the meantime', async () => {
    const primary = await cache.settled();
    const writer = await writing(async () => {
      await primary.exec(cache.commandOf('stop'));
      await eventually(async () => expect(await cache.primary()).not.toBe(primary));
    });
    console.info(`planned failover: ${writer.report}`);
    expect(writer.longestGap).toBeLessThan(10);
    // Redis loses what it took in its last seconds, which Valkey's coordinated failover does not (docs/cache.md).
    expect(writer.others.filter(answer => !/^-(READONLY|NOREPLICAS) /.test(answer))).toEqual([]);
  });

  test('does not go back to a primary that hung, although it still says that it is primary', async () => {
    const primary = await cache.settled();
    const writer = await writing(async () => {
      primary.signal('SIGSTOP');
      await eventually(async () => {
        const [named] = await cache.primaries();
        if (named === undefined || named === primary) throw new Error('no other primary');
      });
      primary.signal('SIGCONT');
    });
    console.info(`primary hung: ${writer.report}`);
    expect(writer.others.filter(answer => answer.startsWith('-NOREPLICAS'))).toEqual([]);
    expect(await lost(writer)).toBe(0);
  });

  test('exports how many primaries it knows', async () => {
    await cache.settled();
    await eventually(knowsOnePrimary);
    expect(await endpoint.metric('haproxy_process_max_connections')).toBe(2000);
    expect(await endpoint.metric('haproxy_process_current_connections')).toBeGreaterThan(0);
  });
});
