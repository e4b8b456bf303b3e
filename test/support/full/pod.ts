import type { EnvironmentInput } from '../../../config/environment.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];

/** Every key about the pods of an application. */
export const fullPod: Partial<ApplicationInput> = {
  imagePullSecrets: ['registry-of-web'],
  args: ['--port', '8080'],
  securityContext: {
    runAsUser: 1000,
    runAsGroup: 1000,
    fsGroup: 2000,
    supplementalGroups: [3000],
    readOnlyRootFilesystem: false,
    capabilities: ['NET_BIND_SERVICE'],
    reason: 'it writes to its own folder',
  },
  volumes: {
    media: {
      mountPath: '/media',
      size: '100Gi',
      storageClass: 'nfs',
      accessMode: 'ReadWriteMany',
      readOnly: true,
      subPath: 'public',
    },
  },
  emptyDirs: {
    cache: { mountPath: '/var/cache', sizeLimit: '1Gi' },
    shm: { mountPath: '/dev/shm', sizeLimit: '64Mi', medium: 'Memory' },
  },
};

/** The keys of a pod that exclude those above. */
export const otherPod: Partial<ApplicationInput> = {
  securityContext: { runAsUser: 0, runAsNonRoot: false, reason: 'it starts as root' },
};

/** An application with a volume of one pod. */
export const fullSingle: ApplicationInput = {
  image: 'registry.example.com/files:1.0.0',
  resources: { requests: { cpu: '100m', memory: '64Mi' } },
  scale: 1,
  securityContext: { fsGroup: 1000 },
  volumes: { data: { mountPath: '/data', size: '10Gi', accessMode: 'ReadWriteOncePod' } },
};
