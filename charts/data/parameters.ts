import type { ManagedDatabase } from '../../config/database.ts';
import { largest, product, sum } from '../../config/units/numbers.ts';
import { Quantity } from '../../config/units/quantity.ts';
import { poolerTypes } from './endpoints.ts';
import { postgresTimeouts } from './timeouts.ts';

/** PostgreSQL's default for max_connections, which few poolers exceed. */
const leastConnections = 100;

/** Connections beside the poolers': the operator, the metrics exporter and three for superusers. */
const otherConnections = 20;

const leastWorkMemory = Quantity.parse('4Mi');

/**
 * Connections that the poolers may open to one instance.
 *
 * PgBouncer keeps `poolSize` for the application's database and as many for the one in which it looks up passwords
 * (`postgres`, cloudnative-pg `api/v1/pooler_types.go`). An instance that has just become primary may still hold those
 * of the pooler for reads.
 */
function poolerConnections(database: ManagedDatabase): number {
  return product(poolerSessions(database), 2);
}

/** Connections that applications may use at once. */
function poolerSessions(database: ManagedDatabase): number {
  const { instances, poolSize } = database.pooler;
  return product(poolerTypes(database).length, instances, poolSize);
}

/**
 * Parameters of postgresql.conf: those that follow from the environment, then the user's own, which win.
 *
 * - A quarter of the memory is shared by all connections (`shared_buffers`), another quarter is divided among the
 *   sessions of the poolers (`work_mem`), and the planner may count on three quarters being cached.
 *   Source: PostgreSQL documentation, 19.4 Resource Consumption and 19.7 Query Planning.
 * - Write-ahead log fills at most two fifths of its volume between checkpoints. A replica that stays away may hold
 *   back half of it: then it is made anew, where without a limit it would fill the volume and stop the primary.
 */
export function parametersOf(database: ManagedDatabase): Record<string, string> {
  const { memory } = database.resources.requests;
  const needed = sum(poolerConnections(database), otherConnections);
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

/** What is wrong with one of the user's own parameters. */
export interface ParameterFault {
  /** Its name, as under `database.parameters`. */
  readonly parameter: string;
  /** What was found, what is allowed, what to change. */
  readonly message: string;
}

/** What is wrong with the user's own parameters; empty when all is well. */
export function parameterFaults(database: ManagedDatabase): ParameterFault[] {
  const { parameters, resources, walStorage } = database;
  const { memory } = resources.requests;
  const needed = sum(poolerConnections(database), otherConnections);
  const { max_connections: connections } = parameters;
  return [
    ...(connections !== undefined && !(Number(connections) >= needed)
      ? [
          {
            parameter: 'max_connections',
            message: `found ${connections}, expected at least ${needed}, which the poolers and the operator may open; raise it or lower pooler.poolSize`,
          },
        ]
      : []),
    ...sizeFault(parameters, 'shared_buffers', memory, 'resources.requests.memory'),
    ...sizeFault(parameters, 'min_wal_size', walStorage, 'walStorage'),
    ...sizeFault(parameters, 'max_wal_size', walStorage, 'walStorage'),
    ...sizeFault(parameters, 'wal_keep_size', walStorage, 'walStorage'),
    ...sizeFault(parameters, 'max_slot_wal_keep_size', walStorage, 'walStorage'),
    ...heldBackFault(database),
  ];
}

/**
 * What a replica that is away may hold back is looked at when a checkpoint ends (postgres `src/backend/access/transam/
 * xlog.c`, `KeepLogSeg`). So the volume holds that, and what is written until then.
 */
function heldBackFault(database: ManagedDatabase): ParameterFault[] {
  const { max_slot_wal_keep_size: held = '', max_wal_size: written = '' } = parametersOf(database);
  const [heldBack, untilCheckpoint] = [parseSize(held), parseSize(written)];
  const { walStorage } = database;
  if (heldBack === undefined || untilCheckpoint === undefined) return [];
  if (heldBack.compare(walStorage) >= 0 || untilCheckpoint.compare(walStorage) >= 0) return [];
  if (heldBack.plus(untilCheckpoint).compare(walStorage) < 0) return [];
  return [
    {
      parameter: 'max_slot_wal_keep_size',
      message: `found ${held} and max_wal_size ${written}, expected less than walStorage (${walStorage}) together; lower one of them or raise walStorage`,
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
