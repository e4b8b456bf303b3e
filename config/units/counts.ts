/**
 * The largest counts that an environment may have. Each is far above what anyone runs, and far below what breaks a
 * program. Kubernetes stores counts in 32 bits. Each member of a cache or a database must know all others.
 */

/**
 * Replicas of one application. Kubernetes is tested with 150,000 pods of all kinds in a cluster (its page
 * "Considerations for large clusters").
 */
export const mostReplicas = 10_000;

/** Data pods of the cache. A primary sends every write to each replica, and answers `INFO` with a line for each. */
export const mostCaches = 20;

/** Instances of PostgreSQL. It allows 10 connections for replication (`max_wal_senders`); a base backup needs one. */
export const mostInstances = 10;

/**
 * Pods of one pooler. With 1,000 server connections each, both poolers stay below the 262,143 of PostgreSQL
 * (`max_connections`).
 */
export const mostPoolers = 20;
export const mostServerConnections = 1000;

/** Client connections of one pod of a pooler, which is one process on one core. */
export const mostClientConnections = 100_000;

/** Zones of a cluster. No region of a public cloud has more than six. */
export const mostZones = 20;

/** Measurements of one analysis: at one a minute they take a week, the longest time that an old version is kept. */
export const mostMeasurements = 10_000;

/** A year, as for every duration. */
export const mostTolerationSeconds = 31_536_000;

/** The weight of a preference for nodes (kubernetes `pkg/apis/core/validation/validation.go`). */
export const mostWeight = 100;
