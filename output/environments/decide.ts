import type { Neighbor } from '../../config/claims/conflicts.ts';
import { anyOf, didYouMean } from '../../config/did-you-mean.ts';
import type { Problem } from '../../config/problem.ts';
import { compareCodePoints } from '../../config/units/order.ts';
import type { ArgoCdShare } from '../argocd/share.ts';
import type { EnvironmentEntry, Environments, Share } from '../replace/record.ts';

/** An environment that this run builds. */
export interface MadeEnvironment {
  readonly name: string;
  /** Its file, as the record names it. */
  readonly source: string;
  /** The same file, as the user names it. */
  readonly file: string;
  /** The file that it came from before this run. - it is new, or comes from the same file. */
  readonly movedFrom?: string;
}

/** An environment of the folder that this run does not build. */
export interface OtherEnvironment {
  readonly name: string;
  readonly entry: EnvironmentEntry;
  /** The file that it came from, as the user names it. */
  readonly file: string;
  /** Why it is kept or removed, as the end of a sentence. - it is kept because this run names other files. */
  readonly why?: string;
}

/** What a run does with every environment of a folder. */
export interface Decision {
  readonly made: readonly MadeEnvironment[];
  readonly kept: readonly OtherEnvironment[];
  readonly removed: readonly Required<OtherEnvironment>[];
}

/** What a decision depends on: the request of a run, and what it found. */
export interface DecisionInput {
  /** The output folder, for messages. */
  readonly folder: string;
  /** The environments of the folder before the run. */
  readonly before: Environments;
  readonly made: readonly Pick<MadeEnvironment, 'name' | 'source'>[];
  /** Names of environments to remove. */
  readonly remove: readonly string[];
  /** The folder of environment files, as the record names it, if the run builds all of it. - it names single files. */
  readonly all?: string;
  /** Whether a file of the record exists. */
  readonly exists: (source: string) => boolean;
  /** A file of the record, as the user names it. */
  readonly show: (source: string) => string;
}

/**
 * Decides what a run does with every environment of a folder. It keeps an environment that it does not build, unless
 *
 * - `remove` names it, or
 * - the run builds all files of a folder, and its file was in that folder and is gone or describes another one.
 */
export function decide(input: DecisionInput): Decision {
  const { before, made, show } = input;
  const names = new Set(made.map(({ name }) => name));
  const others = Object.entries(before)
    .filter(([name]) => !names.has(name))
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, entry]) => {
      return { name, entry, file: show(entry.source), whyRemoved: whyRemoved(input, name, entry) };
    });
  return {
    made: made.map(({ name, source }) => {
      const old = before[name]?.source ?? source;
      return { name, source, file: show(source), ...(old !== source && { movedFrom: show(old) }) };
    }),
    kept: others
      .filter(other => other.whyRemoved === undefined)
      .map(({ name, entry, file }) => ({ name, entry, file, why: whyKept(input, entry) })),
    removed: others.flatMap(({ name, entry, file, whyRemoved: why }) =>
      why === undefined ? [] : [{ name, entry, file, why }],
    ),
  };
}

function whyRemoved(input: DecisionInput, name: string, { source }: EnvironmentEntry): string | undefined {
  const { remove, all, exists, show } = input;
  if (remove.includes(name)) return '--remove names it';
  if (folderOf(source) !== all) return undefined;
  if (!exists(source)) return `its file ${show(source)} is gone`;
  const now = describedBy(input, source);
  return now && `its file ${show(source)} now describes ${now}`;
}

function whyKept(input: DecisionInput, { source }: EnvironmentEntry): string | undefined {
  const { all, exists, show } = input;
  const now = describedBy(input, source);
  if (now !== undefined) return `although its file ${show(source)} now describes ${now}`;
  if (all === undefined) return undefined;
  if (folderOf(source) === all) return `although a run over ${show(all)}/ skips its file ${show(source)}`;
  return `because its file ${show(source)} ${exists(source) ? 'is' : 'was'} not in ${show(all)}/`;
}

function describedBy({ made }: DecisionInput, source: string): string | undefined {
  return made.find(environment => environment.source === source)?.name;
}

function folderOf(source: string): string {
  return source.split('/').slice(0, -1).join('/');
}

/** The requests of a run that must be refused. */
export function problemsOf(input: DecisionInput): Problem[] {
  const removals = [...new Set(input.remove)];
  return [...takenNames(input), ...removals.flatMap(name => removalProblem(input, name))];
}

/** Refuses an environment that came from another file, if that file still exists and may still describe it. */
function takenNames(input: DecisionInput): Problem[] {
  const { folder, before, made, exists, show } = input;
  return made.flatMap(({ name, source }) => {
    const other = before[name]?.source ?? source;
    if (other === source || !exists(other) || describedBy(input, other) !== undefined) return [];
    const found = `found "${name}", which ${folder} already has from ${show(other)}; expected one file for each environment`;
    const message = `${found}; rename one of the two, name another folder with --output, or delete the file that is no longer used`;
    return [{ file: show(source), path: 'name', message }];
  });
}

function removalProblem({ folder, before, made, show }: DecisionInput, name: string): Problem[] {
  const madeNow = made.find(environment => environment.name === name);
  if (madeNow !== undefined) {
    const message = `found --remove ${name}, but this run makes it from ${show(madeNow.source)}; delete that file, or name only the other files with --environment`;
    return [{ file: folder, message }];
  }
  if (Object.hasOwn(before, name)) return [];
  const names = Object.keys(before).sort(compareCodePoints);
  const meant = didYouMean(name, names);
  const allowed = names.length === 0 ? 'none, because the folder has no environment' : anyOf(names);
  const change =
    meant === undefined ? 'leave --remove out, or name one of the folder' : `did you mean ${meant}`;
  return [{ file: folder, message: `found --remove ${name}, expected ${allowed}; ${change}` }];
}

/** The claims of the environments that are kept. */
export function neighborsOf({ folder }: DecisionInput, { kept }: Decision): Neighbor[] {
  return kept.map(({ name, entry: { claims } }) => ({ name, claims, folder }));
}

/** What Argo CD's objects hold of the environments that are kept. */
export function keptShares({ kept }: Decision): ArgoCdShare[] {
  return kept.flatMap(({ entry: { argocd } }) => argocd ?? []);
}

/** The environments of the folder after the run, as the record lists them. */
export function environmentsAfter(
  { made, kept }: Decision,
  shares: Readonly<Record<string, Share>>,
): Record<string, EnvironmentEntry> {
  const built = made.flatMap(({ name, source }) => {
    const share = shares[name];
    return share === undefined ? [] : [[name, { source, ...share }] as const];
  });
  return Object.fromEntries([...built, ...kept.map(({ name, entry }) => [name, entry] as const)]);
}
