import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { PlatformTier } from '../../../charts/platform/platform-tier.ts';
import type { Environment, EnvironmentInput } from '../../../config/environment.ts';
import { loadEnvironments } from '../../../config/load.ts';
import type { BytesText } from '../../../config/units/quantity.ts';
import { Quantity } from '../../../config/units/quantity.ts';
import { renderEnvironment } from '../../../output/render.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';
import { maximumOf } from './maximum.ts';

const folder = join(import.meta.dirname, '..', '..', '..', 'environments');
const samples = await loadEnvironments(readdirSync(folder).map(file => join(folder, file)));

function objects(input: Partial<EnvironmentInput> = {}): Manifest[] {
  return manifestsOf(new PlatformTier(new App(), environmentWith(input)));
}

function manifests(environment: Environment): Manifest[] {
  return renderEnvironment(environment).objects.map(({ manifest }) => manifest as unknown as Manifest);
}

function quotaOf(environment: Environment): Record<string, string> {
  return objectOf(manifests(environment), 'ResourceQuota', 'quota').spec.hard;
}

describe('the namespace', () => {
  test('admits only restricted pods, as the Kubernetes of the environment defines them', () => {
    const cluster = { storageClass: 'ssd', kubernetes: '1.36' } as const;
    expect(objectOf(objects({ cluster }), 'Namespace', 'production').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'v1.36',
      'pod-security.kubernetes.io/audit': 'restricted',
      'pod-security.kubernetes.io/audit-version': 'v1.36',
      'pod-security.kubernetes.io/warn': 'restricted',
      'pod-security.kubernetes.io/warn-version': 'v1.36',
    });
  });

  const reason = 'the image starts as root';

  test.each([
    ['root', { runAsNonRoot: false, reason }, 'baseline'],
    ['a capability beyond the profile', { capabilities: ['NET_BIND_SERVICE', 'CHOWN'], reason }, 'baseline'],
    ['a capability of the profile', { capabilities: ['NET_BIND_SERVICE'], reason }, 'restricted'],
    ['a writable root', { readOnlyRootFilesystem: false, reason }, 'restricted'],
    ['a user', { runAsUser: 1000 }, 'restricted'],
  ] as const)('with %s admits pods of another profile only if it must', (_, context, level) => {
    const securityContext = {
      ...context,
      capabilities: [...('capabilities' in context ? context.capabilities : [])],
    };
    const applications = { api: smallApplication, web: { ...smallApplication, securityContext } };
    expect(objectOf(objects({ applications }), 'Namespace', 'production').metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': level,
      'pod-security.kubernetes.io/warn': level,
      'pod-security.kubernetes.io/audit': 'restricted',
    });
  });

  test('has no namespace', () => {
    expect(objectOf(objects(), 'Namespace', 'production').metadata.namespace).toBeUndefined();
  });

  test('is skipped by Argo CD, and neither pruned nor deleted without a person', () => {
    expect(objectOf(objects(), 'Namespace', 'production').metadata.annotations).toEqual({
      'argocd.argoproj.io/hook': 'Skip',
      'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
    });
  });
});

