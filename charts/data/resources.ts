import type { ManagedDatabase } from '../../config/database.ts';
import type { Resources } from '../../config/resources.ts';
import { product } from '../../config/units/numbers.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { LocalDisk } from '../container-resources.ts';
import type { PodShare } from '../pod-share.ts';
import { poolerTypes } from './endpoints.ts';

/** Each PgBouncer: one core at most, since it runs in one thread, and a few kilobytes for each connection. */
export const poolerResources: Resources = {
  requests: { cpu: Quantity.parse('100m'), memory: Quantity.parse('128Mi') },
  limits: { cpu: Quantity.parse('1'), memory: Quantity.parse('256Mi') },
};

/** Every pod of the database with what it asks for. A Job that brings up an instance asks for what that one does. */
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
 * write to `/controller/tmp` (cloudnative-pg `pkg/specs/pods.go`, `TMPDIR`). Data, and what a query sorts, is on the
 * volume of the data.
 */
export const instanceDisk: LocalDisk = { requests: '512Mi', limits: '2Gi' };

/** The volume of the instance with that program and those files; less than the limit, which the log shares. */
export const temporaryDataSize = '1Gi';

/** Local disk of the sidecar that uploads backups: its log, and the parts that wait to be uploaded. */
export const sidecarDisk: LocalDisk = { requests: '256Mi', limits: '1Gi' };

/** Local disk of a pooler: its log, and the operator's program. */
export const poolerDisk: LocalDisk = { requests: '256Mi', limits: '1Gi' };
