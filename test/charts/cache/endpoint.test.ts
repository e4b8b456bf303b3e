import { App } from 'cdk8s';
import { CacheTier } from '../../../charts/cache/cache-tier.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const endpoint = { reason: 'clients of 2015' };

function render(cache: { replicas?: number } = {}, zones = 3): Manifest[] {
  const cluster = { storageClass: 'ssd', zones };
  return manifestsOf(new CacheTier(new App(), environmentWith({ cluster, cache: { endpoint, ...cache } })));
}

const manifests = render();
const { spec } = objectOf(manifests, 'Deployment', 'cache-endpoint');
const pod = spec.template.spec;
const [haproxy] = pod.containers;

function settings(replicas = 3): string[] {
  const { data } = objectOf(render({ replicas }), 'ConfigMap', 'cache-endpoint');
  return data['haproxy.cfg'].split('\n').map((line: string) => line.trim());
}

test('a cache without an endpoint has none of its objects', () => {
  const without = manifestsOf(new CacheTier(new App(), environmentWith({ cache: {} })));
  expect(without.filter(({ metadata }) => metadata.name === 'cache-endpoint')).toEqual([]);
});

describe('the plain endpoint', () => {
  test('answers at one address, which says why it is plain', () => {
    const { metadata, spec: service } = objectOf(manifests, 'Service', 'cache-endpoint');
    expect(metadata.annotations['slipway.dev/reason-plain-text']).toBe('clients of 2015');
    expect(service.ports).toEqual([{ name: 'cache', port: 6379, targetPort: 'cache' }]);
    expect(service.selector).toEqual(spec.selector.matchLabels);
  });

  test('has two pods, and keeps both while they are replaced', () => {
    expect(spec.replicas).toBe(2);
    expect(spec.strategy.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
    expect(objectOf(manifests, 'PodDisruptionBudget', 'cache-endpoint').spec).toEqual({
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: spec.selector.matchLabels },
    });
  });

  test('prefers a zone and a node for each pod', () => {
    const keys = (of: Manifest) => of.map(({ topologyKey }: Manifest) => topologyKey);
    expect(keys(pod.topologySpreadConstraints)).toEqual([
      'topology.kubernetes.io/zone',
      'kubernetes.io/hostname',
    ]);
    const inOneZone = objectOf(render({}, 1), 'Deployment', 'cache-endpoint').spec.template.spec;
    expect(keys(inOneZone.topologySpreadConstraints)).toEqual(['kubernetes.io/hostname']);
  });

  test('satisfies the restricted profile as the user of its image, with a read-only root file system', () => {
    expect(pod.automountServiceAccountToken).toBe(false);
    expect(pod.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: 99,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(haproxy.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
    expect(haproxy.image).toMatch(/\/haproxy:\d[^@]*@sha256:[0-9a-f]{64}$/);
  });

  test('takes the password from the Secret, and of the certificates only that of the authority', () => {
    expect(haproxy.env).toContainEqual({
      name: 'REDIS_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'cache-auth', key: 'password' } },
    });
    const { secret } = pod.volumes.find(({ name }: Manifest) => name === 'authority');
    expect(secret.items).toEqual([{ key: 'ca.crt', path: 'ca.crt' }]);
    expect(settings()).toContain(`tcp-check send "AUTH \${REDIS_PASSWORD}\\r\\n"`);
  });

  test('is ready only after each data pod has been asked, and not only while there is a primary', () => {
    expect(haproxy.readinessProbe).toMatchObject({ httpGet: { path: '/health' }, initialDelaySeconds: 5 });
  });

  test('stops after its clients have left, within the grace period', () => {
    const [hardStop] = settings().flatMap(line => line.match(/^hard-stop-after (\d+)s$/)?.[1] ?? []);
    const [, wait] = haproxy.lifecycle.preStop.exec.command;
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(Number(hardStop) + Number(wait));
  });

  test('restarts when its settings change', () => {
    const checksum = (replicas: number) =>
      objectOf(render({ replicas }), 'Deployment', 'cache-endpoint').spec.template.metadata.annotations;
    expect(checksum(3)).toEqual(checksum(3));
    expect(checksum(3)).not.toEqual(checksum(4));
  });
});

describe('the settings of the endpoint', () => {
  test('name every data pod, by an address that stays and with its own certificate', () => {
    expect(settings(4).filter(line => line.startsWith('server '))).toEqual(
      [0, 1, 2, 3].map(
        number =>
          `server cache-${number} cache-${number}.production.svc:6379 verifyhost cache-${number}.cache.production.svc`,
      ),
    );
    expect(settings()).toContain('default-server ssl verify required ca-file /etc/cache-tls/ca.crt');
  });

  test('lead only to the primary, and cut its clients off when another pod is', () => {
    expect(settings()).toContain('tcp-check expect string role:master');
    expect(settings().find(line => line.startsWith('default-server check'))).toMatch(
      /on-marked-down shutdown-sessions$/,
    );
  });

  test('pass over an old primary that has no replica, unless the last of two pods must go on alone', () => {
    const replicas = 'tcp-check expect rstring min_slaves_good_slaves:[1-9]';
    expect(settings(3)).toContain(replicas);
    expect(settings(2)).not.toContain(replicas);
  });
});
