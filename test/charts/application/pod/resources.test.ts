import { renderEnvironment } from '../../../../output/render.ts';
import { environmentWith, smallApplication } from '../../../support/environment.ts';
import { type Manifest, objectOf } from '../../../support/manifests.ts';
import { type ApplicationInput, container, podSpec, web } from '../manifests.ts';

const requests = { cpu: '500m', memory: '256Mi' } as const;
const unlimited = { requests, limits: { memory: '512Mi' } } as const;

function objects(application: Partial<ApplicationInput>): Manifest[] {
  const { objects } = renderEnvironment(
    environmentWith({
      applications: { web: { ...smallApplication, ...application } },
      database: { storage: '20Gi' },
    }),
  );
  return objects.map(({ manifest }) => manifest as Manifest);
}

const hardOf = (all: readonly Manifest[]) => objectOf(all, 'ResourceQuota', 'quota').spec.hard;
const limitsOf = (all: readonly Manifest[]) => objectOf(all, 'LimitRange', 'limits').spec.limits[0];

describe('limits without CPU', () => {
  test('leave a container all CPU that its node has free', () => {
    expect(container(web({ resources: unlimited })).resources).toEqual({
      requests: { ...requests, 'ephemeral-storage': '192Mi' },
      limits: { memory: '512Mi', 'ephemeral-storage': '640Mi' },
    });
  });

  test.each<[string, Partial<ApplicationInput>]>([
    ['an application', { resources: unlimited }],
    ['a Job before a release', { beforeRelease: { command: ['migrate'], resources: unlimited } }],
    ['an init container', { initContainers: [{ name: 'first', command: ['run'], resources: unlimited }] }],
    ['a sidecar', { sidecars: [{ name: 'proxy', image: 'proxy:1', resources: unlimited }] }],
  ])('of %s: nothing in the namespace counts, gives or bounds limits of CPU', (_, application) => {
    const all = objects(application);
    expect(hardOf(all)).not.toHaveProperty(['limits.cpu']);
    expect(limitsOf(all).default).toEqual({ memory: '256Mi', 'ephemeral-storage': '512Mi' });
    expect(Object.keys(limitsOf(all).max)).toEqual(['memory']);
    expect(limitsOf(all).defaultRequest.cpu).toBe('10m');
  });

  test('of no container: the namespace counts, gives and bounds them', () => {
    const all = objects({ resources: { requests } });
    expect(hardOf(all)).toHaveProperty(['limits.cpu']);
    expect(limitsOf(all).default.cpu).toBe('500m');
    expect(limitsOf(all).max.cpu).toBeDefined();
  });

  test('of the database: PostgreSQL and its backups may have none either', () => {
    const backup = {
      destination: 's3://backups',
      schedule: '0 0 2 * * *',
      retention: '30d',
      resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '1Gi' } },
    } as const;
    const { objects } = renderEnvironment(
      environmentWith({ database: { storage: '20Gi', resources: unlimited, backup } }),
    );
    const all = objects.map(({ manifest }) => manifest as Manifest);
    expect(objectOf(all, 'Cluster', 'database').spec.resources.limits).not.toHaveProperty('cpu');
    const store = objectOf(all, 'ObjectStore', 'database-backup').spec.instanceSidecarConfiguration;
    expect(store.resources.limits).not.toHaveProperty('cpu');
    expect(hardOf(all)).not.toHaveProperty(['limits.cpu']);
  });
});

describe('local disk', () => {
  test('is what the environment file says, in place of the sum of folders and log', () => {
    const limits = { ...requests, ephemeralStorage: '8Gi' } as const;
    const resources = { requests: { ...requests, ephemeralStorage: '4Gi' }, limits } as const;
    const { requests: asked, limits: most } = container(web({ resources })).resources;
    expect([asked['ephemeral-storage'], most['ephemeral-storage']]).toEqual(['4Gi', '8Gi']);
  });

  test('is limited to its request, as memory is', () => {
    const resources = { requests: { ...requests, ephemeralStorage: '4Gi' } } as const;
    expect(container(web({ resources })).resources.limits['ephemeral-storage']).toBe('4Gi');
    const withLimits = { ...resources, limits: requests };
    expect(container(web({ resources: withLimits })).resources.limits['ephemeral-storage']).toBe('4Gi');
  });

  test('of each container is its own', () => {
    const resources = { requests: { ...requests, ephemeralStorage: '3Gi' } } as const;
    const spec = podSpec(
      web({
        initContainers: [{ name: 'first', command: ['run'], resources }],
        sidecars: [{ name: 'proxy', image: 'proxy:1', resources }],
      }),
    );
    const disks = [...spec.initContainers, ...spec.containers].map(({ name, resources }) => [
      name,
      resources.requests['ephemeral-storage'],
    ]);
    expect(Object.fromEntries(disks)).toEqual({ first: '3Gi', proxy: '3Gi', 'web-app': '192Mi' });
  });
});
