import type { Construct } from 'constructs';
import type { ManagedDatabase } from '../../config/database.ts';
import { ClusterDatabase } from './cluster-database.ts';
import { applicationDatabase, furtherDatabases } from './endpoints.ts';
import { RolePassword } from './role-password.ts';
import { RolePasswordSecret } from './role-password-secret.ts';

/**
 * Each database next to `app`, with the password of its owner. The Cluster makes the owners, and `app`, which needs an
 * object only for extensions.
 */
export function addDatabases(scope: Construct, database: ManagedDatabase): void {
  const { extensions } = database;
  if (extensions.length > 0) new ClusterDatabase(scope, { name: applicationDatabase, extensions });
  const all = furtherDatabases(database);
  if (all.length === 0) return;
  const generator = new RolePassword(scope);
  for (const [name, { extensions }] of all) {
    new RolePasswordSecret(scope, name, generator);
    new ClusterDatabase(scope, { name, extensions });
  }
}
