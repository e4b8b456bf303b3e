import { type Pod, pods, runScript, type Situation, sentinels } from './run-script.ts';

const data = ['appendonlydir/appendonly.aof.manifest'];
const noSentinelKnows = { 'sentinel-0': 'waits', 'sentinel-1': 'waits', 'sentinel-2': 'waits' } as const;

function start(situation: Omit<Situation, 'script'>) {
  return runScript({ script: 'start-data.sh', ...situation });
}

function allName(primary: Pod): Situation['says'] {
  return Object.fromEntries(sentinels.map(sentinel => [sentinel, primary]));
}

describe('on the very first start', () => {
  const nobodyHasData = { ...noSentinelKnows, 'cache-1': 'waits', 'cache-2': 'waits' } as const;

  test('the first pod becomes primary when every sentinel knows of none and every other pod is empty', () => {
    expect(start({ self: 'cache-0', says: nobodyHasData }).says).toBe('starting as primary');
  });

  test('no other pod becomes primary', () => {
    const { says } = start({
      self: 'cache-1',
      says: { ...nobodyHasData, 'cache-0': 'waits', 'cache-1': 'silent' },
    });
    expect(says).toBe('waiting: no pod has data, so the first becomes primary: cache-0');
  });

  test.each(sentinels)('the first pod waits while %s is silent', sentinel => {
    const { says, answersThatItWaits } = start({
      self: 'cache-0',
      says: { ...nobodyHasData, [sentinel]: 'silent' },
    });
    expect(says).toMatch(
      `no majority of the sentinels names a primary; silent: ${sentinel}; bring them back`,
    );
    expect(answersThatItWaits).toBe(false);
  });

  test.each(['cache-1', 'cache-2'])(
    'the first pod waits while %s is silent, and says what a person can do',
    pod => {
      const { says, answersThatItWaits } = start({
        self: 'cache-0',
        says: { ...nobodyHasData, [pod]: 'silent' },
      });
      expect(says).toMatch(
        new RegExp(
          `these pods are silent and may have data: ${pod}; .* run there: touch .*/data/start-as-primary$`,
        ),
      );
      expect(answersThatItWaits).toBe(true);
    },
  );

  test('an empty pod follows a pod that is primary before the sentinels know it', () => {
    const says = { 'cache-0': 'primary', 'sentinel-0': 'waits' } as const;
    expect(start({ self: 'cache-1', says }).says).toBe('starting as replica of cache-0');
  });
});

const allWait = Object.fromEntries([...pods, ...sentinels].map(host => [host, 'waits'] as const));

describe.each(pods)('when no one knows a primary, %s', self => {
  test.each([
    ['without data', []],
    ['with data', data],
  ])('%s never becomes primary while one sentinel or one other pod is silent', (_, volume) => {
    for (const host of [...pods, ...sentinels].filter(host => host !== self)) {
      expect(start({ self, volume, says: { ...allWait, [host]: 'silent' } }).says).toMatch(
        /^waiting: .*silent/,
      );
    }
  });
});

