import * as fc from 'fast-check';
import { kubernetesMinors } from '../../../../config/kubernetes.ts';
import { law } from '../../../support/law.ts';
import { container, podSpec, web } from '../manifests.ts';

const rollingUpdate = { strategy: 'rollingUpdate' as const };

describe('shutdown', () => {
  test('lets the kubelet of a Rollout sleep, which needs nothing from the image', () => {
    expect(container(web({}, { kubernetes: '1.34' })).lifecycle).toEqual({
      preStop: { sleep: { seconds: 10 } },
    });
  });

  test('sleeps with the program of the image where Kubernetes has no sleep action', () => {
    expect(container(web({}, { kubernetes: '1.27' })).lifecycle).toEqual({
      preStop: { exec: { command: ['sleep', '10'] } },
    });
  });

  test.each(kubernetesMinors)('writes a Deployment that every Kubernetes accepts for %s', kubernetes => {
    expect(container(web({ delivery: rollingUpdate }, { kubernetes })).lifecycle).toEqual({
      preStop: { exec: { command: ['sleep', '10'] } },
    });
  });

  test('has no hook where nothing is drained', () => {
    expect(container(web({ shutdown: { drain: '0s' } }))).not.toHaveProperty('lifecycle');
  });

  test('grants the time of the drain and the time after SIGTERM', () => {
    law(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 300 }), (drain, grace) => {
        const spec = podSpec(web({ shutdown: { drain: `${drain}s`, grace: `${grace}s` } }));
        return spec.terminationGracePeriodSeconds === drain + grace;
      }),
      { numRuns: 20 },
    );
  });
});
