import type { ExecFileOptions } from 'node:child_process';
import { errorCode } from './lock.ts';
import { type Finished, run } from './run.ts';

/** The oldest Go that builds every pinned tool: the highest `go` line below `tools/go/`. */
export const minimumGo = '1.26';

/**
 * Runs the `go` command, with workspaces off, and returns what it printed.
 *
 * Throws where Go is missing (what to install) and where the command fails (its own words).
 */
export async function go(args: readonly string[], options: ExecFileOptions = {}): Promise<Finished> {
  const env: NodeJS.ProcessEnv = { ...process.env, ...options.env, GOWORK: 'off' };
  let finished: Finished;
  try {
    finished = await run('go', args, { ...options, env });
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    throw new Error(
      `PATH: no go command found; schemas, imports and tools come from Go modules: ` +
        `install Go ${minimumGo} or newer (https://go.dev/dl/)`,
    );
  }
  if (finished.code !== 0) {
    throw new Error(`go ${args.join(' ')}: exit code ${finished.code}: ${goMessage(finished)}`);
  }
  return finished;
}

/** With `-json`, go prints its error as a JSON object on standard output. */
function goMessage({ stdout, stderr }: Finished): string {
  const message = /"Error": ("(?:[^"\\]|\\.)*")/.exec(stdout)?.[1];
  return message === undefined ? stderr.trim() : String(JSON.parse(message));
}
