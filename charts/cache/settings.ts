import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evictionOf, type ManagedCache, maxMemoryOf } from '../../config/cache.ts';
import type { NamedCache } from '../../config/caches.ts';
import { cachePort, sentinelPort } from './endpoints.ts';
import { folders } from './folders.ts';
import { userFiles } from './users/rights.ts';

/** Names are looked up only in the file that `names.sh` writes. */
export const namesFile = 'hosts';
export const nameSources = 'nsswitch.conf';

/** A replica that answered longer ago does not count, for `min-replicas-to-write` and for `CacheWritesRefused`. */
export const longestLagSeconds = 5;

const scripts = [
  'alive.sh',
  'common.sh',
  'names.sh',
  'ready-data.sh',
  'ready-sentinel.sh',
  'start-data.sh',
  'start-sentinel.sh',
  'stop-data.sh',
] as const;

/** The files of the ConfigMap: the settings of servers, and the scripts that start, probe and stop them. */
export function configurationFiles([name, cache]: NamedCache): Readonly<Record<string, string>> {
  return {
    'valkey.conf': lines(dataSettings(cache)),
    'sentinel.conf': lines(sentinelSettings(name)),
    [nameSources]: 'hosts: files\n',
    'tls.conf': lines(tlsSettings(cachePort)),
    'tls-sentinel.conf': lines(tlsSettings(sentinelPort)),
    ...Object.fromEntries(scripts.map(script => [script, textOf(script)])),
    ...userFiles(cache, textOf('common.sh')),
  };
}

function textOf(script: string): string {
  return readFileSync(join(import.meta.dirname, 'scripts', script), 'utf8');
}

/**
 * Settings of the data pods.
 *
 * A quarter of the memory stays free for what `maxmemory` does not count: buffers of replicas, and the pages that a fork
 * copies. With three pods a primary without replicas refuses writes. With two it must continue alone: the writes that it
 * accepts while it is cut off, and for 10 s after, are lost (measured, docs/cache.md).
 *
 * docs/cache.md gives the reason for every time.
 */
function dataSettings(cache: ManagedCache): Record<string, string> {
  return {
    maxmemory: String(maxMemoryOf(cache).in('')),
    'maxmemory-policy': evictionOf(cache),
    appendonly: 'yes',
    appendfsync: 'everysec',
    // The smallest volume relies on both: a rewrite begins when the file has grown by half, even if it is small.
    'auto-aof-rewrite-percentage': '50',
    'auto-aof-rewrite-min-size': '16mb',
    save: '""',
    'min-replicas-to-write': cache.replicas > 2 ? '1' : '0',
    'min-replicas-max-lag': String(longestLagSeconds),
    'repl-backlog-size': '16mb',
    'repl-diskless-sync-delay': '1',
    'repl-timeout': '20',
    'tcp-keepalive': '60',
  };
}

/**
 * Settings of the sentinels. A primary counts as down after 5 s of silence. A failed failover is repeated after twice its
 * time-out. A replica that follows the wrong pod is corrected after one time-out (`sentinelStartFailoverIfNeeded`,
 * `sentinelRefreshInstanceInfo` in `sentinel.c`).
 */
function sentinelSettings(master: string): Record<string, string> {
  return {
    'sentinel resolve-hostnames': 'yes',
    'sentinel announce-hostnames': 'yes',
    [`sentinel down-after-milliseconds ${master}`]: '5000',
    [`sentinel failover-timeout ${master}`]: '15000',
    [`sentinel parallel-syncs ${master}`]: '1',
  };
}

/**
 * No port without TLS. Clients authenticate with the password, not with a certificate.
 *
 * cert-manager renews the certificate 30 days before its end, and Valkey 9.1 reloads it.
 */
function tlsSettings(port: number): Record<string, string> {
  return {
    port: '0',
    'tls-port': String(port),
    'tls-cert-file': `${folders.certificates}/tls.crt`,
    'tls-key-file': `${folders.certificates}/tls.key`,
    'tls-ca-cert-file': `${folders.certificates}/ca.crt`,
    'tls-replication': 'yes',
    'tls-auth-clients': 'no',
    'tls-auto-reload-interval': '600',
  };
}

function lines(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} ${value}\n`)
    .join('');
}
