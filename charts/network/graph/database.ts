import type { Application } from '../../../config/application/application.ts';
import { type DatabaseConnection, databaseStrings } from '../../../config/application/connection-strings.ts';
import {
  clustersOf,
  databasesOf,
  directHostVariable,
  furtherNames,
  isFirstDatabase,
  type NamedCluster,
  readHostVariable,
} from '../../../config/clusters.ts';
import type { Backup, ExternalDatabase } from '../../../config/database.ts';
import type { Environment } from '../../../config/environment.ts';
import { portOfUrl } from '../../../config/units/text.ts';
import { variablePrefix } from '../../../config/variable-prefix.ts';
import type { ConnectionVariable } from '../../application/connection-settings.ts';
import * as endpoints from '../../data/endpoints.ts';
import { connectTimeout } from '../../data/timeouts.ts';
import type { Connection, PortRule } from '../connection-graph.ts';
import { type Network, networkOrAnywhere, type Pods } from '../peers.ts';
import { apiServer, databaseOperator, nameResolution, prometheus, tcp } from './infrastructure.ts';

const { databasePort, instanceMetricsPort, instanceStatusPort, poolerMetricsPort } = endpoints;

/** One rule opens all databases that a group of pods uses. */
const sqlRule: PortRule = { ports: [tcp(databasePort)], rule: 'SQL' };

/** The pods of a Cluster, or of `database` and every Cluster that the environment does not name, such as a restored one. */
function podsOfCluster(environment: Environment, name: string): Pick<Pods, 'labels' | 'except'> {
  if (!isFirstDatabase(name)) return { labels: { [endpoints.clusterLabel]: name } };
  const values = furtherNames(environment);
  return { labels: {}, ...(values.length > 0 && { except: { label: endpoints.clusterLabel, values } }) };
}

function instancesOf(environment: Environment, name: string): Pods {
  const { labels, ...others } = podsOfCluster(environment, name);
  return {
    kind: 'pods',
    name,
    tier: 'data',
    labels: { ...labels, ...endpoints.instanceRole },
    ...others,
  };
}

/** The Jobs that create the instances. */
function jobsOf(environment: Environment, name: string): Pods {
  return {
    kind: 'pods',
    name: `${name}-jobs`,
    tier: 'data',
    labelKeys: [endpoints.jobRoleKey],
    ...podsOfCluster(environment, name),
  };
}

function pooler(name: string, type: endpoints.PoolerType): Pods {
  return {
    kind: 'pods',
    name: endpoints.poolerName(name, type),
    tier: 'data',
    labels: endpoints.poolerLabels(name, type),
  };
}

/**
 * The connections of an application to its databases, with libpq's variables and the certificate of the authority.
 * Those to databases that run here come first.
 */
export function toDatabases(
  environment: Environment,
  { uses, connections }: Application,
  pods: Pods,
): Connection[] {
  const isUsed = ([name]: readonly [string, unknown]) => uses.includes(name);
  const clusters = clustersOf(environment).filter(isUsed);
  const external = databasesOf(environment)
    .filter(isUsed)
    .flatMap(([name, database]) =>
      database.external ? [toExternal([name, database], connections[name], pods)] : [],
    );
  return [
    ...clusters.flatMap(cluster => {
      const connection = connections[cluster[0]];
      return [
        ...toPoolers(cluster, connection, pods),
        ...(connection?.direct ? [toPrimary(environment, cluster[0], pods)] : []),
      ];
    }),
    ...external,
  ];
}

function toExternal(
  [name, database]: readonly [name: string, database: ExternalDatabase],
  connection: DatabaseConnection | undefined,
  pods: Pods,
): Connection {
  const { host, readHost = host, port, secret } = database;
  return {
    from: pods,
    to: { kind: 'network', name, cidrs: database.network },
    ports: [tcp(port)],
    purpose: 'SQL',
    isRequestFlow: true,
    variables: [
      ...withPrefix(name, [
        { name: 'PGHOST', value: host },
        { name: 'PGPORT', value: String(port) },
        { name: 'PGDATABASE', value: database.database },
        { name: 'PGUSER', value: { secret, key: 'username' } },
        { name: 'PGPASSWORD', value: { secret, key: 'password' } },
        { name: 'PGSSLMODE', value: 'require' },
        connectTimeout,
      ]),
      { name: readHostVariable(name), value: readHost },
      ...databaseStrings(name, connection, false),
    ],
  };
}

function toPoolers(
  cluster: NamedCluster,
  connection: DatabaseConnection | undefined,
  pods: Pods,
): Connection[] {
  const [name, database] = cluster;
  const { secret, key } = endpoints.databaseAuthority(name);
  return endpoints.poolerTypes(database).map(
    (type): Connection => ({
      from: pods,
      to: pooler(name, type),
      ...sqlRule,
      purpose: type === 'rw' ? 'SQL, writes' : 'SQL, reads',
      isRequestFlow: true,
      ...(type === 'rw' && {
        variables: [
          ...poolerVariables(cluster, connection?.name),
          ...databaseStrings(name, connection, true),
        ],
        files: [{ mountPath: endpoints.databaseAuthorityMount(name), secret, keys: [key] }],
      }),
    }),
  );
}

