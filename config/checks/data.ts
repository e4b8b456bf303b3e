import { appendOnlyCopies, dataMemoryPercent, type ManagedCache, maxMemoryOf } from '../cache.ts';
import type { Backup, ManagedDatabase } from '../database.ts';
import { setByCloudNativePg } from '../postgresql-parameters.ts';
import type { Resources } from '../resources.ts';
import { formatDuration } from '../units/duration.ts';
import { Quantity } from '../units/quantity.ts';
import { longestGapDays } from '../units/schedule-gap.ts';
import type { Checking } from './checking.ts';
import { checkKeys, checkTolerations } from './placement.ts';
import { checkLimits } from './resources.ts';

/**
 * PostgreSQL fills up to max_wal_size (1GB by default) and keeps wal_keep_size (512MB, CloudNativePG
 * `pkg/postgres/configuration.go`) besides; a full volume stops the primary.
 */
export const leastWalStorage = Quantity.parse('2Gi');

/**
 * What the backup of 38 MB took of the container's memory at its peak was 254 MiB, and 128Mi were not enough for any base
 * backup (cozystack pull request 4220, siutsin/otaru pull request 2723).
 */
export const leastBackupMemory = Quantity.parse('256Mi');

/** Fields of the database that contradict each other, or what CloudNativePG's webhook refuses. */
export function checkDatabase(checking: Checking, database: ManagedDatabase): void {
  if (checking.sound('database', 'resources')) {
    checkLimits(checking, ['database', 'resources'], database.resources);
  }
  if (checking.sound('database', 'walStorage') && database.walStorage.compare(leastWalStorage) < 0) {
    checking.refuse(
      ['database', 'walStorage'],
      `found ${database.walStorage}, expected at least ${leastWalStorage}, since PostgreSQL keeps 1.5GB of write-ahead log; raise it`,
    );
  }
  checkTolerations(checking, ['database', 'tolerations'], database.tolerations);
  checkKeys(checking, ['database', 'identity'], database.identity);
  if (checking.sound('database', 'backup') && database.backup) checkBackup(checking, database.backup);
  if (database.backup && checking.sound('database', 'backup', 'resources')) {
    checkBackupResources(checking, database.backup.resources);
  }
  if (!checking.sound('database', 'parameters')) return;
  for (const name of Object.keys(database.parameters)) {
    if (setByCloudNativePg.has(name)) {
      checking.refuse(['database', 'parameters', name], 'is set by CloudNativePG alone; remove it');
    }
  }
}

/** An alert that is always on tells nothing. */
function checkBackup(checking: Checking, { schedule, maxAge }: Backup): void {
  const hours = longestGapDays(schedule) * 24;
  if (maxAge.toHours({ integral: false }) < hours) {
    checking.refuse(
      ['database', 'backup', 'maxAge'],
      `found ${formatDuration(maxAge)}, but the schedule leaves ${hours}h between two backups; raise it, or leave it out`,
    );
  }
}

function checkBackupResources(checking: Checking, resources: Resources): void {
  const path = ['database', 'backup', 'resources'];
  if (resources.limits.memory.compare(leastBackupMemory) < 0) {
    checking.refuse(
      [...path, 'limits', 'memory'],
      `found ${resources.limits.memory}, expected at least ${leastBackupMemory}, below which base backups are killed; raise it`,
    );
  }
  checkLimits(checking, path, resources);
}

/** A volume that is full while the append-only file is rewritten makes the server refuse every write (`MISCONF`). */
export function checkCache(checking: Checking, cache: ManagedCache): void {
  checkTolerations(checking, ['cache', 'tolerations'], cache.tolerations);
  if (!checking.sound('cache', 'memory') || !checking.sound('cache', 'storage')) return;
  const maxMemory = maxMemoryOf(cache);
  const needed = maxMemory.times(appendOnlyCopies);
  if (cache.storage.compare(needed) < 0) {
    checking.refuse(
      ['cache', 'storage'],
      `found ${cache.storage}, expected at least ${needed.asBytes()}, which is ${appendOnlyCopies} times maxmemory (${maxMemory.asBytes()}, ${dataMemoryPercent} % of memory ${cache.memory}): while the append-only file is rewritten, the volume holds the old base, its increments, the new base and what is written meanwhile; raise storage or lower memory`,
    );
  }
}
