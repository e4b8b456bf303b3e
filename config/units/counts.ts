/**
 * How many there may be of what an environment counts. All of them are far above what anybody runs, and far below what
 * no program bears: Kubernetes keeps counts in 32 bits, and each member of a cache or a database is told of all others.
 */

/** Of one application. Kubernetes is tested with 150,000 pods of all kinds in a cluster (its page "Considerations for large clusters"). */
export const mostReplicas = 10_000;

/** A primary sends every write to each of the others, and answers `INFO` with a line for each. */
export const mostCaches = 20;

/** PostgreSQL takes 10 connections for replication (`max_wal_senders`), one of which a base backup needs. */
export const mostInstances = 10;

/** Of one pooler. With 1,000 server connections each, both poolers stay below the 262,143 of PostgreSQL (`max_connections`). */
export const mostPoolers = 20;
export const mostServerConnections = 1000;

/** Of one pod of a pooler, which is one process on one core. */
export const mostClientConnections = 100_000;

/** No region of a public cloud has more than six. */
export const mostZones = 20;

/** Measurements of one analysis: at one a minute they take a week, after which no old colour waits any more. */
export const mostMeasurements = 10_000;

/** A year, as in every duration. */
export const mostTolerationSeconds = 31_536_000;
