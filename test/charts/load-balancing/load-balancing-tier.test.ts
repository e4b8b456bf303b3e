import { App } from 'cdk8s';
import { LoadBalancingTier } from '../../../charts/load-balancing/load-balancing-tier.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const web = {
  ...smallApplication,
  host: 'app.example.com',
  delivery: { preview: { host: 'preview-app.example.com', public: { reason: 'a demonstration' } } },
};

function objects(input: Partial<EnvironmentInput> = { applications: { web } }): Manifest[] {
  return manifestsOf(new LoadBalancingTier(new App(), environmentWith(input)));
}

function names(manifests: readonly Manifest[]): string[] {
  return manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`).sort();
}

/** `count` applications with a public preview, so twice as many hosts. */
function publicApplications(count: number): EnvironmentInput['applications'] {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `web-${index}`,
      {
        ...smallApplication,
        host: `web-${index}.example.com`,
        delivery: {
          preview: { host: `preview-${index}.example.com`, public: { reason: 'a demonstration' } },
        },
      },
    ]),
  );
}

describe('the load balancing tier', () => {
  test('listens for the host with its certificate, and in plain only to redirect', () => {
    expect(objectOf(objects(), 'Gateway', 'gateway').spec).toEqual({
      gatewayClassName: 'envoy',
      listeners: [
        { name: 'http', port: 80, protocol: 'HTTP' },
        {
          name: 'https-web',
          hostname: 'app.example.com',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [{ name: 'web-tls' }] },
        },
        {
          name: 'https-web-preview',
          hostname: 'preview-app.example.com',
          port: 443,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [{ name: 'web-preview-tls' }] },
        },
      ],
    });
    expect(objectOf(objects(), 'HTTPRoute', 'redirect-to-https').spec).toEqual({
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: 'gateway',
          sectionName: 'http',
        },
      ],
      rules: [
        { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
      ],
    });
  });

  test('leads the host to the active Service and the preview host to the new color', () => {
    const routes = objects().filter(({ kind }) => kind === 'HTTPRoute');
    expect(objectOf(routes, 'HTTPRoute', 'web').spec).toEqual({
      parentRefs: [
        {
          group: 'gateway.networking.k8s.io',
          kind: 'Gateway',
          name: 'gateway',
          sectionName: 'https-web',
        },
      ],
      hostnames: ['app.example.com'],
      rules: [{ backendRefs: [{ name: 'web', port: 80 }] }],
    });
    expect(objectOf(routes, 'HTTPRoute', 'web-preview').spec).toMatchObject({
      hostnames: ['preview-app.example.com'],
      rules: [{ backendRefs: [{ name: 'web-preview', port: 80 }] }],
    });
  });

  test('does not publish the new color unless a host is named for it', () => {
    const manifests = objects({ applications: { web: { ...web, delivery: {} } } });
    expect(names(manifests)).toEqual([
      'Certificate/web',
      'Gateway/gateway',
      'HTTPRoute/redirect-to-https',
      'HTTPRoute/web',
    ]);
    expect(JSON.stringify(manifests)).not.toContain('preview');
  });

  test('has no preview host without a second color', () => {
    const application = { ...web, delivery: { strategy: 'rollingUpdate' as const } };
    expect(names(objects({ applications: { web: application } }))).toEqual([
      'Certificate/web',
      'Gateway/gateway',
      'HTTPRoute/redirect-to-https',
      'HTTPRoute/web',
    ]);
  });

  test('requests a certificate for each host from the issuer of the environment, in the Secret that the listener names', () => {
    expect(objectOf(objects(), 'Certificate', 'web').spec).toEqual({
      secretName: 'web-tls',
      dnsNames: ['app.example.com'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    });
  });

  test('is empty without a host', () => {
    expect(objects({ applications: { web: smallApplication } })).toEqual([]);
  });

  test('changes nothing of the first application when a second one is added', () => {
    const before = objects();
    const after = objects({
      applications: { web, shop: { ...web, host: 'shop.example.com', delivery: {} } },
    });
    for (const object of before.filter(({ kind }) => kind !== 'Gateway'))
      expect(after).toContainEqual(object);
  });

  test('lists up to 63 hosts in the Gateway itself', () => {
    const manifests = objects({ applications: publicApplications(31) });
    expect(objectOf(manifests, 'Gateway', 'gateway').spec.listeners).toHaveLength(63);
    expect(manifests.filter(({ kind }) => kind === 'ListenerSet')).toEqual([]);
  });

  test('gives each application a ListenerSet from 64 hosts on, and attaches its routes there', () => {
    const manifests = objects({ applications: publicApplications(32) });
    const { listeners, allowedListeners } = objectOf(manifests, 'Gateway', 'gateway').spec;
    expect(listeners).toEqual([{ name: 'http', port: 80, protocol: 'HTTP' }]);
    expect(allowedListeners).toEqual({ namespaces: { from: 'Same' } });
    const set = objectOf(manifests, 'ListenerSet', 'web-7').spec;
    expect(set.parentRef).toEqual({ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'gateway' });
    expect(set.listeners.map(({ name }: Manifest) => name)).toEqual(['https-web-7', 'https-web-7-preview']);
    expect(objectOf(manifests, 'HTTPRoute', 'web-7-preview').spec.parentRefs).toEqual([
      {
        group: 'gateway.networking.k8s.io',
        kind: 'ListenerSet',
        name: 'web-7',
        sectionName: 'https-web-7-preview',
      },
    ]);
  });

  test('uses an Ingress for each host if the cluster names an IngressClass', () => {
    const manifests = objects({
      cluster: { storageClass: 'ssd', ingressClass: 'traefik' },
      applications: { web },
    });
    expect(names(manifests)).toEqual([
      'Certificate/web',
      'Certificate/web-preview',
      'Ingress/web',
      'Ingress/web-preview',
    ]);
    expect(objectOf(manifests, 'Ingress', 'web').spec).toEqual({
      ingressClassName: 'traefik',
      tls: [{ hosts: ['app.example.com'], secretName: 'web-tls' }],
      rules: [
        {
          host: 'app.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name: 'web', port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    });
  });
});
