import type { ClusterSpec } from '../../imports/cloudnative-pg.ts';

/**
 * Seconds in which an application's attempt to connect must succeed. Without it, an attempt to a lost node takes over two
 * minutes, the limit of the kernel. Of libpq's time-outs only this one is a variable; the others belong to the connection
 * string (PostgreSQL documentation, 34.15 Environment Variables).
 */
export const connectTimeout = { name: 'PGCONNECT_TIMEOUT', value: '5' } as const;

/**
 * Time-outs of PgBouncer, in seconds unless another unit is given. docs/timeouts.md has the default of each.
 *
 * Those before `tcp_` end a wait for a missing server. A pool makes one attempt at a time (pgbouncer `src/objects.c`,
 * `launch_new_connection`). So with a short retry a server that refuses gets at most one attempt a second from each pool.
 * The operator's webhook allows every name (cloudnative-pg `internal/webhook/v1/pooler_webhook.go`).
 *
 * Those of TCP end a connection to a lost node: no packet reports the loss, and the kernel tries for a quarter of an hour.
 * `tcp_user_timeout` also ends a connection whose other side reads nothing for as long, so it must not be shorter.
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
 * Time-outs of PostgreSQL. The operator already sets `wal_sender_timeout` and `wal_receiver_timeout` to 5 s.
 *
 * - A replica that lost its primary tries again after `wal_retrieve_retry_interval`. Commits wait for it.
 * - A session keeps its locks at most 25 s after its client is gone, with or without its node. A statement ends 10 s after
 *   its client is gone.
 *
 * There is no `tcp_user_timeout`: it would also end the copy for a new replica whose disk stalls for as long.
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
 * - **smartShutdownTimeout**: a smart shutdown refuses new connections and waits until all others are closed. PgBouncer
 *   never closes its own, so the wait always lasted the whole time-out, and then cut off as many transactions as a fast
 *   shutdown. A primary that is cut off from the cluster would serve its clients for as long.
 * - **stopDelay, switchoverDelay**: how long a primary may take to stop, including archiving, before it is killed. Until
 *   then no other instance may be primary. It archives the rest before it returns as a replica (cloudnative-pg
 *   `internal/management/controller/instance_startup.go`).
 * - **primaryLease**: how long a replica waits for a silent primary. The primary renews its lease every second. If the API
 *   server is down, the primary does not change: the operator cannot request a change, and a primary that cannot renew
 *   continues (`internal/cmd/manager/instance/run/lease/runnable.go`).
 * - **probes.startup**: a restarted instance gets its clients at the next probe, by default after 10 s. The number of
 *   probes follows from `startDelay`, an hour.
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
