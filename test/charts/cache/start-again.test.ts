import { type Pod, runScript, type Situation, sentinels } from './run-script.ts';

const self = 'cache-1';
const waits =
  'waiting: the sentinels name this pod, but others have its data and are ready; they will name another';

interface Replica {
  readonly role?: string;
  readonly follows?: Pod;
  readonly link?: string;
  /** Seconds since the link to the primary broke. */
  readonly linkDownSeconds?: number;
  readonly priority?: number;
  readonly offset?: number;
}

/** The reply of a replica to INFO a second after this pod, its primary, was killed. */
function replica({
  role = 'slave',
  follows = self,
  link = 'down',
  linkDownSeconds = 1,
  priority = 100,
  offset = 7000,
}: Replica = {}) {
  return [
    `role:${role}`,
    `master_host:${follows}`,
    `master_link_status:${link}`,
    `slave_repl_offset:${offset}`,
    `master_link_down_since_seconds:${linkDownSeconds}`,
    `slave_priority:${priority}`,
    '',
  ].join('\n');
}

/** What the killed primary does when it starts again, for given answers of its replicas and the sentinels. */
function startAgain(
  first: string | undefined,
  third: string,
  flags = 'master',
  rest: Partial<Situation> = {},
) {
  const { says, sent } = runScript({
    script: 'start-data.sh',
    self,
    volume: ['appendonlydir/appendonly.aof.manifest'],
    says: Object.fromEntries(sentinels.map(sentinel => [sentinel, self])),
    othersReply: {
      ...(first && { 'cache-0 INFO replication': first }),
      'cache-2 INFO replication': third,
      ...Object.fromEntries(sentinels.map(host => [`${host} SENTINEL MASTER`, `flags\n${flags}\nport\n`])),
      'sentinel-0 SENTINEL FAILOVER': 'OK\n',
    },
    ...rest,
  });
  return { says, asks: sent.filter(command => command.endsWith('FAILOVER')) };
}

describe('a primary that was killed and starts again', () => {
  test('requests the promotion of a replica if all of them have its data', () => {
    expect(startAgain(replica(), replica())).toEqual({ says: waits, asks: ['sentinel-0 SENTINEL FAILOVER'] });
  });

  test('requests it also if a replica lost its link earlier, but nothing was written since', () => {
    const longAgo = { writtenSecondsAgo: 600 };
    expect(startAgain(replica({ linkDownSeconds: 599 }), replica(), 'master', longAgo).says).toBe(waits);
  });

  test.each<[string, string | undefined]>([
    ['is silent', undefined],
    ['lost its link before the last write', replica({ linkDownSeconds: 30 })],
    ['was never in sync', replica({ priority: 2_000_000_000 })],
    ['has no complete copy', replica({ priority: 0 })],
    ['has come less far than the other', replica({ offset: 6999 })],
    ['follows another', replica({ follows: 'cache-2' })],
    ['has its link', replica({ link: 'up' })],
  ])('is primary again when a replica %s, since that one may lack something', (_, first) => {
    expect(startAgain(first, replica())).toEqual({ says: 'starting as primary', asks: [] });
  });

  test('is primary again if there is only one replica, which cannot be compared with another', () => {
    const two = { pods: ['cache-0', self] } as const;
    expect(startAgain(replica(), '', 'master', two)).toEqual({ says: 'starting as primary', asks: [] });
  });

  test('waits during a failover, and requests no second one', () => {
    const promoted = replica({ role: 'master' });
    for (const first of [replica(), promoted]) {
      expect(startAgain(first, replica(), 'master,o_down,failover_in_progress')).toEqual({
        says: waits,
        asks: [],
      });
    }
  });

  test('leaves the failover to the sentinels when they have found it down', () => {
    expect(startAgain(replica(), replica(), 's_down,master')).toEqual({ says: waits, asks: [] });
  });

  test('does not become primary next to another that the sentinels do not name yet', () => {
    expect(startAgain(replica({ role: 'master' }), replica())).toEqual({ says: waits, asks: [] });
  });

  test('is primary again when everything has stopped and the others wait', () => {
    expect(startAgain(undefined, '').says).toBe('starting as primary');
  });
});
