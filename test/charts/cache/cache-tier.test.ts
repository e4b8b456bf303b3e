import { App } from 'cdk8s';
import { CacheTier } from '../../../charts/cache/cache-tier.ts';
import { cacheHosts, sentinelHosts } from '../../../charts/cache/endpoints.ts';
import type { ManagedCache } from '../../../config/cache.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

type CacheInput = Partial<Exclude<EnvironmentInput['cache'], undefined | { external: true }>>;

function render(cache: CacheInput = {}, rest: Partial<EnvironmentInput> = {}): Manifest[] {
  return manifestsOf(new CacheTier(new App(), environmentWith({ cache, ...rest })));
}

function podOf(manifests: readonly Manifest[], name: string): Manifest {
  return objectOf(manifests, 'StatefulSet', name).spec.template.spec;
}

const manifests = render();
const sets = ['cache', 'cache-sentinel'];

test('makes nothing for an environment without a cache', () => {
  expect(manifestsOf(new CacheTier(new App(), environmentWith()))).toEqual([]);
});

test('makes nothing for an external cache', () => {
  const cache = { external: true, host: 'cache.example.com', network: '10.2.0.0/16', secret: 'c' } as const;
  expect(manifestsOf(new CacheTier(new App(), environmentWith({ cache })))).toEqual([]);
});

test('runs three data pods and three sentinels', () => {
  expect(sets.map(name => objectOf(manifests, 'StatefulSet', name).spec.replicas)).toEqual([3, 3]);
});

test('has three sentinels with any number of data pods', () => {
  const five = render({ replicas: 5 });
  expect(sets.map(name => objectOf(five, 'StatefulSet', name).spec.replicas)).toEqual([5, 3]);
});

describe.each(sets)('the pods of %s', name => {
  const { spec } = objectOf(manifests, 'StatefulSet', name);

  test('start all at once, because any of them may be the last primary', () => {
    expect(spec.podManagementPolicy).toBe('Parallel');
  });

  test('resolve by name before they are ready', () => {
    const service = objectOf(manifests, 'Service', spec.serviceName).spec;
    expect(service).toMatchObject({ clusterIP: 'None', publishNotReadyAddresses: true });
    expect(service.selector).toEqual(spec.selector.matchLabels);
    expect(spec.template.metadata.labels).toEqual(spec.selector.matchLabels);
  });

  test('lose at most one to a drain', () => {
    expect(objectOf(manifests, 'PodDisruptionBudget', name).spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: spec.selector.matchLabels },
    });
  });

  test('never share a node, and are spread evenly over zones', () => {
    const { affinity, topologySpreadConstraints } = spec.template.spec;
    const [term] = affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(term).toEqual({
      topologyKey: 'kubernetes.io/hostname',
      labelSelector: { matchLabels: spec.selector.matchLabels },
    });
    expect(topologySpreadConstraints).toEqual([
      expect.objectContaining({
        topologyKey: 'topology.kubernetes.io/zone',
        whenUnsatisfiable: 'DoNotSchedule',
        minDomains: 3,
        labelSelector: { matchLabels: spec.selector.matchLabels },
      }),
    ]);
  });

  test('run on the nodes of the environment', () => {
    const nodeSelector = { pool: 'cache' };
    const tolerations = [{ key: 'dedicated', operator: 'Exists' as const }];
    const pod = podOf(render({ nodeSelector, tolerations }), name);
    expect(pod).toMatchObject({ nodeSelector, tolerations });
    expect(podOf(manifests, name)).not.toHaveProperty('tolerations');
  });

  test('fit on one node if there is one zone', () => {
    const cluster = { storageClass: 'encrypted-ssd', zones: 1 };
    const { affinity, topologySpreadConstraints } = podOf(render({}, { cluster }), name);
    expect(Object.keys(affinity.podAntiAffinity)).toEqual([
      'preferredDuringSchedulingIgnoredDuringExecution',
    ]);
    expect(topologySpreadConstraints).toBeUndefined();
  });

  test('keep their volume, which outlives the pod and the set', () => {
    expect(spec.persistentVolumeClaimRetentionPolicy).toEqual({
      whenDeleted: 'Retain',
      whenScaled: 'Retain',
    });
    expect(spec.volumeClaimTemplates[0].spec.storageClassName).toBe('encrypted-ssd');
  });

  test('satisfy the restricted profile, with a read-only root file system and no token', () => {
    const { securityContext, initContainers, containers, automountServiceAccountToken } = spec.template.spec;
    expect(automountServiceAccountToken).toBe(false);
    expect(securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    for (const container of [...initContainers, ...containers]) {
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      });
    }
  });

  test('run images by version and digest, with requests and limits for every container', () => {
    for (const { image, resources } of spec.template.spec.containers) {
      expect(image).toMatch(/:v?\d[^@]*@sha256:[0-9a-f]{64}$/);
      for (const side of ['requests', 'limits']) {
        expect(Object.keys(resources[side])).toEqual(['cpu', 'ephemeral-storage', 'memory']);
      }
    }
  });

  test('restart when their configuration changes', () => {
    const annotation = (all: Manifest[]) =>
      objectOf(all, 'StatefulSet', name).spec.template.metadata.annotations['checksum/configuration'];
    expect(annotation(render())).toBe(annotation(render()));
    expect(annotation(render({ eviction: 'volatile-ttl' }))).not.toBe(annotation(render()));
  });

  test('know every data pod and every sentinel by the names that the network tier uses', () => {
    const cache = environmentWith({ cache: {} }).cache as ManagedCache;
    const variables = Object.fromEntries(
      spec.template.spec.containers[0].env.map((variable: Manifest) => [variable.name, variable.value]),
    );
    expect(variables.CACHE_HOSTS).toBe(cacheHosts(['cache', cache], 'production').join(' '));
    expect(variables.CACHE_SENTINELS).toBe(sentinelHosts('cache', 'production').join(' '));
    expect(variables.CACHE_SELF).toBe(`$(POD_NAME).${name}.production.svc`);
  });

  test('offer metrics read over TLS with the password from the Secret', () => {
    const metrics = spec.template.spec.containers[1];
    expect(metrics.ports).toEqual([{ name: 'metrics', containerPort: 9121, protocol: 'TCP' }]);
    expect(metrics.env[0].value).toMatch(/^rediss:\/\/localhost:/);
    expect(metrics.env[1].valueFrom).toEqual({ secretKeyRef: { name: 'cache-auth', key: 'password' } });
  });
});