/** Past the poolers, with the same role and certificate. */
function toPrimary(environment: Environment, name: string, pods: Pods): Connection {
  return {
    from: pods,
    to: instancesOf(environment, name),
    ...sqlRule,
    purpose: 'SQL, past the poolers',
    isRequestFlow: true,
    variables: [{ name: directHostVariable(name), value: endpoints.primaryService(name) }],
  };
}

function poolerVariables([cluster, database]: NamedCluster, name: string | undefined): ConnectionVariable[] {
  return [
    ...withPrefix(cluster, [
      { name: 'PGHOST', value: endpoints.poolerName(cluster, 'rw') },
      { name: 'PGPORT', value: String(databasePort) },
      ...credentials(cluster, name),
      { name: 'PGSSLMODE', value: 'verify-full' },
      { name: 'PGSSLROOTCERT', value: endpoints.databaseAuthorityFile(cluster) },
      connectTimeout,
    ]),
    {
      name: readHostVariable(cluster),
      value: endpoints.poolerName(cluster, endpoints.readPoolerType(database)),
    },
  ];
}

/** The variables of libpq, as an application gets them for this database. */
function withPrefix(database: string, variables: readonly ConnectionVariable[]): ConnectionVariable[] {
  const prefix = variablePrefix(database);
  return variables.map(({ name, value }) => ({ name: `${prefix}${name}`, value }));
}

/** Those of `app`, or of the database with this name. */
function credentials(cluster: string, name: string | undefined): ConnectionVariable[] {
  if (name === undefined) {
    const { secret, ...keys } = endpoints.applicationCredentials(cluster);
    return [
      { name: 'PGDATABASE', value: { secret, key: keys.database } },
      { name: 'PGUSER', value: { secret, key: keys.username } },
      { name: 'PGPASSWORD', value: { secret, key: keys.password } },
    ];
  }
  return [
    { name: 'PGDATABASE', value: name },
    { name: 'PGUSER', value: name },
    { name: 'PGPASSWORD', value: { secret: endpoints.roleSecret(cluster, name), key: 'password' } },
  ];
}

/** The connections between the pods of each database, from its operator, and to its backups. */
export function databaseConnections(environment: Environment): Connection[] {
  return clustersOf(environment).flatMap(cluster => connectionsOf(environment, cluster));
}

function connectionsOf(environment: Environment, [name, database]: NamedCluster): Connection[] {
  const instances = instancesOf(environment, name);
  const jobs = jobsOf(environment, name);
  const poolers = endpoints.poolerTypes(database).map(type => pooler(name, type));
  const servers = [instances, jobs, ...poolers];
  const sql = { to: instances, ...sqlRule };
  return [
    ...poolers.map(from => ({ from, ...sql, purpose: 'pooled SQL', isRequestFlow: true })),
    {
      from: instances,
      to: instances,
      ports: [tcp(databasePort), tcp(instanceStatusPort)],
      purpose: 'replication',
      isRequestFlow: true,
    },
    { from: jobs, ...sql, purpose: 'copy of the primary' },
    {
      from: databaseOperator(environment),
      to: instances,
      ports: [tcp(instanceStatusPort), tcp(databasePort)],
      purpose: 'control of instances',
    },
    { from: prometheus(environment), to: instances, ports: [tcp(instanceMetricsPort)], purpose: 'metrics' },
    ...poolers.map(to => ({
      from: prometheus(environment),
      to,
      ports: [tcp(poolerMetricsPort)],
      purpose: 'metrics',
    })),
    ...servers.map(from => apiServer(environment, from)),
    ...(database.backup === undefined ? [] : backupConnections([instances, jobs], database.backup)),
    ...servers.flatMap(from => nameResolution(environment, from)),
  ];
}

/** Object stores have no fixed addresses. If none is named, any address is open, but only on the endpoint's port. */
function backupConnections(servers: readonly Pods[], backup: Backup): Connection[] {
  const ports = [tcp(backup.endpoint === undefined ? 443 : portOfUrl(backup.endpoint))];
  const objectStore = networkOrAnywhere('object-store', backup.cidrs);
  return servers.flatMap(from => [
    { from, to: objectStore, ports, purpose: 'base backups and WAL' },
    ...(backup.secret === undefined
      ? [{ from, to: podIdentity, ports: [tcp(80)], purpose: 'cloud credentials' }]
      : []),
  ]);
}

/**
 * The agent that exchanges a pod's identity for credentials of the cloud (EKS Pod Identity), at its address of each
 * family. Roles for service accounts need only the port of the object store.
 *
 * Source of the addresses: aws/eks-pod-identity-agent `configuration/config.go`.
 */
const podIdentity: Network = {
  kind: 'network',
  name: 'pod-identity',
  cidrs: ['169.254.170.23/32', 'fd00:ec2::23/128'],
};
