import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApiClient } from '../../tools/cluster/harness/client.ts';
import { readKubeconfig } from '../../tools/cluster/harness/connection.ts';
import type { Answer } from '../../tools/cluster/harness/outside.ts';
import { answersFile } from '../../tools/cluster/harness/workspace.ts';
import { ClusterProcess, type Description, type StartOptions } from './cluster-process.ts';

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

  /** Starts one; a plain one may be the running sandbox that `SLIPWAY_CLUSTER_KUBECONFIG` names. */
  static async start(options: StartOptions = {}): Promise<TestCluster> {
    const running = options.command === undefined ? process.env[kubeconfigVariable] : undefined;
    if (running !== undefined) return new TestCluster(await clientOf(running), running);
    const started = await ClusterProcess.start(options);
    try {
      const { kubeconfig } = await started.description();
      return new TestCluster(await clientOf(kubeconfig), kubeconfig, started);
    } catch (error) {
      await started.dispose();
      throw error;
    }
  }

  /** The folder of the cluster: its logs are in `logs/`. */
  get folder(): string {
    return dirname(this.kubeconfig);
  }

  /** What `slipway sandbox --json` said of it. */
  async description(): Promise<Description> {
    if (this.process === undefined) throw new Error(`${this.kubeconfig}: started by someone else`);
    return this.process.description();
  }

  /** What Prometheus and the application answer from now on; the first match wins. */
  answer(answers: readonly Answer[]): void {
    writeFileSync(join(this.folder, answersFile), JSON.stringify(answers));
  }

  async end(): Promise<void> {
    this.client.close();
    await this.process?.dispose();
  }
}

async function clientOf(kubeconfig: string): Promise<ApiClient> {
  return new ApiClient(await readKubeconfig(kubeconfig));
}
