import { mostListed } from './units/expected.ts';

/** A place in a file. */
export interface Place {
  /** The file as the user named it, relative to where the command runs. */
  readonly file: string;
  /** From 1. - unknown: the file computes its data, or the problem is about the whole file. */
  readonly line?: number;
}

/** One fault in what the user wrote: where it is, what was found, what is allowed and what to change. */
export interface Problem extends Place {
  /** The key in the file, such as `applications.web.scale.min`. - none: the whole file. */
  readonly path?: string;
  /** Where the value is written, if the file inherits it. - none: in the file itself. */
  readonly from?: Place;
  /** Lower case, without a full stop. */
  readonly message: string;
}

/** `environments/staging.yaml: applications.web.port (from environments/production.yaml:12): expected …` */
export function formatProblem({ path, from, message, ...place }: Problem): string {
  const where = from ? `${path} (from ${formatPlace(from)})` : path;
  return [formatPlace(place), where, message].filter(Boolean).join(': ');
}

/** `environments/staging.yaml:12` */
export function formatPlace({ file, line }: Place): string {
  return line === undefined ? file : `${file}:${line}`;
}

/** Input that cannot be used, with every problem that was found. Commands exit with code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput';

  constructor(readonly problems: readonly Problem[]) {
    super(
      [...problems.slice(0, mostListed).map(formatProblem), ...summaryOf(problems.slice(mostListed))].join(
        '\n',
      ),
    );
  }
}

/** `… and 950 more: 940 in a.yaml, 10 in b.yaml` */
function summaryOf(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { file } of problems) counts.set(file, (counts.get(file) ?? 0) + 1);
  const files = [...counts].slice(0, mostListed).map(([file, count]) => `${count} in ${file}`);
  return [`… and ${problems.length} more: ${files.join(', ')}${counts.size > mostListed ? ', …' : ''}`];
}

/** For a single problem. */
export function badInput(problem: Problem): BadInput {
  return new BadInput([problem]);
}
