import type { Values } from './chart.ts';

/** Another value by path, for the keys about the pods of an application. */
export const otherPods: Values = {
  imagePullSecrets: ['registry'],
  'applications.web.priorityClassName': 'high',
  'applications.web.hostAliases': [{ ip: '192.0.2.10', hostnames: ['legacy'] }],
  'applications.web.imagePullSecrets': ['registry-of-web'],
  'applications.web.securityContext.supplementalGroups': [1000],
  'applications.web.volumes': {
    media: { mountPath: '/media', size: '1Gi', accessMode: 'ReadWriteMany', readOnly: true },
  },
  'applications.web.emptyDirs': { cache: { mountPath: '/var/cache', sizeLimit: '1Gi' } },
};

const reason = 'an old image';

/** Values of `securityContext` that go together with another value of one. */
export const relaxedPods: Readonly<Record<string, Values>> = {
  'applications.web.securityContext.runAsNonRoot': { runAsNonRoot: false, reason },
  'applications.web.securityContext.readOnlyRootFilesystem': { readOnlyRootFilesystem: false, reason },
  'applications.web.securityContext.capabilities': { capabilities: ['CHOWN'], reason },
};
