import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstCache } from '../../../config/caches.ts';
import { eventually } from './eventually.ts';
import { LoopbackCache } from './loopback-cache.ts';
import type { Server } from './server.ts';

const misconf = 'MISCONF Errors writing to the AOF file: No space left on device';

/** A write that a volume without room has no room for. */
const large = 'x'.repeat(100_000);

/** A volume is full: no file of the server may grow beyond this. */
const fullBytes = 65_536;

const cache = await LoopbackCache.create(3);
const path = process.env.PATH ?? '';
const folder = mkdtempSync(join(tmpdir(), 'slipway-full-volume-'));

beforeAll(async () => {
  const server = execFileSync('sh', ['-c', 'command -v redis-server'], { encoding: 'utf8' }).trim();
  // With the signal ignored, a file that may not grow is what a full volume is: a write that fails.
  writeFileSync(join(folder, 'redis-server'), `#!/bin/sh\ntrap '' XFSZ\nexec ${server} "$@"\n`);
  chmodSync(join(folder, 'redis-server'), 0o755);
  process.env.PATH = `${folder}:${path}`;
  for (const server of cache.servers) server.start();
  await cache.settled();
});

afterAll(async () => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
  await cache.dispose();
});

async function limitFiles(server: Server, bytes: number | 'unlimited'): Promise<void> {
  const info = await cache.ask(server, 'INFO', 'server');
  const pid = /^process_id:(\d+)/m.exec(info)?.[1] ?? '';
  execFileSync('prlimit', ['--pid', pid, `--fsize=${bytes}:`]);
}

/** The data pod that every sentinel names. */
async function named(): Promise<Server> {
  const answers = await Promise.all(
    cache.sentinels.map(sentinel => cache.ask(sentinel, 'SENTINEL', 'GET-MASTER-ADDR-BY-NAME', firstCache)),
  );
  const [address, ...others] = new Set(answers.map(answer => answer.split('\n')[0]));
  const found = cache.data.find(server => server.address === address);
  if (found === undefined || others.length > 0) throw new Error(`sentinels name ${answers.join(', ')}`);
  return found;
}

/** Writes until the cache takes one. */
async function write(server: Server, key: string, value: string): Promise<void> {
  await eventually(async () => expect(await cache.ask(server, 'SET', key, value)).toBe('OK'));
}

let full: Server;

test('a primary whose volume is full refuses every write, and answers PING with the same error', async () => {
  full = await cache.primary();
  await write(full, 'before', 'kept');
  await limitFiles(full, fullBytes);
  await eventually(async () => expect(await cache.ask(full, 'SET', 'large', large)).toBe(misconf));
  expect(await cache.ask(full, 'SET', 'small', 'x')).toBe(misconf);
  expect(await cache.ask(full, 'PING')).toBe(misconf);
  expect(await cache.ask(full, 'GET', 'before')).toBe('kept');
  expect(await cache.ask(full, 'INFO', 'persistence')).toMatch(/^aof_last_write_status:err\r?$/m);
});

test('it is alive for its probe, but not ready', async () => {
  expect(await full.exec(cache.commandOf('liveness'))).toBe(0);
  expect(await full.exec(cache.commandOf('readiness'))).not.toBe(0);
});

test('the sentinels replace it by a pod whose volume has room', async () => {
  const next = await eventually(async () => {
    const found = await named();
    expect(found).not.toBe(full);
    return found;
  });
  await write(next, 'after', 'kept');
  expect(await cache.ask(next, 'GET', 'before')).toBe('kept');
});

test('it follows without a restart, as soon as its volume has grown', async () => {
  await limitFiles(full, 'unlimited');
  expect(await cache.settled()).not.toBe(full);
  await eventually(async () => expect(await cache.ask(full, 'GET', 'after')).toBe('kept'));
});

test('a replica whose volume is full ends itself, so that full volumes of all pods stop all writes', async () => {
  await limitFiles(full, fullBytes);
  const primary = await named();
  await eventually(async () => {
    await cache.ask(primary, 'SET', 'large', large);
    expect(await cache.ask(full, 'PING')).toBe('');
  });
  expect(full.log).toContain('Replica was unable to write command to disk');
});
