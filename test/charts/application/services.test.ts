import { objectOf } from '../../support/manifests.ts';
import { container, web } from './manifests.ts';

const delivery = { strategy: 'rollingUpdate' as const };

describe('services', () => {
  test.each(['web', 'web-preview'])('%s leads from port 80 to the container port http', name => {
    expect(objectOf(web(), 'Service', name).spec).toMatchObject({
      type: 'ClusterIP',
      selector: { app: 'web' },
      ports: [{ name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' }],
    });
  });

  test.each(['web', 'web-preview'])('%s leads to metrics at another port, which the container has', name => {
    const objects = web({ metrics: { port: 9797 } });
    expect(objectOf(objects, 'Service', name).spec.ports.slice(1)).toEqual([
      { name: 'metrics', port: 9797, targetPort: 'metrics', protocol: 'TCP', appProtocol: 'http' },
    ]);
    expect(container(objects).ports.slice(1)).toEqual([
      { name: 'metrics', containerPort: 9797, protocol: 'TCP' },
    ]);
  });

  test.each(['web', 'web-preview'])('%s keeps the selector that Argo Rollouts writes', name => {
    const { annotations } = objectOf(web(), 'Service', name).metadata;
    expect(annotations['argocd.argoproj.io/sync-options']).toBe('ServerSideApply=false');
  });

  test('of a Deployment is applied like any other object', () => {
    expect(objectOf(web({ delivery }), 'Service', 'web').metadata).not.toHaveProperty('annotations');
  });

  test('prefers endpoints in the zone of the request', () => {
    expect(objectOf(web(), 'Service', 'web').spec.trafficDistribution).toBe('PreferSameZone');
  });

  test('prefers them by an annotation if Kubernetes does not have the field', () => {
    const service = objectOf(web({ delivery }, { kubernetes: '1.27' }), 'Service', 'web');
    expect(service.metadata.annotations).toEqual({ 'service.kubernetes.io/topology-mode': 'Auto' });
    expect(service.spec).not.toHaveProperty('trafficDistribution');
  });

  test('has no preference if there is one zone', () => {
    const { metadata, spec } = objectOf(web({ delivery }, { zones: 1 }), 'Service', 'web');
    expect(metadata).not.toHaveProperty('annotations');
    expect(spec).not.toHaveProperty('trafficDistribution');
  });
});
