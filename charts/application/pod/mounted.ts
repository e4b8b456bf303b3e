import type { k8s } from 'cdk8s-plus-27';

/** The volumes of a pod, and where its containers mount them. */
export interface Volumes {
  readonly volumes: k8s.Volume[];
  readonly mounts: k8s.VolumeMount[];
}
