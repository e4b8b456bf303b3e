import type { k8s } from 'cdk8s-plus-27';
import type { Application } from '../../../config/application/application.ts';

/**
 * As whom a pod of an application runs. The restricted profile requires `runAsNonRoot`. Without `runAsUser` the user comes
 * from the image. Its `USER` must then be a number other than 0: the kubelet cannot know whether a name is root.
 *
 * `OnRootMismatch`: the kubelet gives the files of a volume to the group once, and not at each start of a pod.
 */
export function podSecurityOf({ securityContext, volumes }: Application): k8s.PodSecurityContext {
  const { runAsUser, runAsGroup, fsGroup, supplementalGroups, runAsNonRoot } = securityContext;
  return {
    runAsNonRoot,
    ...(runAsUser !== undefined && { runAsUser }),
    ...(runAsGroup !== undefined && { runAsGroup }),
    ...(fsGroup !== undefined && { fsGroup }),
    ...(fsGroup !== undefined &&
      Object.keys(volumes).length > 0 && { fsGroupChangePolicy: 'OnRootMismatch' }),
    ...(supplementalGroups.length > 0 && { supplementalGroups }),
    seccompProfile: { type: 'RuntimeDefault' },
  };
}

/** What the restricted Pod Security profile requires of a container, and a read-only root file system. */
export const containerSecurity: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};

/** The same for each container of an application, with what its environment file relaxes. */
export function containerSecurityOf({ securityContext }: Application): k8s.SecurityContext {
  const { readOnlyRootFilesystem, capabilities } = securityContext;
  return {
    ...containerSecurity,
    ...(capabilities.length > 0 && {
      capabilities: { ...containerSecurity.capabilities, add: capabilities },
    }),
    readOnlyRootFilesystem,
  };
}
