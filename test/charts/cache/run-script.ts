import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const scripts = join(import.meta.dirname, '../../../charts/cache/scripts');

export const pods = ['cache-0', 'cache-1', 'cache-2'] as const;
export const sentinels = ['sentinel-0', 'sentinel-1', 'sentinel-2'] as const;

export type Pod = (typeof pods)[number];
/** What a pod answers: its role or its primary, that it waits without data, or nothing. */
export type Statement = 'primary' | Pod | 'waits' | 'silent';

export interface Situation {
  readonly script:
    | 'start-data.sh'
    | 'start-sentinel.sh'
    | 'ready-data.sh'
    | 'ready-sentinel.sh'
    | 'stop-data.sh';
  readonly self: Pod | (typeof sentinels)[number];
  /** The data pods. Default: three. */
  readonly pods?: readonly Pod[];
  /** The answer of each data pod and each sentinel. Default: they are silent. */
  readonly says?: Partial<Record<Pod | (typeof sentinels)[number], Statement>>;
  /** Further replies of this pod, by the first word of the command. Default: none. */
  readonly replies?: Readonly<Record<string, string>>;
  /** Replies of the others, by host and the first two words of the command. Default: what `says` says. */
  readonly othersReply?: Readonly<Record<string, string>>;
  /** Files of the volume. Default: it is empty. */
  readonly volume?: readonly string[];
  /** Default: the files were written now. */
  readonly writtenSecondsAgo?: number;
  /** Files in the scratch folder. Default: none. */
  readonly run?: readonly string[];
}

export interface Decision {
  readonly status: number | null;
  /** The last line that the script wrote. */
  readonly says: string;
  /** The commands that it sent, each after its host. */
  readonly sent: readonly string[];
  /** Whether the pod tells others that it waits. */
  readonly answersThatItWaits: boolean;
  /** The configuration of the server, if one was started. */
  readonly configuration: readonly string[];
  /** The files of the volume and the scratch folder that still exist. */
  readonly remainingFiles: readonly string[];
}

/** Runs a script of the cache for one round. Stubs replace the client and the server, and answer as `says` says. */
export function runScript(situation: Situation): Decision {
  const root = mkdtempSync(join(tmpdir(), 'slipway-cache-script-'));
  try {
    prepare(root, situation);
    const { status, stderr } = spawnSync('sh', [join(scripts, situation.script)], {
      encoding: 'utf8',
      env: { ...variables(root, situation), PATH: `${root}/bin:${process.env.PATH}` },
    });
    const configuration = spawnSync('cat', [`${root}/started`], { encoding: 'utf8' }).stdout;
    return {
      status,
      says: stderr.trim().split('\n').at(-1) ?? '',
      sent: existsSync(`${root}/sent`) ? readFileSync(`${root}/sent`, 'utf8').trim().split('\n') : [],
      answersThatItWaits: existsSync(`${root}/run/waiting.conf`),
      configuration: configuration.split('\n'),
      remainingFiles: [
        ...(situation.volume ?? []).filter(file => existsSync(join(root, 'data', file))),
        ...(situation.run ?? []).filter(file => existsSync(join(root, 'run', file))),
      ],
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

function variables(root: string, { self, pods: hosts = pods }: Situation): Record<string, string> {
  return {
    STUB: root,
    CACHE_PROGRAM: 'stub',
    CACHE_SELF: self,
    CACHE_LOCAL: self,
    CACHE_BIND: '*',
    CACHE_MASTER: 'cache',
    CACHE_HOSTS: hosts.join(' '),
    CACHE_SENTINELS: sentinels.join(' '),
    CACHE_CONFIGURATION: `${root}/configuration`,
    CACHE_DATA: `${root}/data`,
    CACHE_RUN: `${root}/run`,
    CACHE_PASSWORD_FILE: `${root}/password`,
    CACHE_CLI_OPTIONS: '',
    CACHE_STOP_SECONDS: '45',
  };
}

function prepare(root: string, situation: Situation): void {
  writePrograms(root);
  writeFolders(root, situation);
  writeReplies(root, situation);
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text, { mode: 0o755 });
}

function writePrograms(root: string): void {
  write(
    root,
    'bin/stub-cli',
    '#!/bin/sh\necho "$2 $5 $6" >>"$STUB/sent"\ncd "$STUB/replies"\ncat "$2 $5 $6" 2>/dev/null || cat "$2 $5"\n',
  );
  // The stub of the server records its configuration; the waiting server waits.
  write(
    root,
    'bin/stub-server',
    '#!/bin/sh\ncase $1 in */waiting.conf) exec /bin/sleep 60 ;; esac\ncp "$1" "$STUB/started"\n',
  );
  // The end of a round is the end of the test.
  write(root, 'bin/sleep', '#!/bin/sh\nkill -TERM "$PPID"\n');
}

/** Writes the files of the ConfigMap, of the Secret, of the volume and of `/run`. */
function writeFolders(root: string, { volume = [], run = [], writtenSecondsAgo = 0 }: Situation): void {
  const written = Date.now() / 1000 - writtenSecondsAgo;
  for (const file of ['tls.conf', 'tls-sentinel.conf', 'valkey.conf', 'sentinel.conf']) {
    write(root, `configuration/${file}`, '');
  }
  write(root, 'password', 'secret');
  for (const folder of ['data', 'run']) mkdirSync(join(root, folder), { recursive: true });
  for (const file of volume) {
    write(root, `data/${file}`, 'x');
    utimesSync(join(root, 'data', file), written, written);
  }
  for (const file of run) write(root, `run/${file}`, '');
}

function writeReplies(root: string, { self, says = {}, replies = {}, othersReply = {} }: Situation): void {
  for (const [host, statement] of Object.entries(says)) {
    for (const [command, reply] of Object.entries(repliesOf(host, statement))) {
      write(root, `replies/${host} ${command}`, reply);
    }
  }
  for (const [command, reply] of Object.entries(othersReply)) write(root, `replies/${command}`, reply);
  for (const [command, reply] of Object.entries(replies)) write(root, `replies/${self} ${command}`, reply);
}

/** Replies as redis-cli prints them. */
function repliesOf(host: string, statement: Statement): Record<string, string> {
  if (statement === 'silent') return {};
  if (statement === 'waits') return { ROLE: 'sentinel\n\n' };
  if (host.startsWith('sentinel')) return { ROLE: 'sentinel\ncache\n', SENTINEL: `${statement}\n6379\n` };
  return { ROLE: statement === 'primary' ? 'master\n0\n\n' : `slave\n${statement}\n6379\nconnected\n0\n` };
}
