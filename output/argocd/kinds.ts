import type { PermittedKind } from './permissions.ts';

/**
 * Every namespaced kind that some environment makes.
 *
 * A project lists them all, even if its environment does not have them now. Argo CD checks deletions against the project
 * too (gitops-engine `pkg/sync/sync_context.go`, `permissionValidator`). A kind that left the project with its last object
 * could not be deleted. The sync would fail, for example when a ScaledObject replaces a HorizontalPodAutoscaler. And a
 * new kind would wait until a person applies the project again.
 */
export const madeKinds: readonly PermittedKind[] = [
  ...kinds(
    '',
    'ConfigMap',
    'LimitRange',
    'PersistentVolumeClaim',
    'ResourceQuota',
    'Service',
    'ServiceAccount',
  ),
  ...kinds('apps', 'Deployment', 'StatefulSet'),
  ...kinds('argoproj.io', 'AnalysisTemplate', 'Rollout'),
  ...kinds('autoscaling', 'HorizontalPodAutoscaler'),
  ...kinds('barmancloud.cnpg.io', 'ObjectStore'),
  ...kinds('batch', 'CronJob', 'Job'),
  ...kinds('cert-manager.io', 'Certificate', 'Issuer'),
  ...kinds('cilium.io', 'CiliumNetworkPolicy'),
  ...kinds('external-secrets.io', 'ExternalSecret'),
  ...kinds('gateway.envoyproxy.io', 'BackendTrafficPolicy', 'SecurityPolicy'),
  ...kinds(
    'gateway.networking.k8s.io',
    'GRPCRoute',
    'Gateway',
    'HTTPRoute',
    'ListenerSet',
    'TCPRoute',
    'TLSRoute',
  ),
  ...kinds('generators.external-secrets.io', 'Password'),
  ...kinds('keda.sh', 'ScaledObject'),
  ...kinds('monitoring.coreos.com', 'PodMonitor', 'PrometheusRule', 'ServiceMonitor'),
  ...kinds('networking.k8s.io', 'Ingress', 'NetworkPolicy'),
  ...kinds('policy', 'PodDisruptionBudget'),
  ...kinds('postgresql.cnpg.io', 'Cluster', 'Database', 'Pooler', 'ScheduledBackup'),
];

function kinds(group: string, ...names: readonly string[]): PermittedKind[] {
  return names.map(kind => ({ group, kind }));
}

/**
 * The kinds that a project permits in its namespace: those above, and any other that the environment has.
 *
 * It does not permit the kinds that controllers make, although Argo CD therefore shows no pods below an object (argo-cd
 * `controller/appcontroller.go`, `getResourceTree`). Git may contain whatever a project permits. An EndpointSlice could
 * lead a Service anywhere, and a Pod or a ReplicaSet would run outside of every rollout.
 */
export function permittedKinds(emitted: readonly PermittedKind[]): PermittedKind[] {
  const permitted = new Map([...madeKinds, ...emitted].map(kind => [`${kind.group}/${kind.kind}`, kind]));
  return [...permitted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}
