import { container, web, workload } from '../manifests.ts';

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

  test('are switched off one by one', () => {
    const found = container(web({ probes: { liveness: false } }));
    expect(found).not.toHaveProperty('livenessProbe');
    expect(found).toHaveProperty('readinessProbe');
    expect(found).toHaveProperty('startupProbe');
  });

  test('keep the figures of the reference with another handler', () => {
    const probes = { readiness: { path: '/readyz' }, liveness: { tcp: 9000 } };
    const { readinessProbe, livenessProbe } = container(web({ probes }));
    expect(readinessProbe).toEqual({
      httpGet: { path: '/readyz', port: 'http' },
      initialDelaySeconds: 5,
      periodSeconds: 10,
    });
    expect(livenessProbe).toEqual({ tcpSocket: { port: 9000 }, initialDelaySeconds: 15, periodSeconds: 20 });
  });

  test('send headers in the order of their names', () => {
    const readiness = { port: 9898, headers: { 'X-Probe': 'yes', Cookie: 'a=b' } };
    expect(container(web({ probes: { readiness } })).readinessProbe.httpGet).toEqual({
      path: '/health',
      port: 9898,
      httpHeaders: [
        { name: 'Cookie', value: 'a=b' },
        { name: 'X-Probe', value: 'yes' },
      ],
    });
  });

  test('run a command, or ask by the gRPC health checking protocol', () => {
    const probes = {
      startup: { command: ['check'] },
      readiness: { grpc: {} },
      liveness: { grpc: { port: 9, service: 'a' } },
    };
    const { startupProbe, readinessProbe, livenessProbe } = container(web({ port: 7070, probes }));
    expect(startupProbe.exec).toEqual({ command: ['check'] });
    expect(readinessProbe.grpc).toEqual({ port: 7070 });
    expect(livenessProbe.grpc).toEqual({ port: 9, service: 'a' });
  });

  test('have the times of the environment file', () => {
    const times = { initialDelay: '2s', period: '90s', timeout: '3s', failureThreshold: 7 } as const;
    const { readinessProbe } = container(web({ probes: { readiness: { ...times, successThreshold: 2 } } }));
    expect(readinessProbe).toMatchObject({
      initialDelaySeconds: 2,
      periodSeconds: 90,
      timeoutSeconds: 3,
      failureThreshold: 7,
      successThreshold: 2,
    });
  });
});

describe('probes of a worker', () => {
  const worker = { kind: 'worker' as const };

  test('are those that say what to ask', () => {
    const found = container(web({ ...worker, probes: { readiness: { command: ['cat', '/tmp/ready'] } } }));
    expect(found.readinessProbe.exec).toEqual({ command: ['cat', '/tmp/ready'] });
    expect(found).not.toHaveProperty('livenessProbe');
    expect(found).not.toHaveProperty('startupProbe');
  });

  test('are none without a word about them', () => {
    const found = container(web(worker));
    for (const key of ['readinessProbe', 'livenessProbe', 'startupProbe'])
      expect(found).not.toHaveProperty(key);
  });
});

describe('a release', () => {
  const progress = (startup: object | false) =>
    workload(web({ delivery: { strategy: 'rollingUpdate' }, probes: { startup } })).spec
      .progressDeadlineSeconds;

  test('has twice the time that a start may take', () => {
    expect(progress({ period: '10s', failureThreshold: 90 })).toBe(1800);
  });

  test('has ten minutes even if a start is short, or is not watched', () => {
    expect(progress({ failureThreshold: 1 })).toBe(600);
    expect(progress(false)).toBe(600);
  });
});
