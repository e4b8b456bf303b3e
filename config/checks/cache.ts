import { appendOnlyCopies, dataMemoryPercent, type ManagedCache, maxMemoryOf } from '../cache.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';
import { checkPlacement } from './placement.ts';

/** Fields of a cache that contradict each other. */
export function checkCache(checking: Checking, path: Path, cache: ManagedCache): void {
  checkPlacement(checking, path, cache);
  checkProfile(checking, path, cache);
  checkStorage(checking, path, cache);
}

/** With two data pods a primary must go on alone, so it takes writes that are lost with it. */
function checkProfile(checking: Checking, path: Path, { profile, eviction, replicas }: ManagedCache): void {
  if (!checking.isSound(...path, 'profile') || profile === 'cache') return;
  if (checking.isSound(...path, 'eviction') && eviction !== undefined) {
    checking.refuse(
      [...path, 'eviction'],
      `found "${eviction}" with profile ${profile}, which never evicts; remove it, or set profile: cache`,
    );
  }
  if (checking.isSound(...path, 'replicas') && replicas < 3) {
    checking.refuse(
      [...path, 'replicas'],
      `found ${replicas} with profile ${profile}, expected at least 3, since one of two data pods goes on alone and takes writes that no replica has; raise it, or set profile: cache`,
    );
  }
}

/** If the volume is full while the append-only file is rewritten, the server refuses every write (`MISCONF`). */
function checkStorage(checking: Checking, path: Path, cache: ManagedCache): void {
  if (!checking.isSound(...path, 'memory') || !checking.isSound(...path, 'storage')) return;
  const maxMemory = maxMemoryOf(cache);
  const needed = maxMemory.times(appendOnlyCopies);
  if (cache.storage.compare(needed) < 0) {
    checking.refuse(
      [...path, 'storage'],
      `found ${cache.storage}, expected at least ${needed.asBytes()}, which is ${appendOnlyCopies} times maxmemory (${maxMemory.asBytes()}, ${dataMemoryPercent} % of memory ${cache.memory}): while the append-only file is rewritten, the volume holds the old base, its increments, the new base and new writes; raise storage or lower memory`,
    );
  }
}
