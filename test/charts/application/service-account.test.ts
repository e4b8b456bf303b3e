import { objectOf } from '../../support/manifests.ts';
import { podSpec, web } from './manifests.ts';

describe('service account', () => {
  test('mounts no token, in the ServiceAccount and in the pods', () => {
    const manifests = web();
    expect(objectOf(manifests, 'ServiceAccount', 'web').automountServiceAccountToken).toBe(false);
    expect(podSpec(manifests)).toMatchObject({
      serviceAccountName: 'web',
      automountServiceAccountToken: false,
    });
  });

  test('has the annotations of a cloud identity', () => {
    const identity = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/web' };
    expect(objectOf(web({ identity }), 'ServiceAccount', 'web').metadata.annotations).toEqual(identity);
  });

  test('has no annotations without one', () => {
    expect(objectOf(web(), 'ServiceAccount', 'web').metadata).not.toHaveProperty('annotations');
  });
});
