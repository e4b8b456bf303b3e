import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMilliseconds = 200;

/**
 * Runs `work` while this process alone holds the lock file at `path`; others wait for it.
 *
 * The file names its holder, so that a lock whose holder died is taken over. A holder on another host is
 * waited for, because nothing tells here whether it lives. The lock saves work; it is not what keeps the
 * cache whole.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) {
    if (await holderIsDead(path)) await breakLock(path);
    else await sleep(pollMilliseconds);
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid} ${hostname()}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function holderIsDead(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [pid, host] = text.split(' ');
  // An empty file: its holder has made it and not yet written its name.
  if (pid === undefined || pid === '' || host !== hostname()) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return errorCode(error) === 'ESRCH';
  }
}

async function breakLock(path: string): Promise<void> {
  const away = `${path}.dead-${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, away);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  await rm(away, { force: true });
}

/** The `code` of a Node error (`ENOENT` and the like). */
export function errorCode(error: unknown): string | undefined {
  // Not `instanceof Error`: a test runner's modules have an Error of their own.
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : undefined;
}
