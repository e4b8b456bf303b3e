import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManagedCache } from '../../../config/cache.ts';
import { type CacheUser, usersOf } from '../../../config/cache-users.ts';
import { joined } from '../../../config/units/text.ts';
import { ownUsers } from './names.ts';

/** The rights of a user: at the data pods, and at the sentinels. - it does not exist there. */
interface Rights {
  readonly data?: readonly string[];
  readonly sentinel?: readonly string[];
}

/**
 * What reads and writes keys by their names, and what clients ask when they connect.
 *
 * It is a list of what is allowed, by types of data: a new command of a new version is not in it. Patterns of keys do not
 * limit commands that name no key, so these are left out:
 *
 * - SCAN, CLUSTERSCAN, RANDOMKEY, KEYS, DBSIZE and PUBSUB show the keys and channels of all users.
 * - CLIENT TRACKING with BCAST reports every key that anyone changes.
 * - FUNCTION replaces functions that others call with their own rights.
 * - SCRIPT FLUSH, KILL and DEBUG stop the scripts of others.
 *
 * INFO and ROLE are dangerous to Valkey. They show numbers and addresses, no keys, and clients need them. BullMQ and
 * Sidekiq ask INFO for the version. redis-rb and Predis ask ROLE whether a server is primary.
 */
const commandsOfApplications: readonly string[] = [
  '-@all +@string +@hash +@list +@set +@sortedset +@stream +@bitmap +@hyperloglog +@geo',
  '+@transaction +@connection -@admin -@dangerous -client|tracking +time +info +role',
  '+del +unlink +exists +type +touch +copy +rename +renamenx +dump +object +persist +memory|usage',
  '+expire +pexpire +expireat +pexpireat +expiretime +pexpiretime +ttl +pttl',
  '+eval +eval_ro +evalsha +evalsha_ro +script|load +script|exists',
  '+subscribe +unsubscribe +psubscribe +punsubscribe +publish +ssubscribe +sunsubscribe +spublish',
];

/** What clients ask a sentinel: who is primary, and to hear when that changes. Events name pods, no keys. */
const sentinelCommandsOfApplications: readonly string[] = [
  'resetchannels allchannels -@all +@connection -@admin -@dangerous +info +role',
  '+subscribe +unsubscribe +psubscribe +punsubscribe',
  '+sentinel|get-master-addr-by-name +sentinel|master +sentinel|masters +sentinel|replicas',
  '+sentinel|slaves +sentinel|sentinels',
];

function rightsOfApplication({ keys, channels, commands }: CacheUser): Rights {
  const [patterns, channelPatterns] = [keys.map(key => `~${key}`), channels.map(channel => `&${channel}`)];
  return {
    data: [
      `resetchannels ${joined(patterns, ' ')}`,
      ...(channels.length > 0 ? [joined(channelPatterns, ' ')] : []),
      ...commandsOfApplications,
      ...(commands.length > 0 ? [joined(commands, ' ')] : []),
    ],
    sentinel: sentinelCommandsOfApplications,
  };
}

/**
 * The rights of the cache's own programs, found with `ACL LOG` on Valkey 9.1.2 and Redis 7.0.15. Valkey's list for
 * sentinels lacks FAILOVER and CLIENT PAUSE, with which a coordinated failover begins. Sources: valkey `docs/topics/acl.md`
 * and `sentinel.md`; redis_exporter `README.md`.
 */
const rightsOfOwnUsers: Readonly<Record<string, Rights>> = {
  [ownUsers.replication]: { data: ['resetchannels -@all +psync +replconf +ping'] },
  [ownUsers.sentinel]: {
    data: [
      'resetchannels allchannels -@all +ping +info +role +publish +subscribe +multi +exec +slaveof +replicaof',
      '+failover +client|pause +client|unpause +config|rewrite +client|setname +client|kill +script|kill',
    ],
    sentinel: [
      'resetchannels allchannels -@all +ping +info +role +publish +subscribe +client|setname +sentinel',
    ],
  },
  [ownUsers.exporter]: {
    data: [
      'resetchannels -@all +ping +info +client|setname',
      '+latency|latest +latency|histogram +slowlog|len +slowlog|get',
    ],
    sentinel: [
      'resetchannels -@all +ping +info +client|setname',
      '+sentinel|masters +sentinel|slaves +sentinel|sentinels +sentinel|ckquorum',
    ],
  },
  [ownUsers.endpoint]: { data: ['resetchannels -@all +info'] },
};

/** The files of the ConfigMap that are there with users: the rights of each, no passwords, and the script about them. */
export function userFiles(cache: ManagedCache, common: string): Readonly<Record<string, string>> {
  if (cache.users === undefined) return {};
  const script = readFileSync(join(import.meta.dirname, '../scripts/users.sh'), 'utf8');
  const applications = usersOf(cache).map(([name, user]) => [name, rightsOfApplication(user)] as const);
  const programs = Object.entries(rightsOfOwnUsers).filter(([name]) => isThere(cache, name));
  return {
    'common.sh': `${common}\n${script}`,
    ...Object.fromEntries(
      [...programs, ...applications].map(([name, rights]) => [`user.${name}`, linesOf(rights)]),
    ),
  };
}

/** The users that a cache has: the endpoint needs one only where there is one. */
export function namesOfOwnUsers(cache: ManagedCache): string[] {
  return cache.users === undefined ? [] : Object.values(ownUsers).filter(name => isThere(cache, name));
}

function isThere({ endpoint }: ManagedCache, name: string): boolean {
  return name !== ownUsers.endpoint || endpoint !== undefined;
}

/** A line for each part of the rights, which begins with the servers that it is for. */
function linesOf(rights: Rights): string {
  return Object.entries(rights)
    .flatMap(([servers, parts]) => parts.map((part: string) => `${servers} ${part}\n`))
    .join('');
}
