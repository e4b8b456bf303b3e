import type { ApiServer, User } from './api-server.ts';
import { writeKubeconfig } from './connection.ts';
import type { Workspace } from './workspace.ts';

/** The real default is 15 s; a test need not wait that long for the first look at a HorizontalPodAutoscaler. */
const autoscalerSyncSeconds = 3;

/** Starts the controller manager with every controller that it enables by default, and the scheduler. */
export async function startControllers(workspace: Workspace, server: ApiServer): Promise<void> {
  const controllerManager = await kubeconfigOf(workspace, server, 'system:kube-controller-manager');
  const authority = workspace.authority.keyPair;
  workspace.start('kube-controller-manager', [
    `--kubeconfig=${controllerManager}`,
    '--leader-elect=false',
    '--secure-port=0',
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${server.serviceAccountKey}`,
    `--root-ca-file=${authority.certificateFile}`,
    `--cluster-signing-cert-file=${authority.certificateFile}`,
    `--cluster-signing-key-file=${authority.keyFile}`,
    `--horizontal-pod-autoscaler-sync-period=${autoscalerSyncSeconds}s`,
  ]);
  const scheduler = await kubeconfigOf(workspace, server, 'system:kube-scheduler');
  workspace.start('kube-scheduler', [`--kubeconfig=${scheduler}`, '--leader-elect=false', '--secure-port=0']);
}

export function kubeconfigOf(workspace: Workspace, server: ApiServer, user: User): Promise<string> {
  return writeKubeconfig(workspace.path('kubeconfigs'), user, server.connections[user]);
}
