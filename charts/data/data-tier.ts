import type { Construct } from 'constructs';
import { clustersOf, type NamedCluster } from '../../config/clusters.ts';
import type { Backup } from '../../config/database.ts';
import type { Environment } from '../../config/environment.ts';
import { operation } from '../../config/units/operation.ts';
import { Tier } from '../tier.ts';
import { addCertificates } from './certificates.ts';
import { DatabaseCluster } from './cluster.ts';
import { addDatabases } from './databases.ts';
import { poolerTypes } from './endpoints.ts';
import { BackupObjectStore } from './object-store.ts';
import { parameterFaults } from './parameters.ts';
import { PoolerPodDisruptionBudget } from './pod-disruption-budget.ts';
import { DatabasePooler } from './pooler.ts';
import { DatabaseScheduledBackup } from './scheduled-backup.ts';

/** Whether a pooler runs in several pods: asked of `pooler.instances`. */
const hasSeveralPoolers = operation('hasSeveralPoolers', (instances: number) => instances > 1);

/**
 * PostgreSQL by CloudNativePG, with poolers and backups, for each database that is not external.
 *
 * Default footprint of each: 3 instances of 1 CPU and 2Gi memory, each with the requested storage and 10Gi for write-ahead log.
 * Also 4 poolers of 100m CPU and 128Mi memory. With backups 100m CPU and 128Mi memory more for each instance.
 *
 * @throws if parameters contradict the memory, the volumes or the poolers, with all faults at once.
 */
export class DataTier extends Tier {
  constructor(scope: Construct, environment: Environment) {
    super(scope, 'data', environment);
    const clusters = clustersOf(environment);
    const faults = clusters.flatMap(cluster => this.faultsOf(cluster));
    if (faults.length > 0) throw new Error(faults.join('\n'));
    for (const cluster of clusters) this.addCluster(environment, cluster);
  }

  private faultsOf([name, database]: NamedCluster): string[] {
    const where = `${this.node.path}/${name}`;
    return parameterFaults(database).map(
      ({ parameter, message }) => `${where}: parameters.${parameter}: ${message}`,
    );
  }

  private addCluster(environment: Environment, cluster: NamedCluster): void {
    const [, { backup }] = cluster;
    addCertificates(this, environment, cluster);
    new DatabaseCluster(this, environment, cluster);
    addDatabases(this, cluster);
    this.addPoolers(environment, cluster);
    if (backup) this.addBackup(cluster, backup);
  }

  /** In front of the primary, and in front of the replicas if there are any. */
  private addPoolers(environment: Environment, cluster: NamedCluster): void {
    const [name, database] = cluster;
    for (const type of poolerTypes(database)) {
      new DatabasePooler(this, environment, cluster, type);
      if (hasSeveralPoolers(database.pooler.instances)) new PoolerPodDisruptionBudget(this, name, type);
    }
  }

  private addBackup(cluster: NamedCluster, backup: Backup): void {
    new BackupObjectStore(this, cluster[0], backup);
    new DatabaseScheduledBackup(this, cluster, backup);
  }
}
