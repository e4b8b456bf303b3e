import type { Construct } from 'constructs';
import type { NamedCluster } from '../../config/clusters.ts';
import type { ManagedDatabase } from '../../config/database.ts';
import type { Environment } from '../../config/environment.ts';
import { type PostgresMajor, postgresImages } from '../../config/images.ts';
import {
  Cluster,
  type ClusterSpec,
  type ClusterSpecPostgresqlSynchronous,
  ClusterSpecPostgresqlSynchronousDataDurability,
  ClusterSpecPostgresqlSynchronousMethod,
  ClusterSpecPrimaryUpdateMethod,
  ClusterSpecPrimaryUpdateStrategy,
  ClusterSpecResourcesLimits,
  ClusterSpecEphemeralVolumesSizeLimitTemporaryData as TemporaryData,
} from '../../imports/cloudnative-pg.ts';
import { confirmDeletion } from '../argo-cd-annotations.ts';
import { containerResources } from '../container-resources.ts';
import { placementOf } from '../placement.ts';
import { pullSecretsOf } from '../pull-secrets.ts';
import { zoneSpread } from '../zone-spread.ts';
import { serverCertificates } from './certificates.ts';
import { applicationDatabase, furtherDatabases, instanceOrJobSelector, roleSecret } from './endpoints.ts';
import { parametersOf } from './parameters.ts';
import { instanceDisk, temporaryDataSize } from './resources.ts';
import { clusterTimeouts } from './timeouts.ts';
import { walArchiver } from './wal-archiver.ts';

/**
 * How long an instance repeats its last figures. The operator's default is 30 s, the interval of scrapes: then every other
 * scrape may get old figures, and alerts fire 30 s later.
 */
const metricsQueriesTtl = '10s';

/** PostgreSQL: one primary and its replicas. If the primary fails, a replica is promoted. */
export class DatabaseCluster extends Cluster {
  constructor(scope: Construct, environment: Environment, cluster: NamedCluster) {
    const [name, database] = cluster;
    const { storageClass } = environment.cluster;
    super(scope, `cluster-${name}`, {
      metadata: { name, annotations: confirmDeletion },
      spec: {
        instances: database.instances,
        imageName: (database.image ?? postgresImages[database.version as PostgresMajor]).reference,
        storage: { size: String(database.storage), storageClass },
        walStorage: { size: String(database.walStorage), storageClass },
        resources: containerResources(
          database.resources,
          instanceDisk,
          ClusterSpecResourcesLimits.fromString,
        ),
        ephemeralVolumesSizeLimit: { temporaryData: TemporaryData.fromString(temporaryDataSize) },
        postgresql: {
          parameters: parametersOf(database),
          pgHba: clientRules(database),
          ...preloaded(database),
          synchronous: synchronous(database),
        },
        bootstrap: {
          initdb: { database: applicationDatabase, owner: applicationDatabase, dataChecksums: true },
        },
        certificates: serverCertificates(name),
        ...managedRoles(cluster),
        ...pullSecretsOf(environment),
        ...spread(environment, cluster),
        ...updates,
        ...clusterTimeouts,
        enablePdb: database.instances > 1,
        enableSuperuserAccess: false,
        ...(Object.keys(database.identity).length > 0 && {
          serviceAccountTemplate: { metadata: { annotations: database.identity } },
        }),
        monitoring: { metricsQueriesTtl },
        ...(database.backup && { plugins: [walArchiver(cluster)] }),
      },
    });
  }
}

/**
 * Who may connect to which database, over TLS only. With several databases, a role enters only the one of its own name,
 * whatever SQL grants: by default PUBLIC may connect to all of them.
 *
 * The operator puts its rules for replicas and poolers before these, and `host all all all scram-sha-256` after them
 * (cloudnative-pg `pkg/postgres/configuration.go`). It connects over the socket itself.
 */
function clientRules(database: ManagedDatabase): string[] {
  return [
    'hostnossl all all all reject',
    ...(hasFurther(database) ? ['hostssl sameuser all all scram-sha-256', 'host all all all reject'] : []),
  ];
}

function preloaded({ sharedPreloadLibraries }: ManagedDatabase) {
  return sharedPreloadLibraries.length > 0 ? { sharedPreloadLibraries } : {};
}

/** The owners of further databases. A role that is no longer listed stays, with its database. */
function managedRoles([cluster, database]: NamedCluster): Pick<ClusterSpec, 'managed'> {
  if (!hasFurther(database)) return {};
  const roles = furtherDatabases(database).map(([name]) => ({
    name,
    login: true,
    passwordSecret: { name: roleSecret(cluster, name) },
  }));
  return { managed: { roles } };
}

function hasFurther({ databases }: ManagedDatabase): boolean {
  return Object.keys(databases).length > 0;
}

/**
 * The primary is restarted in place. With a switchover the webhook refuses a change of image and parameters in one step
 * (`cluster_webhook.go`, `validateConfigurationChange`), and an environment file can change both.
 */
const updates: Pick<ClusterSpec, 'primaryUpdateStrategy' | 'primaryUpdateMethod'> = {
  primaryUpdateStrategy: ClusterSpecPrimaryUpdateStrategy.UNSUPERVISED,
  primaryUpdateMethod: ClusterSpecPrimaryUpdateMethod.RESTART,
};

/**
 * A commit is confirmed when one replica has it too. Only a replica with every confirmed commit may become primary.
 *
 * With `preferred`, a replica counts as synchronous again when its pod is ready, before it has caught up (cloudnative-pg
 * `pkg/postgres/replication/explicit.go`). The quorum may then promote a replica that lacks confirmed commits. Upstream's
 * Jepsen runs on two instances lost data in 47 % (cloudnative-pg#8790). The quorum still prevents the promotion of a
 * replica that is down, so it stays on.
 */
function synchronous(database: ManagedDatabase): ClusterSpecPostgresqlSynchronous | undefined {
  if (database.instances === 1) return undefined;
  const { REQUIRED, PREFERRED } = ClusterSpecPostgresqlSynchronousDataDurability;
  return {
    method: ClusterSpecPostgresqlSynchronousMethod.ANY,
    number: 1,
    dataDurability: database.dataDurability === 'required' ? REQUIRED : PREFERRED,
    failoverQuorum: true,
  };
}

/**
 * Never two instances on a node, and as evenly over the zones as their number allows. The Jobs that create an instance
 * have the same placement (cloudnative-pg `pkg/specs/jobs.go`), and their pods bind the volumes.
 */
function spread(
  { cluster }: Environment,
  [name, database]: NamedCluster,
): Pick<ClusterSpec, 'affinity' | 'priorityClassName' | 'topologySpreadConstraints'> {
  const { affinity, priorityClassName, ...nodes } = placementOf(database);
  const priority = priorityClassName === undefined ? {} : { priorityClassName };
  const placement = { ...nodes, ...affinity };
  if (database.instances === 1)
    return Object.keys(placement).length > 0 ? { ...priority, affinity: placement } : priority;
  return {
    ...priority,
    affinity: { podAntiAffinityType: 'required', topologyKey: 'kubernetes.io/hostname', ...placement },
    topologySpreadConstraints: zoneSpread({
      cluster,
      count: database.instances,
      selector: instanceOrJobSelector(name),
      placement: database,
    }),
  };
}
