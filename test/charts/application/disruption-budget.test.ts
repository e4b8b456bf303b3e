import { objectOf } from '../../support/manifests.ts';
import { web } from './manifests.ts';

describe('disruption budget', () => {
  test('lets one pod go at a time, and pods that are not ready at any time', () => {
    expect(objectOf(web(), 'PodDisruptionBudget', 'web').spec).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { app: 'web' } },
    });
  });
});
