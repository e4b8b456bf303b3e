import { production } from './production.ts';
import { runFile } from './promtool.ts';

/** A figure before and while all of something is away; undefined: no series. */
interface Figure {
  readonly before: number | undefined;
  readonly during: number | undefined;
  /** Whether the numbers are what a counter grows by from one scrape to the next. Default: they are its values. */
  readonly grows?: true;
  /** Whether what has grown is 0 again when all is back, as a time that is waited. Default: it stays. */
  readonly endsAtOnce?: true;
}

/** All of something stops at once. */
interface Outage {
  readonly alert: string;
  readonly rules: string;
  readonly figures: Readonly<Record<string, Figure>>;
  /** Whether a minute of it is reported, too. Default: it is not. */
  readonly isNeverPlanned?: true;
}

const pod = (name: string) => `namespace="production",pod="${name}"`;
const stays = (value: number): Figure => ({ before: value, during: value });
const becomes = (before: number, during: number): Figure => ({ before, during });
const goes = (before: number): Figure => ({ before, during: undefined });
const grows = (before: number, during: number): Figure => ({ before, during, grows: true });

const primary = {
  [`cnpg_pg_replication_in_recovery{${pod('database-1')}}`]: stays(0),
  [`cnpg_pg_replication_is_wal_receiver_up{${pod('database-1')}}`]: stays(0),
};
const quorum = (number: number) =>
  `redis_sentinel_master_ckquorum_status{${pod(`cache-sentinel-${number}`)},master_name="cache"}`;
const lag = (name: string) =>
  `redis_connected_slave_lag_seconds{${pod('cache-0')},slave_ip="${name}",slave_state="online"}`;
const role = `redis_instance_info{${pod('cache-0')},role="master"}`;

const answers = (code: number) =>
  `http_requests_total{namespace="production",service="web",pod="web-1",code="${code}"}`;

/** Seconds between two scrapes, as the monitors ask for them. */
const scrape = 30;

const outages: readonly Outage[] = [
  {
    alert: 'DatabaseWritesWait',
    rules: 'database',
    figures: {
      ...primary,
      [`cnpg_pg_replication_streaming_replicas{${pod('database-1')}}`]: becomes(2, 0),
      [`cnpg_pg_replication_is_wal_receiver_up{${pod('database-2')}}`]: goes(1),
      [`cnpg_pg_replication_is_wal_receiver_up{${pod('database-3')}}`]: goes(1),
    },
  },
  {
    alert: 'DatabaseWithoutPrimary',
    rules: 'database',
    figures: {
      [`cnpg_pg_replication_in_recovery{${pod('database-1')}}`]: goes(0),
      [`cnpg_pg_replication_in_recovery{${pod('database-2')}}`]: stays(1),
    },
  },
  {
    alert: 'DatabaseWritesUnreachable',
    rules: 'database',
    figures: { [`cnpg_pgbouncer_lists_databases{${pod('database-pooler-rw-7f9c8d-x7k2p')}}`]: goes(4) },
  },
  {
    alert: 'DatabaseReadsUnreachable',
    rules: 'database',
    figures: { [`cnpg_pgbouncer_lists_databases{${pod('database-pooler-ro-7f9c8d-x7k2p')}}`]: goes(4) },
  },
  {
    alert: 'DatabaseClientsStuck',
    rules: 'database',
    figures: {
      [`cnpg_pgbouncer_pools_maxwait{${pod('database-pooler-rw-7f9c8d-x7k2p')}}`]: {
        ...grows(0, scrape),
        endsAtOnce: true,
      },
    },
  },
  {
    alert: 'CacheOutOfMemory',
    rules: 'cache',
    figures: { [`redis_errors_total{${pod('cache-0')},err="OOM"}`]: grows(0, 60) },
    isNeverPlanned: true,
  },
  {
    alert: 'CacheWritesFail',
    rules: 'cache',
    figures: { [`redis_aof_last_write_status{${pod('cache-0')}}`]: becomes(1, 0) },
  },
  {
    alert: 'ApplicationFails',
    rules: 'web',
    figures: { [answers(200)]: grows(300, 0), [answers(500)]: grows(0, 300) },
  },
  {
    alert: 'CacheWritesRefused',
    rules: 'cache',
    figures: { [role]: stays(1), [lag('cache-1')]: goes(0), [lag('cache-2')]: goes(1) },
  },
  { alert: 'CacheWithoutPrimary', rules: 'cache', figures: { [role]: goes(1) } },
  {
    alert: 'CacheWithoutQuorum',
    rules: 'cache',
    figures: { [quorum(0)]: goes(1), [quorum(1)]: goes(1), [quorum(2)]: goes(1) },
  },
  {
    alert: 'ApplicationDown',
    rules: 'web',
    figures: { 'up{namespace="production",service="web",pod="web-aaaa-1"}': becomes(1, 0) },
  },
  {
    alert: 'ApplicationDown',
    rules: 'web',
    figures: {
      'up{namespace="production",service="web",pod="web-aaaa-1"}': stays(1),
      'rollout_info_replicas_available{namespace="production",name="web"}': becomes(3, 0),
    },
  },
];

/** Scrapes before anything is wrong. */
const scrapesBefore = 20;

/** The first scrape that sees it: at worst this long after the beginning, with what an instance may repeat. */
const seen = { after: scrape + 10, at: scrapesBefore * scrape };

/** Plays an outage of so many scrapes; asks how often the alert fires at each time, in seconds after it was seen. */
function runOutage(
  { alert, rules, figures }: Outage,
  scrapes: number,
  firing: Readonly<Record<number, number>>,
) {
  const input = Object.entries(figures).map(([series, figure]) => ({
    series,
    values: valuesOf(figure, scrapes)
      .map(value => value ?? 'stale')
      .join(' '),
  }));
  return runFile([production(rules)], {
    evaluation_interval: '15s',
    tests: [
      {
        interval: `${scrape}s`,
        input_series: input,
        promql_expr_test: Object.entries(firing).map(([after, count]) => ({
          expr: `count(ALERTS{alertname="${alert}",alertstate="firing"}) or vector(0)`,
          eval_time: `${seen.at + Number(after)}s`,
          exp_samples: [{ labels: '{}', value: count }],
        })),
      },
    ],
  });
}

/** A value a scrape. A series that a scrape no longer finds ends at once. */
function valuesOf({ before, during, grows, endsAtOnce }: Figure, scrapes: number): (number | undefined)[] {
  const values = [
    ...Array.from({ length: scrapesBefore }, () => before),
    ...Array.from({ length: scrapes }, () => during),
    ...Array.from({ length: scrapesBefore }, () => before),
  ];
  if (!grows) return values;
  let sum = 0;
  return values.map((value, index) => {
    sum = endsAtOnce && index >= scrapesBefore + scrapes ? 0 : sum + (value ?? 0);
    return sum;
  });
}

describe.each(outages.map(outage => [outage.alert, outage] as const))('%s', (_, outage) => {
  test('fires within two minutes, scrapes included', async () => {
    const sure = 120 - seen.after;
    expect(await runOutage(outage, scrapesBefore, { 0: 0, [sure]: 1, [sure + 15]: 1 })).toBe('');
  });

  if (outage.isNeverPlanned) return;

  test('says nothing of an interruption that two scrapes see', async () => {
    const silent = Array.from({ length: 20 }, (_, index) => [index * 15, 0] as const);
    expect(await runOutage(outage, 2, Object.fromEntries(silent))).toBe('');
  });
});
