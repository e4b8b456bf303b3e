import type { Construct } from 'constructs';
import type { Backup, ManagedDatabase } from '../../config/database.ts';
import {
  ObjectStore,
  ObjectStoreSpecConfigurationDataCompression,
  ObjectStoreSpecConfigurationDataEncryption,
  type ObjectStoreSpecConfigurationS3Credentials,
  ObjectStoreSpecConfigurationWalCompression,
  ObjectStoreSpecConfigurationWalEncryption,
  ObjectStoreSpecInstanceSidecarConfigurationResourcesLimits,
} from '../../imports/barman-cloud.ts';
import {
  type ClusterSpecPlugins,
  ScheduledBackup,
  ScheduledBackupSpecBackupOwnerReference,
  ScheduledBackupSpecMethod,
  ScheduledBackupSpecTarget,
} from '../../imports/cloudnative-pg.ts';
import { containerResources } from '../container-resources.ts';
import { keptByArgo } from '../kept.ts';
import { archiveName, backupKeys, clusterName, objectStoreName } from './endpoints.ts';
import { sidecarDisk } from './resources.ts';

/** The Barman Cloud plugin: what CloudNativePG itself did for object stores leaves with 1.31. */
export const backupPlugin = 'barman-cloud.cloudnative-pg.io';

/**
 * The plugin archives every finished file of write-ahead log, so that a restore can end at any moment.
 *
 * The folder is named here, not in the ObjectStore, where `serverName` must stay empty (plugin-barman-cloud
 * `web/docs/parameters.md`): two Clusters, such as a restored one and its source, may share the store.
 */
export function walArchiver(database: ManagedDatabase): ClusterSpecPlugins {
  return {
    name: backupPlugin,
    isWalArchiver: true,
    parameters: { barmanObjectName: objectStoreName, serverName: archiveName(database) },
  };
}

/** Where backups go and when they are taken. */
export function addBackup(scope: Construct, database: ManagedDatabase, backup: Backup): void {
  addObjectStore(scope, backup);
  addSchedule(scope, archiveName(database), backup);
}

function addObjectStore(scope: Construct, backup: Backup): void {
  new ObjectStore(scope, `objectstore-${objectStoreName}`, {
    metadata: { name: objectStoreName, annotations: keptByArgo },
    spec: {
      retentionPolicy: backup.retention,
      configuration: {
        destinationPath: backup.destination,
        ...(backup.endpoint && { endpointUrl: backup.endpoint }),
        s3Credentials: credentials(backup),
        ...compressedAndEncrypted(backup),
      },
      instanceSidecarConfiguration: {
        resources: containerResources(
          backup.resources,
          sidecarDisk,
          ObjectStoreSpecInstanceSidecarConfigurationResourcesLimits.fromString,
        ),
        ...(backup.endpoint && { env: withoutNewChecksums }),
      },
    },
  });
}

/**
 * From 1.36 on boto3 adds a CRC32 to every upload, over HTTPS in a trailer after the body. Other stores than AWS' own
 * refuse such an upload as a whole: no backup and no file of write-ahead log arrives.
 *
 * Source: plugin-barman-cloud `web/docs/object_stores.md` and issue 393; barman issue 1112; docs/data.md has what was
 * measured.
 */
const withoutNewChecksums = [
  { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
  { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
];

/**
 * Each major version has a schedule of its own name, so that a new one comes with an upgrade and takes a base backup at
 * once: those of the old version cannot be rolled forward into the new one.
 *
 * Its Backups go with it (`self`), and only they: nothing in the object store does. Backups that stayed behind would
 * count as the immediate one of a schedule that comes back under its name after a failed upgrade, and none would be
 * taken (cloudnative-pg `internal/controller/scheduledbackup_controller.go`).
 */
function addSchedule(scope: Construct, name: string, backup: Backup): void {
  new ScheduledBackup(scope, `scheduledbackup-${name}`, {
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

function credentials({ secret }: Backup): ObjectStoreSpecConfigurationS3Credentials {
  if (secret === undefined) return { inheritFromIamRole: true };
  return {
    accessKeyId: { name: secret, key: backupKeys.id },
    secretAccessKey: { name: secret, key: backupKeys.secret },
  };
}

/** S3 encrypts what it stores; whether another endpoint can is not known, so it is not asked to. */
function compressedAndEncrypted({ endpoint }: Backup) {
  const atAws = endpoint === undefined;
  return {
    data: {
      compression: ObjectStoreSpecConfigurationDataCompression.GZIP,
      ...(atAws && { encryption: ObjectStoreSpecConfigurationDataEncryption.AES256 }),
    },
    wal: {
      compression: ObjectStoreSpecConfigurationWalCompression.GZIP,
      maxParallel: 4,
      ...(atAws && { encryption: ObjectStoreSpecConfigurationWalEncryption.AES256 }),
    },
  };
}
