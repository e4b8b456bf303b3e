import type { ManagedDatabase } from '../../config/database.ts';
import type { LocalDisk, Resources } from '../../config/resources.ts';
import { product } from '../../config/units/numbers.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { PodShare } from '../pod-share.ts';
import { poolerTypes } from './endpoints.ts';

/** The resources of a PgBouncer: at most one core, because it has one thread, and a few kilobytes a connection. */
export const poolerResources: Resources = {
  requests: { cpu: Quantity.parse('100m'), memory: Quantity.parse('128Mi') },
  limits: { cpu: Quantity.parse('1'), memory: Quantity.parse('256Mi') },
};

/** All pods of the database, with their resources. A Job that creates an instance has the same as the instance. */
export function databasePods(database: ManagedDatabase): readonly PodShare[] {
  const { instances, resources, storage, walStorage, backup, pooler } = database;
  return [
    {
      count: instances,
      containers: [resources, ...(backup ? [backup.resources] : [])],
      storage: [storage, walStorage],
    },
    {
      count: product(poolerTypes(database).length, pooler.instances),
      containers: [poolerResources],
      storage: [],
    },
  ];
}

/**
 * Local disk of an instance: its log, the operator's program (64 MB in 1.30), and the files that PostgreSQL's helpers
 * write to `/controller/tmp` (cloudnative-pg `pkg/specs/pods.go`, `TMPDIR`). Data and temporary files of queries are on
 * the volume of the data.
 */
export const instanceDisk: LocalDisk = { requests: '512Mi', limits: '2Gi' };

/** The volume for that program and those files. It is smaller than the limit, because the log needs space too. */
export const temporaryDataSize = '1Gi';

/** Local disk of the sidecar that uploads backups: its log, and the parts that are not uploaded yet. */
export const sidecarDisk: LocalDisk = { requests: '256Mi', limits: '1Gi' };

/** Local disk of a pooler: its log, and the operator's program. */
export const poolerDisk: LocalDisk = { requests: '256Mi', limits: '1Gi' };
