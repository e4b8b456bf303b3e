import type { ManagedDatabase } from '../../config/database.ts';
import { largest, product, sum } from '../../config/units/numbers.ts';
import { operation } from '../../config/units/operation.ts';
import { Quantity } from '../../config/units/quantity.ts';
import { poolerTypes } from './endpoints.ts';
import { postgresTimeouts } from './timeouts.ts';

/** PostgreSQL's default for max_connections. Few environments need more. */
const leastConnections = 100;

/** Connections of others than poolers: the operator, the metrics exporter and three for superusers. */
const otherConnections = 20;

const leastWorkMemory = Quantity.parse('4Mi');

/** How many databases there are next to `app`: asked of `databases`. */
const furtherDatabaseCount = operation(
  'furtherDatabaseCount',
  (databases: ManagedDatabase['databases']) => Object.keys(databases).length,
);

/**
 * Connections that the poolers may open to one instance.
 *
 * PgBouncer opens up to `poolSize` for each database of applications and as many for the one where it looks up passwords
 * (`postgres`, cloudnative-pg `api/v1/pooler_types.go`). A new primary may still hold those of the pooler for reads.
 */
function poolerConnections(database: ManagedDatabase): number {
  return product(sessionsOfDatabase(database), sum(furtherDatabaseCount(database.databases), 2));
}

/** Connections that applications may use at once. */
function poolerSessions(database: ManagedDatabase): number {
  return product(sessionsOfDatabase(database), sum(furtherDatabaseCount(database.databases), 1));
}

/** Those to one database. */
function sessionsOfDatabase(database: ManagedDatabase): number {
  const { instances, poolSize } = database.pooler;
  return product(poolerTypes(database).length, instances, poolSize);
}

/**
 * Parameters of postgresql.conf: those that follow from the environment. The user's parameters override them.
 *
 * - All connections share a quarter of the memory (`shared_buffers`). Another quarter is divided among the sessions of the
 *   poolers (`work_mem`). The planner assumes that three quarters are cached. Source: PostgreSQL documentation, 19.4
 *   Resource Consumption and 19.7 Query Planning.
 * - Write-ahead log fills at most two fifths of its volume between checkpoints. A replica that is down may retain half of
 *   it; beyond that the replica must be rebuilt. Without a limit it would fill the volume and stop the primary.
 */
export function parametersOf(database: ManagedDatabase): Record<string, string> {
  const { memory } = database.resources.requests;
  const needed = sum(poolerConnections(database), otherConnections, database.directConnections);
  const workMemory = memory.percent(25, 'Mi').dividedBy(poolerSessions(database), 'Mi');
  return {
    max_connections: String(largest(needed, leastConnections)),
    shared_buffers: megabytes(memory.percent(25, 'Mi')),
    effective_cache_size: megabytes(memory.percent(75, 'Mi')),
    maintenance_work_mem: megabytes(memory.percent(5, 'Mi')),
    work_mem: megabytes(workMemory.atLeast(leastWorkMemory)),
    max_wal_size: megabytes(database.walStorage.percent(40, 'Mi')),
    max_slot_wal_keep_size: megabytes(database.walStorage.percent(50, 'Mi')),
    ...postgresTimeouts,
    ...database.parameters,
  };
}

/** A fault of one of the user's parameters. */
export interface ParameterFault {
  /** Its name in `database.parameters`. */
  readonly parameter: string;
  /** What was found, what is allowed, what to change. */
  readonly message: string;
}

/** The faults of the user's parameters; empty if there are none. */
export function parameterFaults(database: ManagedDatabase): ParameterFault[] {
  const { parameters, resources, walStorage } = database;
  const { memory } = resources.requests;
  const needed = sum(poolerConnections(database), otherConnections, database.directConnections);
  const { max_connections: connections } = parameters;
  return [
    ...(connections !== undefined && !(Number(connections) >= needed)
      ? [
          {
            parameter: 'max_connections',
            message: `found ${connections}, expected at least ${needed}, which the poolers, direct connections and the operator may open; raise it or lower pooler.poolSize`,
          },
        ]
      : []),
    ...sizeFault(parameters, 'shared_buffers', memory, 'resources.requests.memory'),
    ...sizeFault(parameters, 'min_wal_size', walStorage, 'walStorage'),
    ...sizeFault(parameters, 'max_wal_size', walStorage, 'walStorage'),
    ...sizeFault(parameters, 'wal_keep_size', walStorage, 'walStorage'),
    ...sizeFault(parameters, 'max_slot_wal_keep_size', walStorage, 'walStorage'),
    ...retainedFault(database),
  ];
}

/**
 * PostgreSQL checks what a replica that is down retains at the end of a checkpoint (postgres
 * `src/backend/access/transam/xlog.c`, `KeepLogSeg`). So the volume must hold that, plus what is written until then.
 */
function retainedFault(database: ManagedDatabase): ParameterFault[] {
  const { max_slot_wal_keep_size: slotSize = '', max_wal_size: walSize = '' } = parametersOf(database);
  const [retained, untilCheckpoint] = [parseSize(slotSize), parseSize(walSize)];
  const { walStorage } = database;
  if (retained === undefined || untilCheckpoint === undefined) return [];
  if (retained.compare(walStorage) >= 0 || untilCheckpoint.compare(walStorage) >= 0) return [];
  if (retained.plus(untilCheckpoint).compare(walStorage) < 0) return [];
  return [
    {
      parameter: 'max_slot_wal_keep_size',
      message: `found ${slotSize} and max_wal_size ${walSize}, expected less than walStorage (${walStorage}) together; lower one of them or raise walStorage`,
    },
  ];
}

function sizeFault(
  parameters: Readonly<Record<string, string>>,
  parameter: string,
  limit: Quantity,
  limitName: string,
): ParameterFault[] {
  const text = parameters[parameter];
  if (text === undefined) return [];
  const size = parseSize(text);
  if (size === undefined) {
    return [
      { parameter, message: `found ${JSON.stringify(text)}, expected a size with its unit such as 512MB` },
    ];
  }
  if (size.compare(limit) < 0) return [];
  return [
    {
      parameter,
      message: `found ${text}, expected less than ${limitName} (${limit}); lower it or raise ${limitName}`,
    },
  ];
}

/** PostgreSQL's units are powers of 1024. Source: PostgreSQL documentation, 19.1.1 Parameter Names and Values. */
function parseSize(text: string): Quantity | undefined {
  const match = /^(\d+) ?(k|M|G|T)?B$/.exec(text);
  if (!match) return undefined;
  const [, count = '', prefix = ''] = match;
  return Quantity.parse(`${count}${prefix && `${prefix.toUpperCase()}i`}`);
}

function megabytes(quantity: Quantity): string {
  return `${quantity.in('Mi')}MB`;
}
