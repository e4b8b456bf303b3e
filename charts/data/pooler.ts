import type { Construct } from 'constructs';
import type { NamedCluster } from '../../config/clusters.ts';
import type { ManagedDatabase } from '../../config/database.ts';
import type { Environment } from '../../config/environment.ts';
import {
  Pooler,
  PoolerSpecPgbouncerPoolMode,
  type PoolerSpecTemplate,
  PoolerSpecTemplateSpecContainersResourcesLimits,
  PoolerSpecType,
} from '../../imports/cloudnative-pg.ts';
import { containerResources } from '../container-resources.ts';
import { placementOf } from '../placement.ts';
import { pullSecretsOf } from '../pull-secrets.ts';
import { databaseAuthority, type PoolerType, poolerLabels, poolerName } from './endpoints.ts';
import { poolerDisk, poolerResources } from './resources.ts';
import { poolerTimeouts } from './timeouts.ts';

/**
 * PgBouncer in front of the primary, or of the replicas.
 *
 * The operator chooses the image, which fits the program that it runs in it. It also sets the security context and the
 * ServiceAccount (`pkg/specs/pgbouncer/deployments.go`), and overrides those of a template.
 */
export class DatabasePooler extends Pooler {
  constructor(scope: Construct, environment: Environment, cluster: NamedCluster, type: PoolerType) {
    const [clusterName, { pooler }] = cluster;
    const name = poolerName(clusterName, type);
    const { secret } = databaseAuthority(clusterName);
    super(scope, `pooler-${name}`, {
      metadata: { name },
      spec: {
        cluster: { name: clusterName },
        type: type === 'rw' ? PoolerSpecType.RW : PoolerSpecType.RO,
        instances: pooler.instances,
        template: podTemplate(environment, cluster, type),
        pgbouncer: {
          // Named here too: the operator updates a Pooler when the Pooler changes, not when its Cluster does.
          serverCaSecret: { name: secret },
          clientTlsSecret: { name: secret },
          poolMode: poolModes[pooler.mode],
          parameters: parametersOf(pooler),
        },
      },
    });
  }
}

const poolModes = {
  session: PoolerSpecPgbouncerPoolMode.SESSION,
  transaction: PoolerSpecPgbouncerPoolMode.TRANSACTION,
};

function parametersOf({ maxClientConnections, poolSize }: ManagedDatabase['pooler']): Record<string, string> {
  return {
    client_tls_sslmode: 'require',
    server_tls_sslmode: 'verify-full',
    max_client_conn: String(maxClientConnections),
    default_pool_size: String(poolSize),
    max_db_connections: String(poolSize),
    max_prepared_statements: '200',
    ...poolerTimeouts,
  };
}

function podTemplate(
  environment: Environment,
  [name, database]: NamedCluster,
  type: PoolerType,
): PoolerSpecTemplate {
  const evenly = (topologyKey: string) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...poolerLabels(name, type) } },
  });
  return {
    spec: {
      containers: [
        {
          name: 'pgbouncer',
          resources: containerResources(
            poolerResources,
            poolerDisk,
            PoolerSpecTemplateSpecContainersResourcesLimits.fromString,
          ),
        },
      ],
      ...placementOf(database),
      ...pullSecretsOf(environment),
      topologySpreadConstraints: [
        ...(environment.cluster.zones > 1 ? [evenly('topology.kubernetes.io/zone')] : []),
        evenly('kubernetes.io/hostname'),
      ],
    },
  };
}
