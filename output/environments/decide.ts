import type { Neighbor } from '../../config/checks/across.ts';
import { anyOf, didYouMean } from '../../config/did-you-mean.ts';
import type { Problem } from '../../config/problem.ts';
import { compareCodePoints } from '../../config/units/order.ts';
import type { ArgoCdShare } from '../argocd/share.ts';
import type { EnvironmentEntry, Environments, Share } from '../replace/record.ts';

/** An environment that this run makes. */
export interface MadeEnvironment {
  readonly name: string;
  /** As the record names its file. */
  readonly source: string;
  /** The same file as the user would name it. */
  readonly file: string;
  /** The file that it was made from before, which no longer describes it. - none, or the same. */
  readonly movedFrom?: string;
}

/** An environment of the folder that this run does not make. */
export interface OtherEnvironment {
  readonly name: string;
  readonly entry: EnvironmentEntry;
  /** The file that made it, as the user would name it. */
  readonly file: string;
  /** In words. - it is simply not among those that were asked for. */
  readonly why?: string;
}

/** What becomes of every environment of a folder. */
export interface Decision {
  readonly made: readonly MadeEnvironment[];
  readonly kept: readonly OtherEnvironment[];
  readonly removed: readonly Required<OtherEnvironment>[];
}

/** What a run is asked for, and what it found. */
export interface DecisionInput {
  /** The output folder, for messages. */
  readonly folder: string;
  /** The environments that the folder has. */
  readonly before: Environments;
  readonly made: readonly Pick<MadeEnvironment, 'name' | 'source'>[];
  /** Names of environments to remove. */
  readonly remove: readonly string[];
  /** The folder whose environments are made, all of them: as the record would name it. - single files. */
  readonly all?: string;
  /** Whether a file of the record is there. */
  readonly exists: (source: string) => boolean;
  /** The file of the record as the user would name it. */
  readonly show: (source: string) => string;
}

/**
 * Decides what becomes of every environment of a folder. Those that are not made are kept, unless
 *
 * - they are to be removed by name, or
 * - all of a folder is made, and their file was in it and is gone or describes another one now.
 */
export function decide(wanted: DecisionInput): Decision {
  const { before, made, show } = wanted;
  const names = new Set(made.map(({ name }) => name));
  const others = Object.entries(before)
    .filter(([name]) => !names.has(name))
    .sort(([a], [b]) => compareCodePoints(a, b))
    .map(([name, entry]) => {
      return { name, entry, file: show(entry.source), whyRemoved: whyRemoved(wanted, name, entry) };
    });
  return {
    made: made.map(({ name, source }) => {
      const old = before[name]?.source ?? source;
      return { name, source, file: show(source), ...(old !== source && { movedFrom: show(old) }) };
    }),
    kept: others
      .filter(other => other.whyRemoved === undefined)
      .map(({ name, entry, file }) => ({ name, entry, file, why: whyKept(wanted, entry) })),
    removed: others.flatMap(({ name, entry, file, whyRemoved: why }) =>
      why === undefined ? [] : [{ name, entry, file, why }],
    ),
  };
}

function whyRemoved(wanted: DecisionInput, name: string, { source }: EnvironmentEntry): string | undefined {
  const { remove, all, exists, show } = wanted;
  if (remove.includes(name)) return '--remove names it';
  if (folderOf(source) !== all) return undefined;
  if (!exists(source)) return `its file ${show(source)} is gone`;
  const now = describedBy(wanted, source);
  return now && `its file ${show(source)} now describes ${now}`;
}

function whyKept(wanted: DecisionInput, { source }: EnvironmentEntry): string | undefined {
  const { all, exists, show } = wanted;
  const now = describedBy(wanted, source);
  if (now !== undefined) return `although its file ${show(source)} now describes ${now}`;
  if (all === undefined) return undefined;
  if (folderOf(source) === all) return `although a run over ${show(all)}/ skips its file ${show(source)}`;
  return `because its file ${show(source)} ${exists(source) ? 'is' : 'was'} not in ${show(all)}/`;
}

function describedBy({ made }: DecisionInput, source: string): string | undefined {
  return made.find(one => one.source === source)?.name;
}

function folderOf(source: string): string {
  return source.split('/').slice(0, -1).join('/');
}

/** Where a run asks for what it must not do. */
export function problemsOf(wanted: DecisionInput): Problem[] {
  const removals = [...new Set(wanted.remove)];
  return [...takenNames(wanted), ...removals.flatMap(name => removalProblem(wanted, name))];
}

/** Environments that another file has made, which is still there and may still describe them. */
function takenNames(wanted: DecisionInput): Problem[] {
  const { folder, before, made, exists, show } = wanted;
  return made.flatMap(({ name, source }) => {
    const other = before[name]?.source ?? source;
    if (other === source || !exists(other) || describedBy(wanted, other) !== undefined) return [];
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

/** What those that stay claim. */
export function neighborsOf({ folder }: DecisionInput, { kept }: Decision): Neighbor[] {
  return kept.map(({ name, entry: { claims } }) => ({ name, claims, folder }));
}

/** What those that stay have in the objects of Argo CD. */
export function keptShares({ kept }: Decision): ArgoCdShare[] {
  return kept.flatMap(({ entry: { argocd } }) => argocd ?? []);
}

/** What the record says of all environments after the run. */
export function environmentsAfter(
  { made, kept }: Decision,
  shares: Readonly<Record<string, Share>>,
): Record<string, EnvironmentEntry> {
  const fresh = made.flatMap(({ name, source }) => {
    const share = shares[name];
    return share === undefined ? [] : [[name, { source, ...share }] as const];
  });
  return Object.fromEntries([...fresh, ...kept.map(({ name, entry }) => [name, entry] as const)]);
}
