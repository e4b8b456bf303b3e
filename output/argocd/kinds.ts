import type { PermittedKind } from './permissions.ts';

/**
 * Every kind in a namespace that some environment makes.
 *
 * A project names them all, whether its environment has them now or not. Argo CD asks the project about deletions too
 * (gitops-engine `pkg/sync/sync_context.go`, `permissionValidator`): if a kind left the project together with the last
 * object of it, such as the HorizontalPodAutoscaler that became a ScaledObject, the sync that removes that object would
 * fail. And a kind that is new would wait for a person to apply the project again.
 */
export const madeKinds: readonly PermittedKind[] = [
  ...kinds('', 'ConfigMap', 'LimitRange', 'ResourceQuota', 'Service', 'ServiceAccount'),
  ...kinds('apps', 'Deployment', 'StatefulSet'),
  ...kinds('argoproj.io', 'AnalysisTemplate', 'Rollout'),
  ...kinds('autoscaling', 'HorizontalPodAutoscaler'),
  ...kinds('barmancloud.cnpg.io', 'ObjectStore'),
  ...kinds('cert-manager.io', 'Certificate', 'Issuer'),
  ...kinds('external-secrets.io', 'ExternalSecret'),
  ...kinds('gateway.networking.k8s.io', 'Gateway', 'HTTPRoute', 'ListenerSet'),
  ...kinds('generators.external-secrets.io', 'Password'),
  ...kinds('keda.sh', 'ScaledObject'),
  ...kinds('monitoring.coreos.com', 'PodMonitor', 'PrometheusRule', 'ServiceMonitor'),
  ...kinds('networking.k8s.io', 'Ingress', 'NetworkPolicy'),
  ...kinds('policy', 'PodDisruptionBudget'),
  ...kinds('postgresql.cnpg.io', 'Cluster', 'Pooler', 'ScheduledBackup'),
];

function kinds(group: string, ...names: readonly string[]): PermittedKind[] {
  return names.map(kind => ({ group, kind }));
}

/**
 * What a project permits in its namespace: the kinds above, and any other that the environment has.
 *
 * What controllers make of them is not among them, though Argo CD therefore shows no pods below an object (argo-cd
 * `controller/appcontroller.go`, `getResourceTree`): what a project permits may come out of Git as well, and an
 * EndpointSlice from there would lead a Service anywhere, a Pod or a ReplicaSet run beside every rollout.
 */
export function permittedKinds(emitted: readonly PermittedKind[]): PermittedKind[] {
  const permitted = new Map([...madeKinds, ...emitted].map(one => [`${one.group}/${one.kind}`, one]));
  return [...permitted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}
