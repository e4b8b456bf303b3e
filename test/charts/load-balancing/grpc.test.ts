import { App } from 'cdk8s';
import { LoadBalancingTier } from '../../../charts/load-balancing/load-balancing-tier.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const host = 'app.example.com';
const metrics = { port: 9464, requests: 'grpc_server_handled_total' };
const grpc = { ...smallApplication, protocol: 'gRPC' as const, servicePort: 7070, metrics, host };

function objects(web: NonNullable<EnvironmentInput['applications']>[string]): Manifest[] {
  return manifestsOf(new LoadBalancingTier(new App(), environmentWith({ applications: { web } })));
}

test('all calls of gRPC to its hosts lead to the Service, by a GRPCRoute', () => {
  const made = objects({ ...grpc, hosts: ['calls.example.com'] });
  expect(objectOf(made, 'GRPCRoute', 'web').spec).toEqual({
    parentRefs: ['https-web', 'https-calls.example.com'].map(sectionName => ({
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      name: 'gateway',
      sectionName,
    })),
    hostnames: [host, 'calls.example.com'],
    rules: [{ backendRefs: [{ name: 'web', port: 7070 }] }],
  });
  expect(made.some(({ kind, metadata }) => kind === 'HTTPRoute' && metadata.name === 'web')).toBe(false);
});

test('paths of gRPC are an HTTPRoute, since a host takes one kind of route', () => {
  const made = objects({ ...grpc, routes: { greeter: { path: '/helloworld.Greeter', timeout: '0s' } } });
  expect(objectOf(made, 'HTTPRoute', 'web.greeter').spec.rules[0]).toMatchObject({
    backendRefs: [{ name: 'web', port: 7070 }],
    timeouts: { request: '0s' },
  });
  expect(made.some(({ kind }) => kind === 'GRPCRoute')).toBe(false);
});

test('a preview of gRPC is an HTTPRoute to the new color, which its policy names', () => {
  const made = objects({
    ...grpc,
    delivery: { preview: { host: 'new.example.com', allow: ['192.0.2.0/24'] } },
  });
  expect(objectOf(made, 'HTTPRoute', 'web-preview').spec.rules).toEqual([
    { backendRefs: [{ name: 'web-preview', port: 7070 }] },
  ]);
  expect(objectOf(made, 'SecurityPolicy', 'web-preview').spec.targetRefs).toEqual([
    { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web-preview' },
  ]);
});
