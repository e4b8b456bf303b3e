import type { Application } from '../../../config/application/application.ts';
import { databaseStrings } from '../../../config/application/connection-strings.ts';
import { directHostVariable } from '../../../config/connection-variables.ts';
import type { Backup, ExternalDatabase, ManagedDatabase } from '../../../config/database.ts';
import type { Environment } from '../../../config/environment.ts';
import { portOfUrl } from '../../../config/units/text.ts';
import type { ConnectionVariable } from '../../application/connection-settings.ts';
import * as endpoints from '../../data/endpoints.ts';
import { connectTimeout } from '../../data/timeouts.ts';
import type { Connection, PortRule } from '../connection-graph.ts';
import { type Network, networkOrAnywhere, type Pods } from '../peers.ts';
import { apiServer, databaseOperator, nameResolution, prometheus, tcp } from './infrastructure.ts';

const { databasePort, instanceMetricsPort, instanceStatusPort, poolerMetricsPort } = endpoints;

const sqlRule: PortRule = { ports: [tcp(databasePort)], rule: 'SQL' };

/** The instances of every Cluster in the namespace: a restored Cluster next to the first has another name. */
const instances: Pods = {
  kind: 'pods',
  name: endpoints.clusterName,
  tier: 'data',
  labels: endpoints.instanceRole,
};

/** The Jobs that create the instances. */
const jobs: Pods = {
  kind: 'pods',
  name: `${endpoints.clusterName}-jobs`,
  tier: 'data',
  labels: {},
  labelKeys: [endpoints.jobRoleKey],
};

function pooler(type: endpoints.PoolerType): Pods {
  return {
    kind: 'pods',
    name: endpoints.poolerName(type),
    tier: 'data',
    labels: endpoints.poolerLabels(type),
  };
}

/** The connections of an application to the database, with libpq's variables and the certificate of the authority. */
export function toDatabase(environment: Environment, application: Application, pods: Pods): Connection[] {
  const { database } = environment;
  if (database === undefined) return [];
  const { connections } = application;
  return database.external
    ? [toExternal(database, connections, pods)]
    : toPoolers(database, connections, pods);
}

function toExternal(
  database: ExternalDatabase,
  connections: Application['connections'],
  pods: Pods,
): Connection {
  const { host, readHost = host, port, secret } = database;
  return {
    from: pods,
    to: { kind: 'network', name: 'database', cidrs: database.network },
    ports: [tcp(port)],
    purpose: 'SQL',
    isRequestFlow: true,
    variables: [
      { name: 'PGHOST', value: host },
      { name: 'PGPORT', value: String(port) },
      { name: 'PGDATABASE', value: database.database },
      { name: 'PGUSER', value: { secret, key: 'username' } },
      { name: 'PGPASSWORD', value: { secret, key: 'password' } },
      { name: 'PGSSLMODE', value: 'require' },
      connectTimeout,
      { name: 'DATABASE_READ_HOST', value: readHost },
      ...databaseStrings(connections, false),
    ],
  };
}

function toPoolers(
  database: ManagedDatabase,
  connections: Application['connections'],
  pods: Pods,
): Connection[] {
  const pooled = endpoints.poolerTypes(database).map(
    (type): Connection => ({
      from: pods,
      to: pooler(type),
      ...sqlRule,
      purpose: type === 'rw' ? 'SQL, writes' : 'SQL, reads',
      isRequestFlow: true,
      ...(type === 'rw' && {
        variables: [
          ...poolerVariables(database, connections.database?.name),
          ...databaseStrings(connections, true),
        ],
        files: [
          {
            mountPath: endpoints.databaseAuthorityMount,
            secret: endpoints.databaseAuthority.secret,
            keys: [endpoints.databaseAuthority.key],
          },
        ],
      }),
    }),
  );
  return connections.database?.direct === true ? [...pooled, toPrimary(pods)] : pooled;
}

/** Past the poolers, with the same role and certificate. */
function toPrimary(pods: Pods): Connection {
  return {
    from: pods,
    to: instances,
    ...sqlRule,
    purpose: 'SQL, past the poolers',
    isRequestFlow: true,
    variables: [{ name: directHostVariable, value: endpoints.primaryService }],
  };
}

function poolerVariables(database: ManagedDatabase, name: string | undefined): ConnectionVariable[] {
  return [
    { name: 'PGHOST', value: endpoints.poolerName('rw') },
    { name: 'PGPORT', value: String(databasePort) },
    ...credentials(name),
    { name: 'PGSSLMODE', value: 'verify-full' },
    { name: 'PGSSLROOTCERT', value: endpoints.databaseAuthorityFile },
    connectTimeout,
    { name: 'DATABASE_READ_HOST', value: endpoints.poolerName(endpoints.readPoolerType(database)) },
  ];
}

/** Those of `app`, or of the database with this name. */
function credentials(name: string | undefined): ConnectionVariable[] {
  if (name === undefined) {
    const { secret, ...keys } = endpoints.applicationCredentials;
    return [
      { name: 'PGDATABASE', value: { secret, key: keys.database } },
      { name: 'PGUSER', value: { secret, key: keys.username } },
      { name: 'PGPASSWORD', value: { secret, key: keys.password } },
    ];
  }
  return [
    { name: 'PGDATABASE', value: name },
    { name: 'PGUSER', value: name },
    { name: 'PGPASSWORD', value: { secret: endpoints.roleSecret(name), key: 'password' } },
  ];
}

/** The connections between the pods of the database, from its operator, and to its backups. */
export function databaseConnections(environment: Environment): Connection[] {
  const { database } = environment;
  if (database === undefined || database.external) return [];
  const poolers = endpoints.poolerTypes(database).map(pooler);
  const servers = [instances, jobs, ...poolers];
  return [
    ...poolers.map(from => sql(from, 'pooled SQL')),
    {
      from: instances,
      to: instances,
      ports: [tcp(databasePort), tcp(instanceStatusPort)],
      purpose: 'replication',
      isRequestFlow: true,
    },
    sql(jobs, 'copy of the primary'),
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
    ...(database.backup === undefined ? [] : backupConnections(database.backup)),
    ...servers.flatMap(from => nameResolution(environment, from)),
  ];
}

function sql(from: Pods, purpose: string): Connection {
  return { from, to: instances, ...sqlRule, purpose, isRequestFlow: from !== jobs };
}

/** Object stores have no fixed addresses. If none is named, any address is open, but only on the endpoint's port. */
function backupConnections(backup: Backup): Connection[] {
  const ports = [tcp(backup.endpoint === undefined ? 443 : portOfUrl(backup.endpoint))];
  const objectStore = networkOrAnywhere('object-store', backup.cidrs);
  return [instances, jobs].flatMap(from => [
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
