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
import { confirmDeletion } from '../argo-cd-annotations.ts';
import { containerResources } from '../container-resources.ts';
import { backupKeys, objectStoreName } from './endpoints.ts';
import { sidecarDisk } from './resources.ts';

/** The object store for base backups and write-ahead log. */
export class BackupObjectStore extends ObjectStore {
  constructor(scope: Construct, cluster: string, backup: Backup) {
    const name = objectStoreName(cluster);
    super(scope, `objectstore-${name}`, {
      metadata: { name, annotations: confirmDeletion },
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
}

/**
 * From 1.36 on boto3 adds a CRC32 to every upload, over HTTPS in a trailer after the body. Stores other than AWS refuse the
 * whole upload: no backup and no file of write-ahead log arrives.
 *
 * Source: plugin-barman-cloud `web/docs/object_stores.md` and issue 393; barman issue 1112. docs/data.md has the
 * measurements.
 */
const withoutNewChecksums = [
  { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
  { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
];

function credentials({ secret }: Backup): ObjectStoreSpecConfigurationS3Credentials {
  if (secret === undefined) return { inheritFromIamRole: true };
  return {
    accessKeyId: { name: secret, key: backupKeys.id },
    secretAccessKey: { name: secret, key: backupKeys.secret },
  };
}

/** Requests encryption only from S3: other endpoints may not support it. */
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
