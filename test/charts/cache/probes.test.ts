import { runScript } from './run-script.ts';

const inStep = 'role:slave\nmaster_link_status:up\n';
const onTheVolume = 'aof_rewrite_in_progress:0\naof_rewrite_scheduled:0\naof_last_bgrewrite_status:ok\n';

describe('a sentinel', () => {
  test('is ready when it names a primary', () => {
    expect(
      runScript({ script: 'ready-sentinel.sh', self: 'sentinel-0', says: { 'sentinel-0': 'cache-1' } })
        .status,
    ).toBe(0);
  });

  test('is not ready while it waits for one, although it answers', () => {
    const replies = { PING: 'PONG\n', SENTINEL: '\n' };
    expect(runScript({ script: 'ready-sentinel.sh', self: 'sentinel-0', replies }).status).toBe(1);
  });
});

describe('a data pod', () => {
  const ready = (replies: Record<string, string>) =>
    runScript({
      script: 'ready-data.sh',
      self: 'cache-1',
      replies: { PING: 'PONG\n', ...replies },
      volume: ['incomplete'],
      run: ['not-in-step'],
    });

  test('is not ready while it waits, although it answers', () => {
    expect(ready({ INFO: '\n' }).status).toBe(1);
  });

  test('is among those that sentinels promote first as soon as its copy is complete and on the volume', () => {
    const { status, remainingFiles } = ready({ INFO: inStep + onTheVolume, CONFIG: 'OK\n' });
    expect({ status, remainingFiles }).toEqual({ status: 0, remainingFiles: [] });
  });

  test.each([
    ['is still written', onTheVolume.replace('in_progress:0', 'in_progress:1')],
    ['is still to be written', onTheVolume.replace('scheduled:0', 'scheduled:1')],
    ['could not be written', onTheVolume.replace('status:ok', 'status:err')],
  ])('is ready and not yet among them while its copy %s', (_, persistence) => {
    const { status, remainingFiles } = ready({ INFO: inStep + persistence, CONFIG: 'OK\n' });
    expect({ status, remainingFiles }).toEqual({ status: 0, remainingFiles: ['incomplete', 'not-in-step'] });
  });
});

describe('before a data pod stops', () => {
  const stop = (situation: object) =>
    runScript({ script: 'stop-data.sh', self: 'cache-1', ...situation }).says;

  test.each([
    ['primary', { says: { 'cache-1': 'primary' } }],
    ['too busy to answer', {}],
  ])('one that is %s asks for a failover', (_, situation) => {
    expect(stop({ run: ['serving'], ...situation })).toBe('asked sentinel-2 for a failover: no answer');
  });

  test('a primary without replicas requests no failover, and unblocks the writes that it blocked for one', () => {
    const { says, sent } = runScript({
      script: 'stop-data.sh',
      self: 'cache-1',
      run: ['serving'],
      says: { 'cache-1': 'primary' },
      replies: { INFO: 'role:master\nconnected_slaves:0\n' },
    });
    expect(says).toBe('');
    expect(sent.at(-1)).toBe('cache-1 FAILOVER ABORT');
  });

  test('a primary does not rely on a sentinel that names a pod that is not primary', () => {
    const says = { 'cache-1': 'primary', 'cache-2': 'cache-1', 'sentinel-0': 'cache-2' } as const;
    expect(stop({ run: ['serving'], says })).toBe('asked sentinel-2 for a failover: no answer');
  });

  test('a primary stops when its successor is primary', () => {
    const says = { 'cache-1': 'primary', 'cache-2': 'primary', 'sentinel-0': 'cache-2' } as const;
    expect(stop({ run: ['serving'], says })).toBe('');
  });

  test.each([
    ['a replica', { run: ['serving'], says: { 'cache-1': 'cache-0' } }],
    ['still waiting', {}],
  ])('one that is %s does not', (_, situation) => {
    expect(stop(situation)).toBe('');
  });
});
