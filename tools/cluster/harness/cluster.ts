import { cp, writeFile } from 'node:fs/promises';
import { type ApiServer, startApiServer } from './api-server.ts';
import { type Stop, startMetrics } from './argo-cd/metrics.ts';
import { acknowledgeDatabases, simulateOutsideControllers } from './argo-cd/outside-controllers.ts';
import { startArgoCd } from './argo-cd/servers.ts';
import { startArgoRollouts } from './argo-rollouts.ts';
import { startBarmanCloud } from './barman-cloud.ts';
import { startCertManager } from './cert-manager.ts';
import { ApiClient } from './client.ts';
import { startCloudNativePg } from './cloudnative-pg.ts';
import { type Connection, writeKubeconfig } from './connection.ts';
import { startControllers } from './controllers.ts';
import { servedCrds } from './crds.ts';
import { startEtcd } from './etcd.ts';
import { startKeda } from './keda.ts';
import { startKwok } from './kwok.ts';
import { addSimulatedNodes } from './nodes.ts';
import { ensureNamespace, type Site } from './operator.ts';
import { healthyAnswers } from './outside.ts';
import { seed } from './seed.ts';
import { runStandIns, standIns } from './stand-ins.ts';
import { answersFile, type Binaries, Workspace } from './workspace.ts';

export interface ClusterOptions {
  /** The programs, from `build.ts`. */
  readonly binaries: Binaries;
  /** Ends the start early; what had started is ended, and the start throws the signal's reason. */
  readonly signal: AbortSignal;
  /** Called with each step as it is done. Default: nothing is. */
  readonly onStep?: (step: string) => void;
  /**
   * Argo CD too, and stand-ins by which every object may become healthy: a Gateway controller, PostgreSQL's
   * instances and metrics-server are simulated. Default: false.
   */
  readonly argoCd?: boolean | undefined;
}

/** A control plane on loopback, with simulated nodes and the real controllers. */
export interface Cluster {
  /** The temporary folder: logs, certificates, data. Gone after `end()`. */
  readonly folder: string;
  /** The administrator's kubeconfig. */
  readonly kubeconfig: string;
  readonly connection: Connection;
  readonly client: ApiClient;
  /** Throws the end of a log if a program of the cluster has ended too early. */
  assertRunning(): Promise<void>;
  /** Throws the same as soon as one does; returns when the signal is aborted. */
  broken(signal: AbortSignal): Promise<void>;
  /** Ends every program and removes the folder. */
  end(): Promise<void>;
}

/**
 * Starts a cluster. Several may run at the same time.
 *
 * The caller ends it. If the start fails, or the signal is aborted, nothing is left to end.
 */
export async function startCluster({
  binaries,
  signal,
  onStep = () => undefined,
  argoCd = false,
}: ClusterOptions): Promise<Cluster> {
  const data = await seed(binaries, signal);
  const workspace = await Workspace.create(binaries, signal);
  try {
    onStep(`folder ${workspace.folder}`);
    await cp(data, workspace.path('data', 'etcd'), { recursive: true });
    const etcd = await startEtcd(workspace, workspace.path('data', 'etcd'));
    onStep('etcd ready');
    const server = await startApiServer(workspace, etcd);
    onStep('API server ready');
    return await installControllers(workspace, server, { onStep, argoCd });
  } catch (error) {
    await workspace.end();
    throw error;
  }
}

type Steps = Required<Pick<ClusterOptions, 'onStep' | 'argoCd'>>;

async function installControllers(
  workspace: Workspace,
  server: ApiServer,
  { onStep, argoCd }: Steps,
): Promise<Cluster> {
  const { signal } = workspace;
  const admin = server.connections.admin;
  const client = new ApiClient(admin);
  const site: Site = { workspace, client, admin };
  try {
    onStep(`${await servedCrds(client, signal)} custom resource definitions served`);
    await startControllers(workspace, server);
    onStep('controller manager and scheduler started');
    await startKwok(workspace, server);
    onStep('KWOK started');
    await startOperators(site, { onStep, argoCd });
    await ensureNamespace(client, 'argocd');
    await addSimulatedNodes(client, { signal });
    onStep('nodes ready');
    if (argoCd) {
      // What analyses and ScaledObjects ask must be answered for an environment to be healthy.
      await writeFile(workspace.path(answersFile), JSON.stringify(healthyAnswers));
      await startArgoCd(site);
      onStep('Argo CD ready');
    }
    const kubeconfig = await writeKubeconfig(workspace.folder, 'admin', admin);
    return running(workspace, site, kubeconfig, argoCd ? await startMetrics(site) : undefined);
  } catch (error) {
    client.close();
    throw error;
  }
}

async function startOperators(site: Site, { onStep, argoCd }: Steps): Promise<void> {
  await startArgoRollouts(site);
  onStep('Argo Rollouts ready');
  // Before the operator, which looks for its plugins when it starts.
  await startBarmanCloud(site);
  onStep('Barman Cloud plugin ready');
  await startCloudNativePg(site, argoCd ? 'cnpg-system' : undefined);
  onStep('CloudNativePG ready');
  await startKeda(site);
  onStep('KEDA ready');
  await startCertManager(site);
  onStep('cert-manager ready');
}

function running(
  workspace: Workspace,
  { client, admin }: Site,
  kubeconfig: string,
  /** Ends what is simulated for Argo CD; `undefined` without it. */
  stopMetrics: Stop | undefined,
): Cluster {
  const ending = new AbortController();
  const standInsEnd = stopMetrics
    ? [
        runStandIns(client, ending.signal, [...standIns, simulateOutsideControllers]),
        runStandIns(client, ending.signal, [acknowledgeDatabases], 0.1),
      ]
    : [runStandIns(client, ending.signal, standIns)];
  return {
    folder: workspace.folder,
    kubeconfig,
    connection: admin,
    client,
    assertRunning: () => workspace.assertRunning(),
    broken: signal => workspace.broken(signal),
    end: async () => {
      ending.abort();
      await Promise.all(standInsEnd);
      stopMetrics?.();
      client.close();
      await workspace.end();
    },
  };
}