describe('a data pod', () => {
  const [valkey] = podOf(manifests, 'cache').containers;

  test('hands over the role of primary before it stops, within its grace period', () => {
    expect(valkey.lifecycle.preStop.exec.command).toEqual(['sh', '/etc/cache/stop-data.sh']);
    const { value } = valkey.env.find((variable: Manifest) => variable.name === 'CACHE_STOP_SECONDS');
    const serverShutdownSeconds = 10;
    expect(podOf(manifests, 'cache').terminationGracePeriodSeconds).toBeGreaterThan(
      Number(value) + serverShutdownSeconds,
    );
  });

  test('is probed by scripts that do not ask whether it is primary', () => {
    expect(valkey.readinessProbe.exec.command).toEqual(['sh', '/etc/cache/ready-data.sh']);
    expect(valkey.livenessProbe.exec.command).toEqual(['sh', '/etc/cache/alive.sh', '6379']);
  });
});

describe('the settings', () => {
  const files = (cache: CacheInput = {}): Record<string, string> =>
    objectOf(render(cache), 'ConfigMap', 'cache').data;
  const words = (text: string | undefined): string[] => (text ?? '').trim().split('\n');

  test('give three quarters of the memory to data, and say what happens when it is full', () => {
    expect(words(files({ memory: '4Gi', eviction: 'volatile-ttl' })['valkey.conf'])).toEqual(
      expect.arrayContaining(['maxmemory 3221225472', 'maxmemory-policy volatile-ttl']),
    );
  });

  test.each(['queue', 'session'] as const)('of a %s never evict', profile => {
    expect(words(files({ profile })['valkey.conf'])).toEqual(
      expect.arrayContaining(['maxmemory-policy noeviction', 'min-replicas-to-write 1']),
    );
  });

  test('evict the keys that were used least recently, unless the environment says otherwise', () => {
    expect(words(files()['valkey.conf'])).toContain('maxmemory-policy allkeys-lru');
  });

  test('make a primary without replicas refuse writes if there are three pods', () => {
    expect(words(files()['valkey.conf'])).toContain('min-replicas-to-write 1');
    expect(words(files({ replicas: 2 })['valkey.conf'])).toContain('min-replicas-to-write 0');
  });

  test('make a primary that is cut off refuse writes before the sentinels can name another', () => {
    const number = (text: string | undefined, name: string): number =>
      Number(new RegExp(`${name} (\\d+)$`, 'm').exec(text ?? '')?.[1]);
    const seconds = number(files()['valkey.conf'], 'min-replicas-max-lag');
    expect(seconds * 1000).toBeLessThanOrEqual(
      number(files()['sentinel.conf'], 'sentinel down-after-milliseconds cache'),
    );
  });

  test('write every change to the append-only file', () => {
    expect(words(files()['valkey.conf'])).toEqual(
      expect.arrayContaining(['appendonly yes', 'appendfsync everysec']),
    );
  });

  test('rewrite the append-only file when it has grown by half, as the smallest volume requires', () => {
    expect(words(files()['valkey.conf'])).toEqual(
      expect.arrayContaining(['auto-aof-rewrite-percentage 50', 'auto-aof-rewrite-min-size 16mb']),
    );
  });

  test('watch the primary by name, count it as down after 5 s and reconfigure one replica at a time', () => {
    expect(words(files()['sentinel.conf'])).toEqual([
      'sentinel resolve-hostnames yes',
      'sentinel announce-hostnames yes',
      'sentinel down-after-milliseconds cache 5000',
      'sentinel failover-timeout cache 15000',
      'sentinel parallel-syncs cache 1',
    ]);
  });

  test.each([
    ['tls.conf', 'tls-port 6379'],
    ['tls-sentinel.conf', 'tls-port 26379'],
  ])('%s opens no port without TLS', (file, port) => {
    expect(words(files()[file])).toEqual(
      expect.arrayContaining(['port 0', port, 'tls-replication yes', 'tls-auth-clients no']),
    );
  });

  test('hold no password', () => {
    expect(JSON.stringify(files())).not.toMatch(
      /(requirepass|masterauth|auth-pass|sentinel-pass) \\?"?[a-zA-Z0-9]/,
    );
  });
});

