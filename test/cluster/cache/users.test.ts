import { environmentWith, smallApplication } from '../../support/environment.ts';
import { PlainClient } from './endpoint.ts';
import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';
import type { Server } from './server.ts';

const client = { ...smallApplication, uses: ['cache-endpoint'] };
const environment = environmentWith({
  cache: {
    replicas: 3,
    memory: '64Mi',
    endpoint: { reason: 'the clients of the test' },
    users: { web: { keys: ['web:*'], channels: ['web:*'] }, shop: { keys: ['shop:*'] } },
  },
  applications: { web: client, shop: client },
});
const cache = await LoopbackCache.create(3, { environment });
const endpoint = cache.endpoint();

afterAll(async () => {
  await endpoint.end();
  await cache.dispose();
});

/** What web may not do to keys of shop, or to the server. */
const refused = [
  'GET shop:basket',
  'SET shop:basket taken',
  'MGET web:greeting shop:basket',
  'RENAME shop:basket web:basket',
  'COPY shop:basket web:basket',
  'DUMP shop:basket',
  'OBJECT ENCODING shop:basket',
  'KEYS *',
  'SCAN 0',
  'RANDOMKEY',
  'DBSIZE',
  'SORT web:list GET shop:*',
  'PUBLISH shop:news hello',
  'PUBSUB CHANNELS',
  'CLIENT TRACKING ON BCAST',
  'CLIENT LIST',
  'FUNCTION LIST',
  'FUNCTION FLUSH',
  'SCRIPT FLUSH',
  'CONFIG GET masterauth',
  'ACL LIST',
  'REPLICAOF NO ONE',
  'FLUSHALL',
  'SHUTDOWN',
];

/** What clients ask when they connect, and how they use their own keys, with the beginning of each answer. */
const allowed: readonly (readonly [command: string, answer: string])[] = [
  ['PING', 'PONG'],
  ['CLIENT SETNAME worker', 'OK'],
  ['CLIENT ID', ''],
  ['SELECT 1', 'OK'],
  ['INFO server', '# Server'],
  ['ROLE', 'master'],
  ['COMMAND COUNT', ''],
  ['SET web:greeting hello', 'OK'],
  ['GET web:greeting', 'hello'],
  ['EXPIRE web:greeting 600', '1'],
  ['LPUSH web:list 1', '1'],
  ['HSET web:hash field 1', '1'],
  ['XADD web:stream * field 1', ''],
  ['PUBLISH web:news hello', '0'],
];

/** What the command line client prints for what a user may not do. */
const denial = /^NOPERM |no permissions|can't access/i;

async function run(user: string, server: Server, command: string): Promise<string> {
  return cache.askAs(user, server, ...command.split(' '));
}

/** The connections to a server: the user of each, by a text that its line has. */
async function usersWith(server: Server, mark: string): Promise<string[]> {
  const lines = (await cache.ask(server, 'CLIENT', 'LIST')).split('\n').filter(line => line.includes(mark));
  return [...new Set(lines.map(line => /user=(\S+)/.exec(line)?.[1] ?? ''))];
}

/** What servers have refused to the cache's own programs, since they started; a test above asks as the exporter. */
async function refusedToOwnUsers(): Promise<string[]> {
  const logs = await Promise.all(cache.servers.map(server => cache.ask(server, 'ACL', 'LOG')));
  return logs.flatMap(log => log.match(/^object\n.*\nusername\ncache-(?!exporter).*$/gm) ?? []);
}

