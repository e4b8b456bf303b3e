import { mostTold } from './units/expected.ts';

/** A place in a file. */
export interface Place {
  /** The file as the user named it, relative to where the command runs. */
  readonly file: string;
  /** From 1. - unknown: the file computes its data, or it is the file as a whole. */
  readonly line?: number;
}

/** One fault in what the user wrote: where, and what was found, what is allowed, what to change. */
export interface Problem extends Place {
  /** The key in it, such as `applications.web.scale.min`. - none: the file as a whole. */
  readonly path?: string;
  /** Where the value is written, when the file has it from one that it extends. - none: in the file itself. */
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

/** What the user wrote cannot be used. Holds every problem that was found; commands exit with code 2. */
export class BadInput extends Error {
  override readonly name = 'BadInput';

  constructor(readonly problems: readonly Problem[]) {
    super([...problems.slice(0, mostTold).map(formatProblem), ...sumOf(problems.slice(mostTold))].join('\n'));
  }
}

/** `… and 950 more: 940 in a.yaml, 10 in b.yaml` */
function sumOf(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { file } of problems) counts.set(file, (counts.get(file) ?? 0) + 1);
  const files = [...counts].slice(0, mostTold).map(([file, count]) => `${count} in ${file}`);
  return [`… and ${problems.length} more: ${files.join(', ')}${counts.size > mostTold ? ', …' : ''}`];
}

/** For a single problem. */
export function badInput(problem: Problem): BadInput {
  return new BadInput([problem]);
}
