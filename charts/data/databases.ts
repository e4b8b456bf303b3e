import type { Construct } from 'constructs';
import type { NamedCluster } from '../../config/clusters.ts';
import { ClusterDatabase } from './cluster-database.ts';
import { applicationDatabase, furtherDatabases } from './endpoints.ts';
import { RolePassword } from './role-password.ts';
import { RolePasswordSecret } from './role-password-secret.ts';

/**
 * Each database next to `app`, with the password of its owner. The Cluster makes the owners, and `app`, which needs an
 * object only for extensions.
 */
export function addDatabases(scope: Construct, [cluster, database]: NamedCluster): void {
  const { extensions } = database;
  if (extensions.length > 0) new ClusterDatabase(scope, { cluster, name: applicationDatabase, extensions });
  const all = furtherDatabases(database);
  if (all.length === 0) return;
  const generator = new RolePassword(scope, cluster);
  for (const [name, { extensions }] of all) {
    new RolePasswordSecret(scope, cluster, name, generator);
    new ClusterDatabase(scope, { cluster, name, extensions });
  }
}