describe('the users of a cache', () => {
  let primary: Server;

  beforeAll(async () => {
    for (const server of cache.servers) server.start();
    primary = await cache.settled();
    endpoint.start();
    expect(await run('shop', primary, 'SET shop:basket full')).toBe('OK');
    expect(await run('web', primary, 'LPUSH web:list 1')).toBe('1');
    await run('web', primary, 'DEL web:list');
  });

  test.each(refused)('an application may not: %s', async command => {
    expect(await run('web', primary, command)).toMatch(denial);
  });

  test.each(allowed)('an application may: %s', async (command, answer) => {
    const found = await run('web', primary, command);
    expect(found.slice(0, answer.length)).toBe(answer);
    expect(found).not.toMatch(denial);
  });

  test('a script has no more rights than who runs it', async () => {
    const script = "return redis.call('GET', ARGV[1])";
    expect(await cache.askAs('web', primary, 'EVAL', script, '0', 'shop:basket')).toMatch(denial);
    expect(await cache.askAs('web', primary, 'EVAL', script, '0', 'web:greeting')).toBe('hello');
  });

  test('the other application sees its own key, untouched', async () => {
    expect(await run('shop', primary, 'GET shop:basket')).toBe('full');
    expect(await run('shop', primary, 'GET web:greeting')).toMatch(denial);
  });

  test('an application asks every sentinel for the primary, and changes nothing there', async () => {
    for (const sentinel of cache.sentinels) {
      const named = await run('web', sentinel, 'SENTINEL GET-MASTER-ADDR-BY-NAME cache');
      expect(named.split('\n')[0]).toBe(primary.name);
      for (const list of ['MASTERS', 'REPLICAS cache', 'SENTINELS cache']) {
        expect(await run('web', sentinel, `SENTINEL ${list}`)).toMatch(/^name\n/);
      }
      for (const change of ['FAILOVER cache', 'REMOVE cache', 'SET cache quorum 1']) {
        expect(await run('web', sentinel, `SENTINEL ${change}`)).toMatch(denial);
      }
      expect(await run('web', sentinel, 'PUBLISH __sentinel__:hello x')).toMatch(denial);
    }
  });

  test('the endpoint follows the primary as its own user, and lets an application in as its user', async () => {
    const connected = await eventually(() => PlainClient.connect(endpoint, `web ${cache.passwords.web}`));
    expect(await connected.ask('GET web:greeting')).toMatch(/hello$/);
    expect(await connected.ask('GET shop:basket')).toMatch(/^-NOPERM/);
    connected.close();
    await expect(PlainClient.connect(endpoint, `web ${cache.passwords.shop}`)).rejects.toThrow('WRONGPASS');
  });

  test('the exporter reads what it exports, and no key and no setting', async () => {
    for (const command of ['INFO ALL', 'SLOWLOG LEN', 'SLOWLOG GET', 'LATENCY LATEST', 'LATENCY HISTOGRAM']) {
      expect(await run('cache-exporter', primary, command)).not.toMatch(denial);
    }
    for (const command of ['GET web:greeting', 'CONFIG GET masterauth', 'SCAN 0']) {
      expect(await run('cache-exporter', primary, command)).toMatch(denial);
    }
    const [sentinel] = cache.sentinels as [Server];
    for (const list of ['MASTERS', 'SLAVES cache', 'SENTINELS cache', 'CKQUORUM cache']) {
      expect(await run('cache-exporter', sentinel, `SENTINEL ${list}`)).not.toMatch(denial);
    }
  });

  test('replicas and sentinels connect as their own users', async () => {
    expect(await usersWith(primary, 'flags=S')).toEqual(['cache-replication']);
    expect(await usersWith(primary, 'name=sentinel-')).toEqual(['cache-sentinel']);
    for (const sentinel of cache.sentinels) {
      expect(await usersWith(sentinel, 'name=sentinel-')).toEqual(['cache-sentinel']);
    }
  });

  test('a planned failover needs nothing that these users may not do', async () => {
    await primary.exec(cache.commandOf('stop'));
    const next = await eventually(async () => {
      const named = await cache.primary();
      if (named === primary) throw new Error('no other primary');
      return named;
    });
    await cache.settled();
    expect(await refusedToOwnUsers()).toEqual([]);
    expect(await usersWith(next, 'flags=S')).toEqual(['cache-replication']);
    expect(await run('shop', next, 'GET shop:basket')).toBe('full');
    primary = next;
  });

  test('nor does a failover after the primary was killed, and its return', async () => {
    await primary.end('SIGKILL');
    const next = await eventually(async () => {
      const named = await cache.primary();
      if (named === primary) throw new Error('no other primary');
      return named;
    });
    primary.start();
    await cache.settled();
    expect(await refusedToOwnUsers()).toEqual([]);
    expect(await run('web', next, 'GET shop:basket')).toMatch(denial);
    expect(await run('shop', next, 'GET shop:basket')).toBe('full');
  });
});
