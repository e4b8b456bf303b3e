import { Duration } from 'cdk8s';
import { z } from 'zod';
import { databases, extensions } from './databases.ts';
import { placement } from './placement.ts';
import { resources } from './resources.ts';
import { mostClientConnections, mostInstances, mostPoolers, mostServerConnections } from './units/counts.ts';
import { duration } from './units/duration.ts';
import { expected } from './units/expected.ts';
import { freeText } from './units/free-text.ts';
import { image } from './units/image.ts';
import { existingName, hostName, labelKey, port } from './units/names.ts';
import { cidr, networks } from './units/network.ts';
import { byteQuantity } from './units/quantity.ts';
import { schedule } from './units/schedule.ts';
import { longestGapDays } from './units/schedule-gap.ts';
import { httpUrl } from './units/url.ts';

/**
 * The value of a parameter of PostgreSQL. CloudNativePG only quotes it and doubles the quotes in it. PostgreSQL reads a
 * backslash as an escape, and does not start with a line feed in a value.
 *
 * Source: cloudnative-pg `pkg/postgres/configuration.go`, `escapePostgresConfValue`; postgresql `guc-file.l`.
 */
const parameterValue = freeText.regex(/^[^\\\n]*$/, {
  error: expected('one line of text without a backslash, which PostgreSQL reads as an escape'),
});

/** Time for a base backup to run and for its schedule to slip before the last backup counts as too old. */
const backupSlackHours = 6;

function defaultMaxAge(schedule: string): Duration {
  return Duration.hours(longestGapDays(schedule) * 24 + backupSlackHours);
}

/** How long backups are kept, in an environment file: `30d`, `4w`, `6m`. */
type RetentionText = `${number}d` | `${number}w` | `${number}m`;

const retention = z.string().regex(/^[1-9]\d{0,3}[dwm]$/, {
  error: expected('days, weeks or months such as 30d, 4w or 6m'),
}) as z.ZodType as z.ZodType<RetentionText, RetentionText>;

const backup = z
  .strictObject({
    destination: z
      .string()
      .regex(/^s3:\/\/[a-z0-9][-a-z0-9.]*(\/\S*)?$/, {
        error: expected('the URL of an object store such as s3://bucket/path'),
      })
      .meta({ description: 'Object store for base backups and the write-ahead log.' }),
    endpoint: httpUrl.optional().meta({ description: 'S3 endpoint. Default: that of AWS.' }),
    cidrs: z.array(cidr).default([]).meta({
      description: 'Networks of the object store. Default: any address, on the port of the endpoint.',
    }),
    schedule: schedule.meta({
      description: 'When a base backup starts: cron with six fields, seconds first.',
    }),
    retention: retention.meta({
      description: 'How far back a restore can go: 30d, 4w, 6m (days, weeks, months).',
    }),
    secret: existingName.optional().meta({
      description:
        'Secret with ACCESS_KEY_ID and ACCESS_SECRET_KEY. Default: the cloud identity of the instances.',
    }),
    maxAge: duration({ from: '1h', to: '8760h' }).optional().meta({
      description:
        'Age at which the last base backup counts as too old. Default: the longest gap of the schedule plus six hours.',
    }),
    resources: resources
      .prefault({ requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '1', memory: '1Gi' } })
      .meta({
        description: 'CPU and memory that the sidecar for backup and restore requests, and its limits.',
      }),
  })
  .transform(({ maxAge, ...rest }) => ({ ...rest, maxAge: maxAge ?? defaultMaxAge(rest.schedule) }));

/** Source: postgresql.org/support/versioning. The next one to end is 15, on 2027-11-11. */
const endOf14 =
  'expected a whole number from 15 to 18, found 14, which has had no fixes since 2026-11-12; dump the data and load it into a newer version';

