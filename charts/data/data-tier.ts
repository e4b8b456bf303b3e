import type { Construct } from 'constructs';
import type { Backup, ManagedDatabase } from '../../config/database.ts';
import type { Environment } from '../../config/environment.ts';
import { operation } from '../../config/units/operation.ts';
import { Tier } from '../tier.ts';
import { addCertificates } from './certificates.ts';
import { DatabaseCluster } from './cluster.ts';
import { addDatabases } from './databases.ts';
import { clusterName, poolerTypes } from './endpoints.ts';
import { BackupObjectStore } from './object-store.ts';
import { parameterFaults } from './parameters.ts';
import { PoolerPodDisruptionBudget } from './pod-disruption-budget.ts';
import { DatabasePooler } from './pooler.ts';
import { DatabaseScheduledBackup } from './scheduled-backup.ts';

/** Whether a pooler runs in several pods: asked of `pooler.instances`. */
const hasSeveralPoolers = operation('hasSeveralPoolers', (instances: number) => instances > 1);

/**
 * PostgreSQL by CloudNativePG, with poolers and backups. Empty for an environment without a database, or with an external
 * one.
 *
 * Default footprint: 3 instances of 1 CPU and 2Gi memory, each with the requested storage and 10Gi for write-ahead log.
 * Also 4 poolers of 100m CPU and 128Mi memory. With backups 100m CPU and 128Mi memory more for each instance.
 *
 * @throws if parameters contradict the memory, the volumes or the poolers, with all faults at once.
 */
export class DataTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'data', environment);
    const { database } = environment;
    if (database === undefined || database.external) return;
    const faults = parameterFaults(database);
    if (faults.length > 0) {
      const where = `${this.node.path}/${clusterName}`;
      const lines = faults.map(({ parameter, message }) => `${where}: parameters.${parameter}: ${message}`);
      throw new Error(lines.join('\n'));
    }
    addCertificates(this, environment, database);
    new DatabaseCluster(this, environment, database);
    addDatabases(this, database);
    this.addPoolers(environment, database);
    if (database.backup) this.addBackup(database, database.backup);
  }

  /** In front of the primary, and in front of the replicas if there are any. */
  private addPoolers(environment: Environment, database: ManagedDatabase): void {
    for (const type of poolerTypes(database)) {
      new DatabasePooler(this, environment, database, type);
      if (hasSeveralPoolers(database.pooler.instances)) new PoolerPodDisruptionBudget(this, type);
    }
  }

  private addBackup(database: ManagedDatabase, backup: Backup): void {
    new BackupObjectStore(this, backup);
    new DatabaseScheduledBackup(this, database, backup);
  }
}
