import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { withLock } from './lock.ts';

/** Where everything that can be made again is kept: `$XDG_CACHE_HOME/slipway`, else `~/.cache/slipway`. */
export function cacheFolder(): string {
  const root = process.env.XDG_CACHE_HOME;
  // The XDG base directory specification tells programs to ignore a relative path.
  const base = root !== undefined && isAbsolute(root) ? root : join(homedir(), '.cache');
  return join(base, 'slipway');
}

/** One hash over several texts; where one text ends and the next begins matters. */
export function contentKey(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20);
}

/** The folder of a cache entry, whether it exists or not. */
export function entryFolder(name: string, key: string): string {
  return join(cacheFolder(), name, key);
}

/**
 * The folder of a cache entry, filled by `fill` if it does not exist yet.
 *
 * `fill` works in a folder next to the entry, which takes the entry's name only when `fill` is done. No process ever
 * sees a half-filled entry, and a `fill` that fails or is killed leaves none. Of several processes
 * that ask for one entry, one fills it and the others wait.
 */
export async function cached(
  name: string,
  key: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const entry = entryFolder(name, key);
  if (existsSync(entry)) return entry;
  await mkdir(dirname(entry), { recursive: true });
  return withLock(`${entry}.lock`, async () => {
    if (existsSync(entry)) return entry;
    await removeLeftovers(entry);
    const work = `${entry}.new-${randomBytes(6).toString('hex')}`;
    try {
      await mkdir(work);
      await fill(work);
      await moveInPlace(work, entry);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    return entry;
  });
}

/** Removes what killed processes left of this entry; the caller holds the entry's lock. */
async function removeLeftovers(entry: string): Promise<void> {
  const folder = dirname(entry);
  const prefix = `${entry.slice(folder.length + 1)}.new-`;
  const names = (await readdir(folder)).filter(name => name.startsWith(prefix));
  await Promise.all(names.map(name => rm(join(folder, name), { recursive: true, force: true })));
}

async function moveInPlace(work: string, entry: string): Promise<void> {
  try {
    await rename(work, entry);
  } catch (error) {
    // Another process was faster: its entry has the same content, because it has the same key.
    if (!existsSync(entry)) throw error;
  }
}