const managed = z.strictObject({
  external: z.literal(false).default(false).meta({ description: 'CloudNativePG runs PostgreSQL here.' }),
  instances: z
    .int()
    .min(1)
    .max(mostInstances)
    .default(3)
    .meta({ description: 'Pods of PostgreSQL: one primary, the others are replicas.' }),
  dataDurability: z.enum(['required', 'preferred']).default('required').meta({
    description:
      'With several instances: required waits for a replica at every commit; preferred commits without one if none is available, and a failover may lose such a commit.',
  }),
  version: z
    .int()
    .min(15, { error: ({ input }) => (input === 14 ? endOf14 : undefined) })
    .max(18)
    .default(17)
    .meta({ description: 'Major version of PostgreSQL.' }),
  image: image.optional().meta({
    description:
      'Image of PostgreSQL for CloudNativePG, whose tag begins with `version`, such as ghcr.io/cloudnative-pg/postgis:17-3.6-system-trixie. Default: that of CloudNativePG, with its usual extensions.',
  }),
  sharedPreloadLibraries: z
    .array(
      z
        .string()
        .regex(/^[a-z_$][-a-z0-9_$/]*$/, { error: expected('the name of a library such as pg_cron') }),
    )
    .default([])
    .meta({
      description:
        'Libraries that PostgreSQL loads at its start, for extensions that need it. Default: none.',
    }),
  storage: byteQuantity.meta({
    description: 'Size of the data volume of each instance; it can grow but never shrink.',
  }),
  walStorage: byteQuantity
    .prefault('10Gi')
    .meta({ description: 'Size of the volume for the write-ahead log of each instance.' }),
  resources: resources
    .prefault({ requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', memory: '2Gi' } })
    .meta({ description: 'CPU and memory that each instance requests, and its limits.' }),
  pooler: z
    .strictObject({
      instances: z.int().min(1).max(mostPoolers).default(2).meta({ description: 'Pods of each pooler.' }),
      mode: z
        .enum(['session', 'transaction'])
        .default('transaction')
        .meta({ description: 'How long a client keeps its server connection.' }),
      maxClientConnections: z
        .int()
        .min(1)
        .max(mostClientConnections)
        .default(1000)
        .meta({ description: 'Maximum client connections of each pod.' }),
      poolSize: z
        .int()
        .min(1)
        .max(mostServerConnections)
        .default(20)
        .meta({ description: 'Maximum server connections of each pod.' }),
    })
    .prefault({})
    .meta({
      description:
        'PgBouncer in front of the primary and of the replicas. Default: the defaults of its keys.',
    }),
  directConnections: z.int().min(0).max(mostServerConnections).default(0).meta({
    description:
      'Connections past the poolers, of all applications with `connections.database.direct` together. They are added to max_connections.',
  }),
  extensions: extensions.meta({
    description: 'Extensions of the database `app`, each after those that it needs. Default: none.',
  }),
  databases: databases.default({}).meta({
    description:
      'Databases next to `app`, by name. Each has an owner of the same name with its password, and no other role may connect to it. Default: only `app`.',
  }),
  parameters: z
    .record(
      z.string().regex(/^[a-z_][a-z0-9_.]*$/, { error: expected('the name of a parameter in lowercase') }),
      parameterValue,
    )
    .default({})
    .meta({ description: 'More parameters of postgresql.conf. Default: none.' }),
  backup: backup
    .optional()
    .meta({ description: 'Base backups and the write-ahead log in an object store. Default: no backup.' }),
  identity: z.record(labelKey, freeText).default({}).meta({
    description:
      'Annotations that bind the ServiceAccount of the instances to a cloud identity. Default: none.',
  }),
  ...placement,
});

const external = z.strictObject({
  external: z
    .literal(true)
    .meta({ description: 'A managed service: only the connection and the network policies are made.' }),
  host: hostName.meta({ description: 'Host of the managed service, for writes.' }),
  readHost: hostName.optional().meta({ description: 'Host for reads. Default: the same host.' }),
  port: port.default(5432).meta({ description: 'Port of the managed service.' }),
  network: networks.meta({
    description: 'Network of the service, or a list; NetworkPolicies allow traffic to it.',
  }),
  database: z
    .string()
    .max(63)
    .regex(/^[A-Za-z_][-A-Za-z0-9_.]*$/, {
      error: expected('the name of a database: letters, digits, hyphens, underscores and dots'),
    })
    .default('app')
    .meta({ description: 'Name of the database in the service.' }),
  secret: existingName.meta({ description: 'Secret with the keys `username` and `password`.' }),
});

/** PostgreSQL: run by CloudNativePG, or a managed service that applications only connect to. */
export const database = z.discriminatedUnion('external', [managed, external]);

export type Database = z.output<typeof database>;
export type ManagedDatabase = z.output<typeof managed>;
export type ExternalDatabase = z.output<typeof external>;
export type Backup = z.output<typeof backup>;
