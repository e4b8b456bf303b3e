import * as fc from 'fast-check';
import { kubernetesMinors } from '../../../../config/kubernetes.ts';
import { law } from '../../../support/law.ts';
import { container, podSpec, web } from '../manifests.ts';

describe('shutdown', () => {
  describe.each([
    ['a Rollout', {}],
    ['a Deployment', { delivery: { strategy: 'rollingUpdate' as const } }],
  ])('of %s', (_kind, input) => {
    test.each(kubernetesMinors.filter(minor => minor !== '1.27'))(
      'lets the kubelet of %s sleep, which needs nothing from the image',
      kubernetes => {
        expect(container(web(input, { kubernetes })).lifecycle).toEqual({
          preStop: { sleep: { seconds: 10 } },
        });
      },
    );

    test('sleeps with the program of the image on 1.27, which has no sleep action', () => {
      expect(container(web(input, { kubernetes: '1.27' })).lifecycle).toEqual({
        preStop: { exec: { command: ['sleep', '10'] } },
      });
    });
  });

  test('has no hook if drain is 0', () => {
    expect(container(web({ shutdown: { drain: '0s' } }))).not.toHaveProperty('lifecycle');
  });

  test('has a grace period of the drain plus the time after SIGTERM', () => {
    law(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 300 }), (drain, grace) => {
        const spec = podSpec(web({ shutdown: { drain: `${drain}s`, grace: `${grace}s` } }));
        return spec.terminationGracePeriodSeconds === drain + grace;
      }),
      { numRuns: 20 },
    );
  });
});
