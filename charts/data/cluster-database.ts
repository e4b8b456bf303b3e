import type { Construct } from 'constructs';
import { Database, DatabaseSpecDatabaseReclaimPolicy } from '../../imports/cloudnative-pg.ts';

/** A database of the Cluster. */
export interface ClusterDatabaseProps {
  /** Name of the Cluster. */
  readonly cluster: string;
  /** Its name in PostgreSQL, and that of the role that owns it. */
  readonly name: string;
  /** Names of its extensions, each after those that it needs. */
  readonly extensions: readonly string[];
}

/**
 * A database that the role of the same name owns, and its extensions. Whatever is no longer described stays in
 * PostgreSQL: a database with all data, and an extension with what uses it.
 *
 * Until the owner exists the operator tries again every 30 s, and Argo CD waits (argo-cd
 * `resource_customizations/postgresql.cnpg.io/Database/health.lua`).
 */
export class ClusterDatabase extends Database {
  constructor(scope: Construct, { cluster, name, extensions }: ClusterDatabaseProps) {
    super(scope, `database-${cluster}-${name}`, {
      metadata: { name: `${cluster}-${name}` },
      spec: {
        cluster: { name: cluster },
        name,
        owner: name,
        databaseReclaimPolicy: DatabaseSpecDatabaseReclaimPolicy.RETAIN,
        ...(extensions.length > 0 && { extensions: extensions.map(extension => ({ name: extension })) }),
      },
    });
  }
}
