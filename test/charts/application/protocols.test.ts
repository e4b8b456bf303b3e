import { objectOf } from '../../support/manifests.ts';
import { type ApplicationInput, podSpec, web } from './manifests.ts';

const counted = { port: 9464, requests: 'grpc_server_handled_total', statusLabel: 'grpc_code' };
const grpc = { protocol: 'gRPC', port: 50051, metrics: false } as const;

function portsOf(input: Partial<ApplicationInput>) {
  return objectOf(web(input), 'Service', 'web').spec.ports;
}

describe('the port of requests', () => {
  test('stands behind the Service port that clients expect', () => {
    expect(portsOf({ servicePort: 7070 })).toEqual([
      { name: 'http', port: 7070, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' },
    ]);
  });

  test('of gRPC and of HTTP/2 without TLS has the name that Kubernetes gives to it', () => {
    expect(portsOf(grpc)).toEqual([
      { name: 'grpc', port: 80, targetPort: 'grpc', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
    ]);
    expect(portsOf({ protocol: 'H2C' })).toEqual([
      { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'kubernetes.io/h2c' },
    ]);
  });

  test('of TCP says nothing that a proxy would read', () => {
    expect(portsOf({ protocol: 'TCP', metrics: false })).toEqual([
      { name: 'tcp', port: 80, targetPort: 'tcp', protocol: 'TCP' },
    ]);
  });
});

describe('the kubelet', () => {
  test('asks a gRPC server by the health checking protocol', () => {
    const [container] = podSpec(web(grpc)).containers;
    expect(container.readinessProbe.grpc).toEqual({ port: 50051 });
    expect(container.livenessProbe.grpc).toEqual({ port: 50051 });
    expect(container.startupProbe.grpc).toEqual({ port: 50051 });
    expect(container.readinessProbe).not.toHaveProperty('httpGet');
  });

  test('opens a connection to any other server', () => {
    const [container] = podSpec(web({ protocol: 'TCP', port: 1883, metrics: false })).containers;
    expect(container.readinessProbe.tcpSocket).toEqual({ port: 1883 });
  });

  test('asks an HTTP path on another port where the environment names one', () => {
    const [container] = podSpec(
      web({ ...grpc, probes: { readiness: { path: '/ready', port: 9000 } } }),
    ).containers;
    expect(container.readinessProbe.httpGet).toEqual({ path: '/ready', port: 9000 });
  });
});

describe('a release of gRPC', () => {
  const released = web({ ...grpc, metrics: counted });

  test('has no analysis of a path, and watches the counter after the switch', () => {
    const { blueGreen } = objectOf(released, 'Rollout', 'web').spec.strategy;
    expect(blueGreen).not.toHaveProperty('prePromotionAnalysis');
    expect(blueGreen.postPromotionAnalysis.templates).toEqual([{ templateName: 'web-success-rate' }]);
    expect(released.filter(({ kind }) => kind === 'AnalysisTemplate')).toHaveLength(1);
  });

  test('counts the codes that stand for a 5xx, as words and as numbers', () => {
    const { query } = objectOf(released, 'AnalysisTemplate', 'web-success-rate').spec.metrics[0].provider
      .prometheus;
    const [, codes = ''] = /grpc_code=~"\(\?i:(.*)\)\|2\|4\|12\|13\|14\|15"/.exec(query) ?? [];
    const isError = new RegExp(`^(${codes})$`, 'i');
    for (const code of ['Internal', 'UNAVAILABLE', 'DeadlineExceeded', 'DEADLINE_EXCEEDED', 'DataLoss']) {
      expect(code).toMatch(isError);
    }
    for (const code of ['OK', 'NotFound', 'Canceled']) expect(code).not.toMatch(isError);
  });

  test('is a rolling update where nothing counts calls', () => {
    expect(web(grpc).some(({ kind }) => kind === 'Deployment')).toBe(true);
  });
});

test('an analysis asks the health path at the Service port', () => {
  const objects = web({ servicePort: 7070, metrics: false });
  const url = (name: string) => objectOf(objects, 'AnalysisTemplate', name).spec.metrics[0].provider.web.url;
  expect(url('web-health')).toBe('http://web-preview.production.svc:7070/health');
  expect(url('web-active-health')).toBe('http://web.production.svc:7070/health');
});
