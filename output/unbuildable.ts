import { badInput } from '../config/problem.ts';

/** Building an environment failed, which its checks should have foreseen. */
class Unbuildable extends Error {
  override readonly name = 'Unbuildable';

  constructor(
    readonly environment: string,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** What one environment makes fail carries its name. */
export function built<Result>(environment: string, build: () => Result): Result {
  try {
    return build();
  } catch (error) {
    throw new Unbuildable(environment, error);
  }
}

/** Runs what builds environments; of one that cannot be built the file is told. @param files of each, by its name */
export function toldByFile<Result>(files: Readonly<Record<string, string>>, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof Unbuildable)) throw error;
    const { environment, message, cause } = error;
    const failure = badInput({
      file: files[environment] ?? environment,
      message: `cannot be built: ${message.replaceAll('\n', '; ')}; slipway did not find which key is wrong, which is a bug: report it with the output of --debug`,
    });
    failure.cause = cause;
    throw failure;
  }
}
