import { type ChildProcess, spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/**
 * Reads from the pipe that the test holds: a line when the program has ended, or the end of the pipe when the test has.
 * In its own session it goes on when the program's group is stopped.
 */
const guard = 'read -r line <&3 || kill -s KILL -- "-$1"';

/** Becomes the program, when the guard has started. */
const start = `setsid sh -c '${guard}' guard "$$" </dev/null >/dev/null 2>&1 &
exec 3<&-
exec "$@"`;

export interface GuardedOptions {
  readonly env: NodeJS.ProcessEnv;
  /** The file descriptor that gets all output. */
  readonly output: number;
}

/**
 * Starts a program in its own process group, which ends with this process, however that ends. A test that is killed runs
 * no `afterAll`, and what it leaves would hold its addresses.
 */
export function startGuarded(command: readonly string[], { env, output }: GuardedOptions): ChildProcess {
  const child = spawn('sh', ['-c', start, 'start', ...command], {
    env,
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
  });
  const pipe = child.stdio[3] as Socket;
  pipe.on('error', () => {});
  pipe.unref();
  child.once('exit', () => pipe.end('ended\n'));
  return child;
}
