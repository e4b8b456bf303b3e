import { at, type KubernetesObject } from './objects.ts';

const waveAnnotation = 'argocd.argoproj.io/sync-wave';

/** Argo CD's order of kinds within a wave (gitops-engine, `pkg/sync/sync_tasks.go`); others come last. */
const kinds = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
];

/** The wave of an object: its annotation, else 0. */
export function wave(object: KubernetesObject): number {
  return Number(at(object, 'metadata', 'annotations', waveAnnotation) ?? 0);
}

/** The objects in the order in which Argo CD applies them: by wave, kind, name. */
export function inWaveOrder(objects: readonly KubernetesObject[]): KubernetesObject[] {
  return [...objects].sort(
    (a, b) => wave(a) - wave(b) || rank(a) - rank(b) || compare(a.metadata.name, b.metadata.name),
  );
}

function rank({ kind }: KubernetesObject): number {
  const place = kinds.indexOf(kind);
  return place < 0 ? kinds.length : place;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
