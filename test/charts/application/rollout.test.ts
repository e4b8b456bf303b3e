import * as fc from 'fast-check';
import { law } from '../../support/law.ts';
import { objectOf } from '../../support/manifests.ts';
import { web } from './manifests.ts';

const rollout = (...args: Parameters<typeof web>) => objectOf(web(...args), 'Rollout', 'web').spec;

const rules = [{ metric: 'CPUUtilization' as const, threshold: 70, cooldown: 300, adjustment: 1 }];

describe('rollout', () => {
  test('leaves a fixed number of replicas to the object that comes after a release', () => {
    expect(rollout({ scale: 4 })).not.toHaveProperty('replicas');
  });

  test('has no replicas if the environment file says so', () => {
    expect(rollout({ scale: 0 }).replicas).toBe(0);
  });

  test('leaves its replicas to an autoscaler', () => {
    expect(rollout({ scale: { min: 3, max: 6, rules } })).not.toHaveProperty('replicas');
  });

  test('waits for a person if promotion is not automatic', () => {
    const delivery = { strategy: 'blueGreen' as const, autoPromotion: false };
    expect(rollout({ delivery }).strategy.blueGreen.autoPromotionEnabled).toBe(false);
  });

  test('sets no field that would end an analysis early or conflict with the autoscaler', () => {
    const { blueGreen } = rollout({ scale: { min: 3, max: 6, rules } }).strategy;
    expect(blueGreen).not.toHaveProperty('autoPromotionSeconds');
    expect(blueGreen).not.toHaveProperty('previewReplicaCount');
    expect(blueGreen).not.toHaveProperty('antiAffinity');
  });

  test('keeps the old color as long as the environment file says', () => {
    const delivery = { strategy: 'blueGreen' as const, scaleDownDelay: '1h' as const };
    expect(rollout({ delivery }).strategy.blueGreen.scaleDownDelaySeconds).toBe(3600);
  });

  test('aborts a release that makes no progress', () => {
    expect(rollout()).toMatchObject({ progressDeadlineAbort: true, revisionHistoryLimit: 5 });
  });

  test('is not aborted while an analysis runs', () => {
    law(
      fc.property(fc.integer({ min: 10, max: 3600 }), fc.integer({ min: 1, max: 20 }), (seconds, count) => {
        const analysis = { interval: `${seconds}s` as const, count };
        const { progressDeadlineSeconds } = rollout({
          delivery: { strategy: 'blueGreen', analysis, scaleDownDelay: '24h' },
        });
        const startup = 300;
        return progressDeadlineSeconds > startup + 60 + seconds * count;
      }),
      { numRuns: 20 },
    );
  });
});
