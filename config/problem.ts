/** One fault in what the user wrote: where, and what was found, what is allowed, what to change. */
export interface Problem {
  /** The file as the user named it, relative to where the command runs. */
  readonly file: string;
  /** The key in it, such as `applications.web.scale.min`. - empty: the file as a whole. */
  readonly path?: string;
  /** Line in the file, from 1. - unknown. */
  readonly line?: number;
  /** Lower case, without a full stop. */
  readonly message: string;
}

/** `environments/production.yaml:12: applications.web.scale.min: expected …` */
export function formatProblem({ file, path, line, message }: Problem): string {
  return [line ? `${file}:${line}` : file, path, message].filter(Boolean).join(': ');
}

/** What the user wrote cannot be used. Holds every problem that was found; commands exit with code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}

/** For a single problem. */
export function badInput(problem: Problem): BadInput {
  return new BadInput([problem]);
}
