import { binary } from '../../binary.ts';
import { run } from '../../run.ts';
import { clusterTools } from '../tools.ts';

/** Runs the pinned kubectl and returns its standard output; throws what it printed where it fails. */
export async function kubectl(kubeconfig: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await run(await binary(clusterTools.kubectl), args, {
    env: { ...process.env, KUBECONFIG: kubeconfig },
  });
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: exit code ${code}: ${stderr.trim()}`);
  return stdout;
}
