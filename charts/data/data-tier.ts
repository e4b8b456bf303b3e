import type { Construct } from 'constructs';
import type { Environment } from '../../config/environment.ts';
import { Tier } from '../tier.ts';
import { addBackup } from './backup.ts';
import { addCertificates } from './certificates.ts';
import { addCluster } from './cluster.ts';
import { clusterName } from './endpoints.ts';
import { parameterFaults } from './parameters.ts';
import { addPoolers } from './poolers.ts';

/**
 * PostgreSQL by CloudNativePG, with poolers and backups. Nothing for an environment without a database, or with an
 * external one.
 *
 * Default footprint: 3 instances of 1 CPU and 2Gi memory with 10Gi for write-ahead log each beside the storage asked
 * for, 4 poolers of 100m CPU and 128Mi memory; with a backup 100m CPU and 128Mi memory more for each instance.
 *
 * @throws when parameters contradict the memory, the volumes or the poolers, with all faults at once.
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
    addCluster(this, environment, database);
    addPoolers(this, environment, database);
    if (database.backup) addBackup(this, database, database.backup);
  }
}
