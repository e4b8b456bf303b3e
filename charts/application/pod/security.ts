import type { k8s } from 'cdk8s-plus-27';

/**
 * What the restricted Pod Security profile requires of a pod. The user comes from the image. Its `USER` must be a number
 * other than 0: the kubelet cannot know whether a name is root.
 */
export const podSecurity: k8s.PodSecurityContext = {
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What the restricted Pod Security profile requires of a container, and a read-only root file system. */
export const containerSecurity: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};
