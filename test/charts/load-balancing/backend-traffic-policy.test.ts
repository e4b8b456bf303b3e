import { App } from 'cdk8s';
import { LoadBalancingTier } from '../../../charts/load-balancing/load-balancing-tier.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

type Applications = NonNullable<EnvironmentInput['applications']>;
type Routes = NonNullable<Applications[string]['routes']>;

const web = { ...smallApplication, host: 'app.example.com' };

function objects(routes: Routes, others: Applications = {}): Manifest[] {
  const environment = environmentWith({ applications: { web: { ...web, routes }, ...others } });
  return manifestsOf(new LoadBalancingTier(new App(), environment));
}

function policies(made: readonly Manifest[]): string[] {
  return made.filter(({ kind }) => kind === 'BackendTrafficPolicy').map(({ metadata }) => metadata.name);
}

test('a route without such keys has no policy', () => {
  expect(policies(objects({ all: { timeout: '60s' } }))).toEqual([]);
});

test('a route refuses requests that are larger than its buffer, and no other route does', () => {
  const made = objects({ all: {}, upload: { path: '/upload', requestBuffer: '10Mi' } });
  expect(policies(made)).toEqual(['web.upload']);
  expect(objectOf(made, 'BackendTrafficPolicy', 'web.upload').spec).toEqual({
    targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: 'web.upload' }],
    mergeType: 'StrategicMerge',
    requestBuffer: { limit: '10Mi' },
  });
});

test.each([
  ['1.5Gi', '1536Mi'],
  ['500M', '500M'],
] as const)('a limit of %s is the whole number that Envoy Gateway takes', (requestBuffer, limit) => {
  const made = objects({ all: { requestBuffer } });
  expect(objectOf(made, 'BackendTrafficPolicy', 'web.all').spec.requestBuffer).toEqual({ limit });
});

describe('requests with the same cookie go to the same pod', () => {
  const balancing = (consistentHash: NonNullable<Routes[string]['consistentHash']>) =>
    objectOf(objects({ all: { consistentHash } }), 'BackendTrafficPolicy', 'web.all').spec.loadBalancer;

  test('by a cookie of the application', () => {
    expect(balancing({ cookie: 'JSESSIONID' })).toEqual({
      type: 'ConsistentHash',
      consistentHash: { type: 'Cookie', cookie: { name: 'JSESSIONID' } },
    });
  });

  test.each(['0s', '90m'] as const)('by a cookie that the gateway makes for %s, for TLS only', ttl => {
    expect(balancing({ cookie: 'route', ttl })).toEqual({
      type: 'ConsistentHash',
      consistentHash: {
        type: 'Cookie',
        cookie: { name: 'route', ttl, attributes: { Path: '/', SameSite: 'Lax', Secure: '' } },
      },
    });
  });
});

test('both keys of a route are in one policy', () => {
  const made = objects({ all: { requestBuffer: '1Mi', consistentHash: { cookie: 'route' } } });
  expect(policies(made)).toEqual(['web.all']);
  expect(objectOf(made, 'BackendTrafficPolicy', 'web.all').spec).toMatchObject({
    requestBuffer: { limit: '1Mi' },
    loadBalancer: { type: 'ConsistentHash' },
  });
});

test('a path on the host of another application has its own policy', () => {
  const upload = { host: 'app.example.com', path: '/upload', requestBuffer: '1Gi' as const };
  const made = objects({ all: {} }, { files: { ...smallApplication, routes: { upload } } });
  expect(policies(made)).toEqual(['files.upload']);
});
