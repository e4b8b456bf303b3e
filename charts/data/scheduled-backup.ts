import type { Construct } from 'constructs';
import type { Backup, ManagedDatabase } from '../../config/database.ts';
import {
  ScheduledBackup,
  ScheduledBackupSpecBackupOwnerReference,
  ScheduledBackupSpecMethod,
  ScheduledBackupSpecTarget,
} from '../../imports/cloudnative-pg.ts';
import { archiveName, clusterName } from './endpoints.ts';
import { backupPlugin } from './wal-archiver.ts';

/**
 * When base backups are taken.
 *
 * Each major version has a schedule of its own name, so that a new one comes with an upgrade and takes a base backup at
 * once: those of the old version cannot be rolled forward into the new one.
 *
 * Its Backups go with it (`self`), and only they: nothing in the object store does. Backups that stayed behind would
 * count as the immediate one of a schedule that comes back under its name after a failed upgrade, and none would be
 * taken (cloudnative-pg `internal/controller/scheduledbackup_controller.go`).
 */
export class DatabaseScheduledBackup extends ScheduledBackup {
  constructor(scope: Construct, database: ManagedDatabase, backup: Backup) {
    const name = archiveName(database);
    super(scope, `scheduledbackup-${name}`, {
      metadata: { name },
      spec: {
        cluster: { name: clusterName },
        schedule: backup.schedule,
        immediate: true,
        method: ScheduledBackupSpecMethod.PLUGIN,
        pluginConfiguration: { name: backupPlugin },
        backupOwnerReference: ScheduledBackupSpecBackupOwnerReference.SELF,
        target: ScheduledBackupSpecTarget.PREFER_HYPHEN_STANDBY,
      },
    });
  }
}
