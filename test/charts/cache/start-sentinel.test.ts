import { runScript, type Situation } from './run-script.ts';

function start(says: Situation['says']) {
  return runScript({ script: 'start-sentinel.sh', self: 'sentinel-0', says });
}

function watched({ configuration }: ReturnType<typeof start>): string | undefined {
  return configuration.find(line => line.startsWith('sentinel monitor '));
}

const othersKnowNone = { 'sentinel-1': 'waits', 'sentinel-2': 'waits' } as const;

describe('a sentinel whose volume is empty', () => {
  test('says so while it waits', () => {
    const decision = start({});
    expect(decision.answersThatItWaits).toBe(true);
    expect(decision.says).toBe(
      'waiting: no data pod is primary yet; silent: sentinel-1 sentinel-2 cache-0 cache-1 cache-2',
    );
  });

  test('watches the primary that a majority of the sentinels names', () => {
    const decision = start({ 'sentinel-1': 'cache-1', 'sentinel-2': 'cache-1' });
    expect(watched(decision)).toBe('sentinel monitor cache cache-1 6379 2');
  });

  test('does not trust one other sentinel, with which it would be a majority', () => {
    const decision = start({ 'sentinel-1': 'cache-0' });
    expect(decision.says).toBe(
      'waiting: cache-0 must say that it is primary, and half of the data pods must agree: 0 of 3 do',
    );
  });

  test('watches the pod that is primary and that another follows', () => {
    const decision = start({
      ...othersKnowNone,
      'cache-1': 'primary',
      'cache-2': 'cache-1',
      'cache-0': 'waits',
    });
    expect(watched(decision)).toBe('sentinel monitor cache cache-1 6379 2');
  });

  test('does not watch a primary without replicas: it may be an old one', () => {
    const decision = start({ ...othersKnowNone, 'cache-0': 'primary' });
    expect(decision.says).toBe(
      'waiting: cache-0 must say that it is primary, and half of the data pods must agree: 1 of 3 do',
    );
  });

  test('does not watch a pod that others follow and that is silent', () => {
    const decision = start({ ...othersKnowNone, 'cache-1': 'cache-0', 'cache-2': 'cache-0' });
    expect(decision.says).toBe(
      'waiting: cache-0 must say that it is primary, and half of the data pods must agree: 2 of 3 do',
    );
  });

  test.each<[string, Situation['says']]>([
    ['two pods are primary', { 'cache-0': 'primary', 'cache-1': 'primary', 'cache-2': 'cache-1' }],
    ['a pod follows another', { 'cache-0': 'cache-1', 'cache-1': 'primary', 'cache-2': 'cache-0' }],
    ['a sentinel names another', { 'cache-1': 'primary', 'cache-2': 'cache-1', 'sentinel-1': 'cache-0' }],
  ])('waits while %s', (_, says) => {
    expect(start(says).says).toBe('waiting: more than one primary is named: cache-0 cache-1');
  });
});