describe('a pod with data', () => {
  const self = 'cache-1';

  test('never says that it waits without data', () => {
    expect(start({ self, volume: data, says: noSentinelKnows }).answersThatItWaits).toBe(false);
  });

  test('is primary when a majority of the sentinels names it', () => {
    const says = { 'sentinel-0': self, 'sentinel-2': self } as const;
    expect(start({ self, volume: data, says }).says).toBe('starting as primary');
  });

  test('waits if only one sentinel names it', () => {
    const { says } = start({ self, volume: data, says: { ...noSentinelKnows, 'sentinel-0': self } });
    expect(says).toMatch('no majority of the sentinels names a primary; silent: none');
  });

  test('follows another that a majority of the sentinels names', () => {
    const { says, configuration } = start({ self, volume: data, says: allName('cache-2') });
    expect(says).toBe('starting as replica of cache-2');
    expect(configuration).not.toContain('replica-priority 0');
  });

  test('does not follow a pod that says it is primary while the sentinels are silent', () => {
    const says = { 'cache-0': 'primary', 'cache-2': 'cache-0', 'sentinel-1': 'waits' } as const;
    expect(start({ self, volume: data, says }).says).toBe(
      'waiting: pods follow cache-0, but these sentinels are silent and may know better: sentinel-0 sentinel-2',
    );
  });

  test('follows a pod that is primary when no sentinel knows better', () => {
    const says = { ...noSentinelKnows, 'cache-0': 'primary' } as const;
    expect(start({ self, volume: data, says }).says).toBe('starting as replica of cache-0');
  });

  test('waits when two others are primary', () => {
    const says = { ...noSentinelKnows, 'cache-0': 'primary', 'cache-2': 'primary' } as const;
    expect(start({ self, volume: data, says }).says).toBe(
      'waiting: more than one primary is named: cache-0 cache-2',
    );
  });

  test('waits when only some sentinels name another', () => {
    const says = { ...noSentinelKnows, 'sentinel-0': 'cache-0' } as const;
    expect(start({ self, volume: data, says }).says).toBe(
      'waiting: no majority of the sentinels names a primary, only some do: cache-0; silent: none',
    );
  });

  test('is primary if no sentinel knows one and all other pods are empty or follow it', () => {
    const says = { ...noSentinelKnows, 'cache-0': 'waits', 'cache-2': self } as const;
    expect(start({ self, volume: data, says }).says).toBe('starting as primary');
  });

  test('waits while another may have data too', () => {
    const says = { ...noSentinelKnows, 'cache-0': 'waits' } as const;
    expect(start({ self, volume: data, says }).says).toMatch('are silent and may have data: cache-2; ');
  });
});

describe('a pod whose volume is empty', () => {
  test('waits until the sentinels name another pod, and gives no answer until then', () => {
    const { says, answersThatItWaits } = start({ self: 'cache-0', says: allName('cache-0') });
    expect(says).toBe(
      'waiting: the sentinels name this pod, but its volume is empty; they will name another',
    );
    expect(answersThatItWaits).toBe(false);
  });

  test('waits when running pods follow it', () => {
    const says = { ...noSentinelKnows, 'cache-1': 'cache-0', 'cache-2': 'cache-0' } as const;
    expect(start({ self: 'cache-0', says }).says).toMatch(
      'other pods follow this pod, but its volume is empty; run on one of them: touch ',
    );
  });

  test('follows as a replica that no sentinel promotes', () => {
    const { says, configuration } = start({ self: 'cache-0', says: allName('cache-1') });
    expect(says).toBe('starting as replica of cache-1');
    expect(configuration).toContain('replica-priority 0');
  });
});

test('a first copy that was never complete is not data', () => {
  const { says, configuration } = start({
    self: 'cache-0',
    volume: [...data, 'incomplete'],
    says: allName('cache-1'),
  });
  expect(says).toBe('starting as replica of cache-1');
  expect(configuration).toContain('replica-priority 0');
});

test('sentinels promote the pod with the newer data first, but after those that are in sync', () => {
  const priority = (writtenSecondsAgo: number) => {
    const { configuration } = start({
      self: 'cache-1',
      volume: data,
      writtenSecondsAgo,
      says: allName('cache-2'),
    });
    return Number(configuration.join('\n').match(/^replica-priority (\d+)$/m)?.[1]);
  };
  const [ofNow, ofAnHourAgo, ofTheBeginning] = [priority(0), priority(3600), priority(Date.now() / 1000)];
  expect(ofNow).toBeGreaterThan(100);
  expect(ofAnHourAgo).toBeGreaterThan(ofNow);
  expect(ofTheBeginning).toBe(2_147_483_647);
});

test.each([[[]], [data]])('a person can make a pod primary once, against all others: %j', files => {
  const volume = [...files, 'start-as-primary'];
  const { says, remainingFiles } = start({ self: 'cache-1', volume, says: allName('cache-0') });
  expect(says).toBe('starting as primary');
  expect(remainingFiles).toEqual(files);
});
