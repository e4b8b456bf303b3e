import type { k8s } from 'cdk8s-plus-27';

/**
 * What the restricted Pod Security profile demands of a pod. The user comes from the image, whose `USER` must be
 * a number other than 0: the kubelet cannot tell whether a name is root.
 */
export const podSecurity: k8s.PodSecurityContext = {
  runAsNonRoot: true,
  seccompProfile: { type: 'RuntimeDefault' },
};

/** What the restricted Pod Security profile demands of a container, and a root file system that nobody changes. */
export const containerSecurity: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  readOnlyRootFilesystem: true,
};
