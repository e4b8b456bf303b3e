import { renderEnvironment } from '../../../../output/render.ts';
import { environmentWith, smallApplication } from '../../../support/environment.ts';
import { type Manifest, objectOf } from '../../../support/manifests.ts';
import { container, podSpec, web, workload } from '../manifests.ts';

const securityContext = { fsGroup: 1000 };
const data = { mountPath: '/data', size: '10Gi' } as const;
const single = { scale: 1, securityContext, volumes: { data } } as const;

describe('a volume of one pod', () => {
  const manifests = web(single);

  test('lets the old pod end before a new one starts', () => {
    expect(workload(manifests).spec.strategy).toEqual({ type: 'Recreate' });
  });

  test('is a claim of the StorageClass of the environment', () => {
    expect(objectOf(manifests, 'PersistentVolumeClaim', 'web-data').spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'encrypted-ssd',
      resources: { requests: { storage: '10Gi' } },
    });
  });

  test('is deleted only after a person has confirmed it', () => {
    expect(objectOf(manifests, 'PersistentVolumeClaim', 'web-data').metadata.annotations).toEqual({
      'argocd.argoproj.io/sync-options': 'Prune=confirm,Delete=confirm',
    });
  });

  test('is mounted in the container, and its files are given to the group once', () => {
    expect(podSpec(manifests).volumes).toContainEqual({
      name: 'volume-data',
      persistentVolumeClaim: { claimName: 'web-data' },
    });
    expect(container(manifests).volumeMounts).toContainEqual({ name: 'volume-data', mountPath: '/data' });
    expect(podSpec(manifests).securityContext).toMatchObject({
      fsGroup: 1000,
      fsGroupChangePolicy: 'OnRootMismatch',
    });
  });
});

test('a volume of many pods works with blue/green, of its own StorageClass, read-only and in part', () => {
  const media = {
    mountPath: '/media',
    size: '1Ti',
    storageClass: 'nfs',
    accessMode: 'ReadWriteMany',
    readOnly: true,
    subPath: 'public/images',
  } as const;
  const manifests = web({ volumes: { media } });
  expect(objectOf(manifests, 'PersistentVolumeClaim', 'web-media').spec).toMatchObject({
    accessModes: ['ReadWriteMany'],
    storageClassName: 'nfs',
  });
  expect(container(manifests).volumeMounts).toContainEqual({
    name: 'volume-media',
    mountPath: '/media',
    readOnly: true,
    subPath: 'public/images',
  });
});

test('without a volume the files of Secrets keep the default of fsGroup', () => {
  expect(podSpec(web({ securityContext })).securityContext).not.toHaveProperty('fsGroupChangePolicy');
});

test('the quota has room for the volumes and a tenth more, but for no more pods', () => {
  const hardOf = (volumes: Record<string, { mountPath: string; size: '10Gi' | '5Gi' }>) => {
    const application = {
      ...smallApplication,
      ...single,
      delivery: { strategy: 'recreate' as const },
      volumes,
    };
    const environment = environmentWith({ applications: { web: application } });
    const manifests = renderEnvironment(environment).objects.map(({ manifest }) => manifest as unknown);
    return objectOf(manifests as Manifest[], 'ResourceQuota', 'quota').spec.hard;
  };
  const without = hardOf({});
  expect(hardOf({ data, logs: { mountPath: '/logs', size: '5Gi' } })).toEqual({
    ...without,
    persistentvolumeclaims: '3',
    'requests.storage': '16896Mi',
  });
});
