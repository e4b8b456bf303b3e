import type { CommanderError } from 'commander';
import { BadInput } from '../config/problem.ts';
import { Violations } from '../rules/violation.ts';

/** The exit codes of every command. */
export const exitCodes = { fine: 0, findings: 1, badInput: 2 } as const;

/** How a failure is printed. */
export interface FailureOutput {
  /** Also print the failure as JSON on standard output. Default: false. */
  readonly json?: boolean;
  /** Print the stack trace. Default: false. */
  readonly debug?: boolean;
}

/**
 * Runs a command to its end and returns its exit code: 0 fine, 1 findings, 2 usage or bad input.
 *
 * Standard error gets a message about everything that the user can fix. Only defects, and `--debug`, print a stack
 * trace.
 */
export async function exitWith(
  command: () => Promise<unknown>,
  failureOutput: FailureOutput = {},
): Promise<number> {
  try {
    const code = await command();
    return typeof code === 'number' ? code : exitCodes.fine;
  } catch (error) {
    // Commander has already printed its help or its message.
    if (isCommanderError(error)) return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
    const failure = error instanceof Error ? error : new Error(String(error));
    if (failureOutput.json) process.stdout.write(`${JSON.stringify(asJson(failure), null, 2)}\n`);
    process.stderr.write(`${asText(failure, failureOutput.debug ?? false)}\n`);
    return failure instanceof Violations ? exitCodes.findings : exitCodes.badInput;
  }
}

/** Recognized by its code, so that the cdk8s app does not load commander. */
function isCommanderError(error: unknown): error is CommanderError {
  return String((error as Partial<CommanderError>)?.code).startsWith('commander.');
}

function asJson(failure: Error): object {
  if (failure instanceof Violations) return { violations: failure.violations };
  if (failure instanceof BadInput) return { problems: failure.problems };
  return { problems: [{ message: failure.message }] };
}

function asText(failure: Error, debug: boolean): string {
  if (debug || isDefect(failure)) return failure.stack ?? failure.message;
  if (!(failure instanceof Violations)) return failure.message;
  const count = failure.violations.length;
  return `${failure.message}\n${count} ${count === 1 ? 'violation' : 'violations'}, nothing was written`;
}

/** Errors that JavaScript throws. Slipway throws only `Error`, with a message for the user. */
function isDefect(failure: Error): boolean {
  return failure instanceof TypeError || failure instanceof ReferenceError || failure instanceof RangeError;
}
