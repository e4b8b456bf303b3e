import type { Backup, ManagedDatabase } from '../database.ts';
import type { Path } from '../path.ts';
import { setByCloudNativePg } from '../postgresql-parameters.ts';
import type { Resources } from '../resources.ts';
import { formatDuration } from '../units/duration.ts';
import { Quantity } from '../units/quantity.ts';
import { longestGapDays } from '../units/schedule-gap.ts';
import type { Checking } from './checking.ts';
import { checkKeys, checkPlacement } from './placement.ts';
import { checkLimits } from './resources.ts';

/**
 * PostgreSQL uses up to max_wal_size (1GB by default) and keeps wal_keep_size on top (512MB, CloudNativePG
 * `pkg/postgres/configuration.go`). A full volume stops the primary.
 */
export const leastWalStorage = Quantity.parse('2Gi');

/**
 * A backup of 38 MB used 254 MiB of the container's memory at its peak, and 128Mi were not enough for any base backup
 * (cozystack pull request 4220, siutsin/otaru pull request 2723).
 */
export const leastBackupMemory = Quantity.parse('256Mi');

/** Fields of a database that contradict each other, or that the webhook of CloudNativePG refuses. */
export function checkDatabase(checking: Checking, path: Path, database: ManagedDatabase): void {
  if (checking.isSound(...path, 'resources')) {
    checkLimits(checking, [...path, 'resources'], database.resources);
  }
  if (checking.isSound(...path, 'walStorage') && database.walStorage.compare(leastWalStorage) < 0) {
    checking.refuse(
      [...path, 'walStorage'],
      `found ${database.walStorage}, expected at least ${leastWalStorage}, since PostgreSQL keeps 1.5GB of write-ahead log; raise it`,
    );
  }
  checkPlacement(checking, path, database);
  checkKeys(checking, [...path, 'identity'], database.identity);
  const backup = [...path, 'backup'];
  if (checking.isSound(...backup) && database.backup) checkBackup(checking, backup, database.backup);
  if (database.backup && checking.isSound(...backup, 'resources')) {
    checkBackupResources(checking, [...backup, 'resources'], database.backup.resources);
  }
  if (!checking.isSound(...path, 'parameters')) return;
  for (const name of Object.keys(database.parameters)) {
    if (setByCloudNativePg.has(name)) {
      checking.refuse([...path, 'parameters', name], 'can be set by CloudNativePG only; remove it');
    }
  }
}

/** A maxAge below the gap of the schedule makes an alert that fires again and again. */
function checkBackup(checking: Checking, path: Path, { schedule, maxAge }: Backup): void {
  const hours = longestGapDays(schedule) * 24;
  if (maxAge.toHours({ integral: false }) < hours) {
    checking.refuse(
      [...path, 'maxAge'],
      `found ${formatDuration(maxAge)}, but the schedule leaves ${hours}h between two backups; raise or remove it`,
    );
  }
}

function checkBackupResources(checking: Checking, path: Path, resources: Resources): void {
  if (resources.limits.memory.compare(leastBackupMemory) < 0) {
    checking.refuse(
      [...path, 'limits', 'memory'],
      `found ${resources.limits.memory}, expected at least ${leastBackupMemory}, since base backups are killed with less memory; raise it`,
    );
  }
  checkLimits(checking, path, resources);
}
