import type { Construct } from 'constructs';
import type { Backup } from '../../config/database.ts';
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
import { clusterName, objectStoreName } from './endpoints.ts';
import { keptByArgo } from './kept.ts';
import { resourcesOf } from './resources.ts';

/** The Barman Cloud plugin: what CloudNativePG itself did for object stores leaves with 1.31. */
export const backupPlugin = 'barman-cloud.cloudnative-pg.io';

/** The plugin archives every finished file of write-ahead log, so that a restore can end at any moment. */
export const walArchiver: ClusterSpecPlugins = {
  name: backupPlugin,
  isWalArchiver: true,
  parameters: { barmanObjectName: objectStoreName },
};

/**
 * Where backups go and when they are taken.
 *
 * `serverName` stays empty: the plugin takes the Cluster's name, and a restored Cluster must be able to take another.
 */
export function addBackup(scope: Construct, backup: Backup): void {
  addObjectStore(scope, backup);
  addSchedule(scope, backup);
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
        resources: resourcesOf(
          backup.resources,
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

function addSchedule(scope: Construct, backup: Backup): void {
  new ScheduledBackup(scope, `scheduledbackup-${clusterName}`, {
    metadata: { name: clusterName },
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
    accessKeyId: { name: secret, key: 'ACCESS_KEY_ID' },
    secretAccessKey: { name: secret, key: 'ACCESS_SECRET_KEY' },
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
