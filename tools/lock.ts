import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMilliseconds = 200;
const beatMilliseconds = 5_000;
/** A holder that has not touched its lock for so long is gone, whatever its process id says. */
const silentMilliseconds = 60_000;

/**
 * Runs `work` while this process alone holds the lock file at `path`; others wait for it.
 *
 * The file names its holder, which touches it every five seconds. A lock whose holder died is taken over: at once on
 * this host, after a minute on another one or after a restart. The lock saves work; it
 * is not what keeps the cache whole.
 */
export async function withLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!(await take(path))) {
    if (await holderIsGone(path)) await breakLock(path);
    else await sleep(pollMilliseconds);
  }
  const beat = setInterval(() => void touch(path), beatMilliseconds).unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
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

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(() => undefined);
}

async function holderIsGone(path: string): Promise<boolean> {
  const touched = await stat(path).catch(() => undefined);
  // It was given back between two looks.
  if (touched === undefined) return false;
  if (Date.now() - touched.mtimeMs > silentMilliseconds) return true;
  const [pid, host] = (await readFile(path, 'utf8').catch(() => '')).split(' ');
  // An empty file: its holder has made it and not yet written its name.
  return pid !== undefined && pid !== '' && host === hostname() && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

async function breakLock(path: string): Promise<void> {
  const deadLock = `${path}.dead-${randomBytes(6).toString('hex')}`;
  try {
    await rename(path, deadLock);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
  await rm(deadLock, { force: true });
}

/** The `code` of a Node error (`ENOENT` and the like). */
export function errorCode(error: unknown): string | undefined {
  // Not `instanceof Error`: a test runner's modules have their own Error.
  const hasCode = typeof error === 'object' && error !== null && 'code' in error;
  return hasCode && typeof error.code === 'string' ? error.code : undefined;
}
