import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiClient } from '../../tools/cluster/harness/client.ts';
import { readKubeconfig } from '../../tools/cluster/harness/connection.ts';
import type { Answer } from '../../tools/cluster/harness/outside.ts';
import { answersFile } from '../../tools/cluster/harness/workspace.ts';
import { ClusterProcess } from './cluster-process.ts';

/** The variable that names the kubeconfig of a running sandbox, to test on that instead. */
const kubeconfigVariable = 'SLIPWAY_CLUSTER_KUBECONFIG';

/** The cluster of one test file, with a client of its administrator. */
export class TestCluster {
  private constructor(
    readonly client: ApiClient,
    /** The path of the administrator's kubeconfig. */
    readonly kubeconfig: string,
    private readonly process?: ClusterProcess,
  ) {}

  /** Starts one, or takes the running sandbox that `SLIPWAY_CLUSTER_KUBECONFIG` names. */
  static async start(): Promise<TestCluster> {
    const running = process.env[kubeconfigVariable];
    if (running !== undefined) return new TestCluster(await clientOf(running), running);
    const started = await ClusterProcess.start();
    try {
      const kubeconfig = await started.kubeconfig();
      return new TestCluster(await clientOf(kubeconfig), kubeconfig, started);
    } catch (error) {
      await started.dispose();
      throw error;
    }
  }

  /** What Prometheus and the application answer from now on; the first match wins. */
  answer(answers: readonly Answer[]): void {
    writeFileSync(join(dirname(this.kubeconfig), answersFile), JSON.stringify(answers));
  }

  async end(): Promise<void> {
    this.client.close();
    await this.process?.dispose();
  }
}

async function clientOf(kubeconfig: string): Promise<ApiClient> {
  return new ApiClient(await readKubeconfig(kubeconfig));
}
