import type { Backup, ManagedDatabase } from '../database.ts';
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

/** Fields of the database that contradict each other, or that the webhook of CloudNativePG refuses. */
export function checkDatabase(checking: Checking, database: ManagedDatabase): void {
  if (checking.isSound('database', 'resources')) {
    checkLimits(checking, ['database', 'resources'], database.resources);
  }
  if (checking.isSound('database', 'walStorage') && database.walStorage.compare(leastWalStorage) < 0) {
    checking.refuse(
      ['database', 'walStorage'],
      `found ${database.walStorage}, expected at least ${leastWalStorage}, since PostgreSQL keeps 1.5GB of write-ahead log; raise it`,
    );
  }
  checkPlacement(checking, ['database'], database);
  checkKeys(checking, ['database', 'identity'], database.identity);
  if (checking.isSound('database', 'backup') && database.backup) checkBackup(checking, database.backup);
  if (database.backup && checking.isSound('database', 'backup', 'resources')) {
    checkBackupResources(checking, database.backup.resources);
  }
  if (!checking.isSound('database', 'parameters')) return;
  for (const name of Object.keys(database.parameters)) {
    if (setByCloudNativePg.has(name)) {
      checking.refuse(['database', 'parameters', name], 'can be set by CloudNativePG only; remove it');
    }
  }
}

/** A maxAge below the gap of the schedule makes an alert that fires again and again. */
function checkBackup(checking: Checking, { schedule, maxAge }: Backup): void {
  const hours = longestGapDays(schedule) * 24;
  if (maxAge.toHours({ integral: false }) < hours) {
    checking.refuse(
      ['database', 'backup', 'maxAge'],
      `found ${formatDuration(maxAge)}, but the schedule leaves ${hours}h between two backups; raise or remove it`,
    );
  }
}

function checkBackupResources(checking: Checking, resources: Resources): void {
  const path = ['database', 'backup', 'resources'];
  if (resources.limits.memory.compare(leastBackupMemory) < 0) {
    checking.refuse(
      [...path, 'limits', 'memory'],
      `found ${resources.limits.memory}, expected at least ${leastBackupMemory}, since base backups are killed with less memory; raise it`,
    );
  }
  checkLimits(checking, path, resources);
}
