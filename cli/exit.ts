import type { CommanderError } from 'commander';
import { BadInput } from '../config/problem.ts';
import { Violations } from '../rules/violation.ts';

/** What every command ends with. */
export const exitCodes = { fine: 0, findings: 1, badInput: 2 } as const;

/** How failures are told. */
export interface Telling {
  /** For programs: the failure is also printed as JSON on standard output. Default: false. */
  readonly json?: boolean;
  /** With the stack trace of what failed. Default: false. */
  readonly debug?: boolean;
}

/**
 * Runs a command to its end and returns its exit code: 0 fine, 1 findings, 2 usage or bad input.
 *
 * What the user can mend is told in words, all of it, on standard error; a stack trace is there for programming
 * errors and with `--debug`.
 */
export async function exitWith(command: () => Promise<unknown>, telling: Telling = {}): Promise<number> {
  try {
    const code = await command();
    return typeof code === 'number' ? code : exitCodes.fine;
  } catch (error) {
    // Commander has printed its help or its message by itself.
    if (isOfCommander(error)) return error.exitCode === 0 ? exitCodes.fine : exitCodes.badInput;
    const failure = error instanceof Error ? error : new Error(String(error));
    if (telling.json) process.stdout.write(`${JSON.stringify(asJson(failure), null, 2)}\n`);
    process.stderr.write(`${asText(failure, telling.debug ?? false)}\n`);
    return failure instanceof Violations ? exitCodes.findings : exitCodes.badInput;
  }
}

/** Told by its code, so that the app of cdk8s need not load commander. */
function isOfCommander(error: unknown): error is CommanderError {
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

/** Errors that JavaScript itself throws: ours are `Error`s with words for the user. */
function isDefect(failure: Error): boolean {
  return failure instanceof TypeError || failure instanceof ReferenceError || failure instanceof RangeError;
}