describe('the secrets', () => {
  test('are made once, in the cluster', () => {
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
    const { spec } = objectOf(manifests, 'ExternalSecret', 'cache-auth');
    expect(spec.refreshPolicy).toBe('CreatedOnce');
    expect(spec.target.name).toBe('cache-auth');
    expect(spec.dataFrom[0].sourceRef.generatorRef).toEqual({
      apiVersion: 'generators.external-secrets.io/v1alpha1',
      kind: 'Password',
      name: objectOf(manifests, 'Password', 'cache-auth').metadata.name,
    });
  });

  test('outlive the objects that they are made from', () => {
    const { spec } = objectOf(manifests, 'ExternalSecret', 'cache-auth');
    expect(spec.target).toMatchObject({ creationPolicy: 'Orphan', immutable: true });
  });

  test('do not inherit the tracking mark of Argo CD', () => {
    const { spec } = objectOf(manifests, 'ExternalSecret', 'cache-auth');
    expect(spec.target.template.metadata).toEqual({ labels: { 'app.kubernetes.io/name': 'cache' } });
  });

  test.each([
    ['ExternalSecret', 'cache-auth'],
    ['Certificate', 'cache-ca'],
  ])('come from a %s that Argo CD deletes only when a person confirms', (kind, name) => {
    const { annotations } = objectOf(manifests, kind, name).metadata;
    expect(annotations['argocd.argoproj.io/sync-options']).toBe('Prune=confirm,Delete=confirm');
  });

  test('certify every pod by name, and localhost for the metrics', () => {
    const { spec } = objectOf(manifests, 'Certificate', 'cache-tls');
    expect(spec.dnsNames).toEqual(
      expect.arrayContaining(['*.cache.production.svc', '*.cache-sentinel.production.svc', 'localhost']),
    );
    const issuer = objectOf(manifests, 'Issuer', spec.issuerRef.name);
    expect(issuer.spec.ca.secretName).toBe(objectOf(manifests, 'Certificate', 'cache-ca').spec.secretName);
  });

  test('keep the key of the authority, so that clients trust renewed certificates', () => {
    const { spec } = objectOf(manifests, 'Certificate', 'cache-ca');
    expect(spec).toMatchObject({ isCA: true, privateKey: { rotationPolicy: 'Never' } });
  });
});
