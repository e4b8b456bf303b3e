import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManagedCache } from '../../../config/cache.ts';
import type { NamedCache } from '../../../config/caches.ts';
import { joined } from '../../../config/units/text.ts';
import {
  authorityKey,
  cacheMetricsPort,
  cachePort,
  dataPodNames,
  endpointCommandPort,
  podDomain,
  podServiceHost,
} from '../endpoints.ts';
import { ownUsers } from '../users/names.ts';

/** Folders in the pods of the endpoint. */
export const folders = {
  configuration: '/etc/cache-endpoint',
  certificates: '/etc/cache-tls',
  ownCertificate: '/etc/cache-certificate',
} as const;

export const configurationFile = 'haproxy.cfg';

/**
 * Its own certificate, and next to it the key. HAProxy replaces no file that ends with `.crt` while it runs: it takes the
 * ending for that of another file (seen with 2.6.12).
 */
export const certificateName = 'tls.pem';
export const keyName = `${certificateName}.key`;
export const certificateFile = `${folders.ownCertificate}/${certificateName}`;

/** The script that says whether HAProxy answers, and gives it a renewed certificate. */
export const aliveScript = 'alive.sh';

/** The files of the ConfigMap. */
export function configurationFiles(cache: NamedCache, namespace: string): Record<string, string> {
  return {
    [configurationFile]: haproxyConfiguration(cache, namespace),
    ...(cache[1].endpoint?.tls && {
      [aliveScript]: readFileSync(join(import.meta.dirname, aliveScript), 'utf8'),
    }),
  };
}

/** Clients of one pod at one time. With 1,990 of them HAProxy used 77 MB (docs/cache.md). */
export const mostClients = 2000;

/** How long open connections stay when a pod stops. */
export const hardStopSeconds = 10;

/**
 * Settings of HAProxy. docs/cache.md gives the reason for every time.
 *
 * - A data pod is up while it says that it is primary. Of three and more it must also have a replica in sync. An old
 *   primary that is back says that it is primary, too, but has no replica. So never two are up. Clients of a pod that is
 *   down are cut off at once and connect anew.
 * - Names are looked up once, when HAProxy starts: each data pod has a Service whose address stays.
 * - The certificate must be signed by the cache's authority and have the pod's name.
 */
function haproxyConfiguration(cache: NamedCache, namespace: string): string {
  const isTls = cache[1].endpoint?.tls === true;
  const lines = [
    ...section('global', [
      'log stdout format raw daemon notice',
      `maxconn ${mostClients}`,
      'nbthread 1',
      `hard-stop-after ${hardStopSeconds}s`,
      'ssl-default-server-options ssl-min-ver TLSv1.2',
      ...(isTls ? tlsSettings : []),
    ]),
    ...section('defaults', [
      'log global',
      'timeout connect 2s',
      'timeout check 1s',
      // A client may wait for a job for any time. Dead ones are found by TCP.
      'timeout client 7d',
      'timeout server 7d',
      'option clitcpka',
      'clitcpka-idle 60s',
      'option srvtcpka',
      'srvtcpka-idle 60s',
    ]),
    ...section('listen cache', [
      'mode tcp',
      `bind \${POD_IP}:${cachePort}${isTls ? ` ssl crt ${certificateFile}` : ''}`,
      'option tcp-check',
      ...roleCheck(cache[1]),
      `default-server ssl verify required ca-file ${folders.certificates}/${authorityKey}`,
      'default-server check inter 1s fastinter 250ms rise 1 fall 2 on-marked-down shutdown-sessions',
      joined(servers(cache, namespace), `\n${indent}`),
    ]),
    ...frontendOfMetrics(),
  ];
  return `${lines.join('\n')}\n`;
}

/** Commands come from the script only: containers of other pods do not reach a loopback address. */
const tlsSettings = [
  'ssl-default-bind-options ssl-min-ver TLSv1.2',
  `stats socket ipv4@127.0.0.1:${endpointCommandPort} level admin`,
];

/** Metrics of HAProxy itself, and what the probes of the kubelet ask. */
function frontendOfMetrics(): string[] {
  return section('frontend metrics', [
    'mode http',
    `bind \${POD_IP}:${cacheMetricsPort}`,
    'timeout client 10s',
    'monitor-uri /health',
    'http-request use-service prometheus-exporter if { path /metrics }',
    'http-request return status 404',
  ]);
}

const indent = '    ';

function section(title: string, lines: readonly string[]): string[] {
  return [title, ...lines.map(line => `${indent}${line}`)];
}

function roleCheck({ replicas, users }: ManagedCache): string[] {
  return [
    `tcp-check send "AUTH ${users === undefined ? '' : `${ownUsers.endpoint} `}\${REDIS_PASSWORD}\\r\\n"`,
    'tcp-check expect string +OK',
    'tcp-check send "INFO replication\\r\\n"',
    'tcp-check expect string role:master',
    ...(replicas > 2 ? ['tcp-check expect rstring min_slaves_good_slaves:[1-9]'] : []),
  ];
}

function servers(cache: NamedCache, namespace: string): string[] {
  return dataPodNames(cache).map(name => {
    const address = `${podServiceHost(name, namespace)}:${cachePort}`;
    return `server ${name} ${address} verifyhost ${name}.${podDomain(cache[0], namespace)}`;
  });
}
