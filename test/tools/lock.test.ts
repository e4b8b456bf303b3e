import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withLock } from '../../tools/lock.ts';

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-lock-'));
  path = join(folder, 'lock');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('one works at a time, and the lock is gone afterwards', async () => {
  let inside = 0;
  let most = 0;
  const work = async (): Promise<void> => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(20);
    inside -= 1;
  };
  await Promise.all([withLock(path, work), withLock(path, work), withLock(path, work)]);
  expect([most, existsSync(path)]).toEqual([1, false]);
});

test('failing work gives the lock back', async () => {
  const failing = withLock(path, () => Promise.reject(new Error('no')));
  await expect(failing).rejects.toThrow('no');
  expect(existsSync(path)).toBe(false);
});

test('the lock of a living process is waited for', async () => {
  await writeFile(path, `${process.pid} ${hostname()}`);
  setTimeout(() => void rm(path), 300);
  const started = performance.now();
  await withLock(path, () => Promise.resolve());
  expect(performance.now() - started).toBeGreaterThan(290);
});

test('the lock of a holder that has been silent for a minute is taken over, on whatever host it was', async () => {
  await writeFile(path, '1 another-host');
  const long = new Date(Date.now() - 61_000);
  await utimes(path, long, long);
  expect(await withLock(path, () => Promise.resolve('worked'))).toBe('worked');
});
