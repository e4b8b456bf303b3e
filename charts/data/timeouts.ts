import type { ClusterSpec } from '../../imports/cloudnative-pg.ts';

/**
 * Seconds in which an application's attempt to connect must succeed. Without it, one that goes to a lost node takes what
 * the kernel takes, over two minutes. Of libpq's time-outs only this one is a variable; the others stand in the
 * connection string (PostgreSQL documentation, 34.15 Environment Variables).
 */
export const connectTimeout = { name: 'PGCONNECT_TIMEOUT', value: '5' } as const;

/**
 * Time-outs of PgBouncer, in seconds where no other unit is said. docs/timeouts.md has the default of each.
 *
 * Those before `tcp_` end what waits for a server that is not there. A pool makes one attempt at a time
 * (pgbouncer `src/objects.c`, `launch_new_connection`), so that a short retry costs a server that refuses at most
 * one attempt a second from each pool. The operator's webhook allows every name
 * (cloudnative-pg `internal/webhook/v1/pooler_webhook.go`).
 *
 * Those of TCP end a connection to a node that is lost: no packet says so, and the kernel tries for a quarter of an
 * hour. `tcp_user_timeout` also ends a connection whose other side reads nothing for as long, so that it is no shorter.
 */
export const poolerTimeouts = {
  server_login_retry: '1',
  server_connect_timeout: '5',
  dns_nxdomain_ttl: '1',
  query_wait_timeout: '30',
  client_login_timeout: '30',
  tcp_keepidle: '10',
  tcp_keepintvl: '5',
  tcp_keepcnt: '3',
  /** Milliseconds. */
  tcp_user_timeout: '30000',
} as const;

/**
 * Time-outs of PostgreSQL. The operator sets `wal_sender_timeout` and `wal_receiver_timeout` to 5 s by itself.
 *
 * - A replica that lost its primary asks for it again after `wal_retrieve_retry_interval`. Commits wait for it.
 * - A session whose client is gone, with its node or without, holds its locks no longer than 25 s, and a statement that
 *   runs for nobody ends after 10 s.
 *
 * There is no `tcp_user_timeout`: it would also end the copy of a new replica whose disk stands still for as long.
 * Source: PostgreSQL documentation, 19.3 Connections and Authentication and 19.6 Replication.
 */
export const postgresTimeouts = {
  wal_retrieve_retry_interval: '1s',
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
  client_connection_check_interval: '10s',
} as const;

/**
 * Time-outs of the operator and of its instance managers, in seconds.
 *
 * - **smartShutdownTimeout**: a smart shutdown refuses new connections and waits until all others are gone. Those of
 *   PgBouncer never go, so that it always waited to its end and then cut off as many transactions as a fast one. A
 *   primary that is cut off from the cluster would serve its clients for as long.
 * - **stopDelay, switchoverDelay**: how long a primary may take to stop, archiving included, before it is killed.
 *   Until then nobody else may be primary. What it has not archived it archives before it comes back as a replica
 *   (cloudnative-pg `internal/management/controller/instance_startup.go`).
 * - **primaryLease**: how long a replica waits for a primary that fell silent. The primary renews every second.
 *   An API server that is away is no reason for a change of primary: the operator cannot ask for one meanwhile, and
 *   a primary that cannot renew goes on (`internal/cmd/manager/instance/run/lease/runnable.go`).
 * - **probes.startup**: an instance that is back gets its clients at the next look, by default after 10 s. The number
 *   of looks follows from `startDelay`, an hour.
 */
export const clusterTimeouts: Pick<
  ClusterSpec,
  'smartShutdownTimeout' | 'stopDelay' | 'switchoverDelay' | 'primaryLease' | 'probes'
> = {
  smartShutdownTimeout: 0,
  stopDelay: 300,
  switchoverDelay: 300,
  primaryLease: { leaseDurationSeconds: 6, renewDeadlineSeconds: 4, retryPeriodSeconds: 1 },
  probes: { startup: { periodSeconds: 1 } },
};
