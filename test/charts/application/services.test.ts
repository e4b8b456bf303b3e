import { objectOf } from '../../support/manifests.ts';
import { web } from './manifests.ts';

const delivery = { strategy: 'rollingUpdate' as const };

describe('services', () => {
  test.each(['web', 'web-preview'])('%s leads from port 80 to the container port http', name => {
    expect(objectOf(web(), 'Service', name).spec).toEqual({
      type: 'ClusterIP',
      selector: { app: 'web' },
      ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' }],
    });
  });

  test.each(['web', 'web-preview'])('%s keeps the selector that Argo Rollouts writes', name => {
    const { annotations } = objectOf(web(), 'Service', name).metadata;
    expect(annotations['argocd.argoproj.io/sync-options']).toBe('ServerSideApply=false');
  });

  test('of a Deployment is applied like any other object', () => {
    const { annotations } = objectOf(web({ delivery }), 'Service', 'web').metadata;
    expect(annotations).toEqual({ 'service.kubernetes.io/topology-mode': 'Auto' });
  });

  test('prefers endpoints in the zone of the request', () => {
    const { annotations } = objectOf(web(), 'Service', 'web').metadata;
    expect(annotations['service.kubernetes.io/topology-mode']).toBe('Auto');
  });

  test('knows no zones where there is one', () => {
    expect(objectOf(web({ delivery }, { zones: 1 }), 'Service', 'web').metadata).not.toHaveProperty(
      'annotations',
    );
  });
});
