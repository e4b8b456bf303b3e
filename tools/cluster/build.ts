import { binary, isBuilt, whileFetching } from '../binary.ts';
import { type ClusterToolName, clusterTools } from './tools.ts';

/** Prints the path of every program of the cluster as one JSON object; builds first what is not yet built. */
async function main(): Promise<void> {
  const names = Object.keys(clusterTools) as ClusterToolName[];
  const missing = await missingTools(names);
  announce(missing);
  const paths: Partial<Record<ClusterToolName, string>> = {};
  const tools = missing.map(name => clusterTools[name]);
  await whileFetching(tools, async () => {
    // One after the other: a build uses all processors, and the first fills Go's cache for the next.
    for (const name of names) paths[name] = await binary(clusterTools[name]);
  });
  process.stdout.write(`${JSON.stringify(paths)}\n`);
}

async function missingTools(names: readonly ClusterToolName[]): Promise<ClusterToolName[]> {
  const there = await Promise.all(names.map(name => isBuilt(clusterTools[name])));
  return names.filter((_, index) => there[index] === false);
}

function announce(missing: readonly ClusterToolName[]): void {
  if (missing.length === 0) return;
  const seconds = missing.reduce((sum, name) => sum + clusterTools[name].expectedSeconds, 0);
  process.stderr.write(
    `the cluster's programs are built once: ${missing.join(', ')}; ` +
      `up to ${Math.ceil(seconds / 60)} minutes on 2 cores\n`,
  );
}

await main();
