import { container, web } from '../manifests.ts';

describe('probes', () => {
  test('give a container five minutes until its first answer', () => {
    const { startupProbe } = container(web());
    expect(startupProbe).toEqual({
      httpGet: { path: '/health', port: 'http' },
      periodSeconds: 5,
      failureThreshold: 60,
    });
  });

  test('use the path of the environment file', () => {
    const { startupProbe, readinessProbe, livenessProbe } = container(web({ health: '/healthz' }));
    const paths = [startupProbe, readinessProbe, livenessProbe].map(probe => probe.httpGet.path);
    expect(paths).toEqual(['/healthz', '/healthz', '/healthz']);
  });
});
