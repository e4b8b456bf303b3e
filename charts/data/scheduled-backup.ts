import type { Construct } from 'constructs';
import type { NamedCluster } from '../../config/clusters.ts';
import type { Backup } from '../../config/database.ts';
import {
  ScheduledBackup,
  ScheduledBackupSpecBackupOwnerReference,
  ScheduledBackupSpecMethod,
  ScheduledBackupSpecTarget,
} from '../../imports/cloudnative-pg.ts';
import { archiveName } from './endpoints.ts';
import { backupPlugin } from './wal-archiver.ts';

/**
 * The schedule of base backups.
 *
 * Each major version has its own schedule. So an upgrade brings a new one, which takes a base backup at once. Backups of
 * the old version cannot be rolled forward into the new one.
 *
 * Deleting it deletes its Backup objects (`self`), but nothing in the object store. If they stayed, a schedule that returns
 * after a failed upgrade would take them for its immediate backup, and take none (cloudnative-pg
 * `internal/controller/scheduledbackup_controller.go`).
 */
export class DatabaseScheduledBackup extends ScheduledBackup {
  constructor(scope: Construct, cluster: NamedCluster, backup: Backup) {
    const name = archiveName(cluster);
    super(scope, `scheduledbackup-${name}`, {
      metadata: { name },
      spec: {
        cluster: { name: cluster[0] },
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
