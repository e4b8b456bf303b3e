import { formatPath } from '../config/path.ts';
import { BadInput, badInput } from '../config/problem.ts';
import { Unfit } from './unfit.ts';

/** An environment passed all checks, and building it failed. */
class Unbuildable extends Error {
  override readonly name = 'Unbuildable';

  constructor(
    readonly environment: string,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** Builds an environment. An error carries the environment's name. */
export function buildNamed<Result>(environment: string, build: () => Result): Result {
  try {
    return build();
  } catch (error) {
    throw new Unbuildable(environment, error);
  }
}

/** Runs code that builds environments. An error names the environment's file. @param files by environment name */
export function withFileInError<Result>(files: Readonly<Record<string, string>>, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Unbuildable)) throw error;
    const { environment, message, cause } = error;
    if (cause instanceof Unfit) {
      const file = files[environment] ?? environment;
      throw new BadInput(cause.faults.map(fault => ({ ...fault, file, path: formatPath(fault.path) })));
    }
    const failure = badInput({
      file: files[environment] ?? environment,
      message: `cannot be built: ${message.replaceAll('\n', '; ')}; slipway did not find which key is wrong, which is a bug: report it with the output of --debug`,
    });
    failure.cause = cause;
    throw failure;
  }
}