describe('the quota', () => {
  test.each(samples.map(environment => [environment.name, environment] as const))(
    'covers the maximum of the objects of %s, a tenth more, and the volumes of one more pod',
    (_, environment) => {
      const most = maximumOf(manifests(environment));
      expect(quotaOf(environment)).toEqual({
        'requests.cpu': String(most.requestsCpu.percentAtLeast(110, 'm')),
        'requests.memory': String(most.requestsMemory.percentAtLeast(110, 'Mi').asBytes()),
        'limits.cpu': String(most.limitsCpu.percentAtLeast(110, 'm')),
        'limits.memory': String(most.limitsMemory.percentAtLeast(110, 'Mi').asBytes()),
        pods: String(Math.ceil((most.pods * 110) / 100)),
        persistentvolumeclaims: String(
          Math.max(most.claims + most.claimsOfOnePod, Math.ceil((most.claims * 110) / 100)),
        ),
        'requests.storage': String(
          most.storage
            .percentAtLeast(110, 'Mi')
            .atLeast(Quantity.sum([most.storage, most.storageOfOnePod]))
            .asBytes(),
        ),
      });
    },
  );

  test('allows no volume if no pod has one', () => {
    expect(objectOf(objects(), 'ResourceQuota', 'quota').spec.hard).toMatchObject({
      persistentvolumeclaims: '0',
      'requests.storage': '0',
    });
  });

  test('has a reserve of a tenth for many volumes too', () => {
    const quota = quotaOf(environmentWith({ cache: { replicas: 20, memory: '1Gi', storage: '10Gi' } }));
    expect(quota.persistentvolumeclaims).toBe(String(Math.ceil(23 * 1.1)));
    expect(quota['requests.storage']).toBe(String(Quantity.parse('203Gi').percentAtLeast(110, 'Mi')));
  });

  test('is never filled by the smallest environment', () => {
    const tiny = {
      ...smallApplication,
      resources: { requests: { cpu: '1m', memory: '1Mi' } } as const,
      scale: 1,
      delivery: { strategy: 'rollingUpdate' as const, maxSurge: 0, maxUnavailable: 1 },
    };
    expect(quotaOf(environmentWith({ applications: { tiny } }))).toMatchObject({
      'requests.cpu': '2m',
      'requests.memory': '2Mi',
      pods: '2',
    });
  });

  test('has room for a restored database if there are backups', () => {
    const database = { storage: '10Gi', walStorage: '10Gi', instances: 3 } as const;
    const backup = { destination: 's3://bucket', schedule: '0 0 2 * * *', retention: '7d' } as const;
    const without = quotaOf(environmentWith({ database }));
    const room = quotaOf(environmentWith({ database: { ...database, backup } }));
    expect([without.persistentvolumeclaims, room.persistentvolumeclaims]).toEqual(['8', '14']);
    expect([without['requests.storage'], room['requests.storage']]).toEqual(['80Gi', '140Gi']);
  });
});

/** Amounts are written as the API server writes them. One that it would rewrite would always differ from the file. */
describe('an amount of the quota has one text', () => {
  function quotaOfTwo(first: BytesText, second: BytesText): Record<string, string> {
    const small = (memory: BytesText, scale: number) => ({
      ...smallApplication,
      resources: { requests: { cpu: '1' as const, memory } },
      scale,
    });
    return quotaOf(environmentWith({ applications: { api: small(first, 0), web: small(second, 3) } }));
  }

  test('for any unit of an application without pods', () => {
    expect(quotaOfTwo('64Mi', '100M')).toEqual(quotaOfTwo('64M', '100M'));
    expect(quotaOfTwo('64Mi', '100M')['limits.memory']).toBe('945Mi');
  });

  test('for any unit of equal amounts', () => {
    expect(quotaOfTwo('64Mi', '256Mi')).toEqual(quotaOfTwo('64Mi', '268435456'));
  });

  test('which the API server keeps: counts from a thousand on have a unit too', () => {
    const web = {
      ...smallApplication,
      delivery: { strategy: 'rollingUpdate' as const, maxSurge: 1 },
      scale: 2999,
    };
    expect(quotaOf(environmentWith({ applications: { web } })).pods).toBe('3300');
    const half = { ...web, scale: 1817 };
    expect(quotaOf(environmentWith({ applications: { web: half } })).pods).toBe('2k');
  });
});

describe('the limits', () => {
  test('give resources to a container that requests none, so that the quota accepts it', () => {
    const [container] = objectOf(objects(), 'LimitRange', 'limits').spec.limits;
    expect(container).toMatchObject({
      type: 'Container',
      defaultRequest: { cpu: '10m', memory: '64Mi' },
      default: { cpu: '500m', memory: '256Mi' },
    });
  });

  test.each(samples.map(environment => [environment.name, environment] as const))(
    'are as high as the largest container and volume of %s',
    (_, environment) => {
      const all = manifests(environment);
      const [container, claim] = objectOf(all, 'LimitRange', 'limits').spec.limits;
      const { largestCpu, largestMemory, largestVolume } = maximumOf(all);
      expect(container.max).toEqual({ cpu: String(largestCpu), memory: String(largestMemory.asBytes()) });
      expect(claim).toEqual({
        type: 'PersistentVolumeClaim',
        max: { storage: String(largestVolume.asBytes()) },
      });
    },
  );

  test('are never below the default of a container', () => {
    const application = {
      ...smallApplication,
      resources: { requests: { cpu: '10m', memory: '16Mi' } } as const,
    };
    const [container] = objectOf(objects({ applications: { web: application } }), 'LimitRange', 'limits').spec
      .limits;
    expect(Quantity.parse(container.max.memory).compare(Quantity.parse(container.default.memory))).toBe(0);
  });
});
