import { type ExecFileOptions, execFile } from 'node:child_process';

/** What a finished program left behind. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const maxOutputBytes = 256 * 1024 * 1024;

/**
 * Runs a program to its end and returns its exit code and output, whatever the code is.
 *
 * Throws only when the program could not be started or was killed; the error keeps Node's `code`
 * (`ENOENT` when there is no such program).
 */
export function run(
  program: string,
  args: readonly string[],
  options: ExecFileOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const settings = { maxBuffer: maxOutputBytes, ...options, encoding: 'utf8' as const };
    execFile(program, [...args], settings, (error, stdout, stderr) => {
      if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else reject(error);
    });
  });
}
