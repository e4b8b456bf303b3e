import * as fc from 'fast-check';
import { mostPods } from '../../../charts/application/workload.ts';
import { law } from '../../support/law.ts';
import { type ApplicationInput, environmentOf } from './manifests.ts';

function pods(input: Partial<ApplicationInput>): number {
  const { web } = environmentOf(input).applications;
  if (!web) throw new Error('no application web');
  return mostPods(web);
}

const rules = [{ metric: 'CPUUtilization' as const, threshold: 70, cooldown: 300, adjustment: 1 }];

describe('the most pods of an application', () => {
  test('are three colors in a Rollout: active, preview, and the previous one', () => {
    expect(pods({ scale: 4 })).toBe(12);
  });

  test('are its replicas and the surge in a Deployment', () => {
    expect(pods({ scale: 4, delivery: { strategy: 'rollingUpdate', maxSurge: 2 } })).toBe(6);
  });

  test('are computed from the maximum of an autoscaler', () => {
    law(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 50 }), (a, b) => {
        const [min, max] = [Math.min(a, b), Math.max(a, b)];
        return pods({ scale: { min, max, rules } }) === pods({ scale: max });
      }),
    );
  });
});
