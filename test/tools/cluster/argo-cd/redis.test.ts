import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { redisServer } from '../../../../tools/cluster/harness/argo-cd/redis.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'slipway-redis-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('a machine without redis-server gets an error that says what to install', async () => {
  await expect(redisServer(folder)).rejects.toThrow(
    /^PATH: no redis-server found; Argo CD keeps its cache in one: install it \(Debian: apt-get install redis-server\)$/,
  );
});

test('the first redis-server on PATH is taken', async () => {
  const file = join(folder, 'redis-server');
  writeFileSync(file, '', { mode: 0o755 });
  expect(await redisServer(`/nowhere:${folder}`)).toBe(file);
});
