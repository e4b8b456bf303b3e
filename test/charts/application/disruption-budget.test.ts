import { objectOf } from '../../support/manifests.ts';
import { web } from './manifests.ts';

describe('disruption budget', () => {
  test('lets a drain evict one pod at a time, and unready pods at any time', () => {
    expect(objectOf(web(), 'PodDisruptionBudget', 'web').spec).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { app: 'web' } },
    });
  });
});
