import type { Decision, MadeEnvironment, OtherEnvironment } from '../output/environments/decide.ts';
import type { Replacement } from '../output/replace/replace-tree.ts';
import { environmentOf } from '../output/tree.ts';

/** What the output says of an environment in a tree or in a chart. */
export interface FolderKind {
  /** How many files of an environment were kept or removed. - no file belongs to a single environment. */
  readonly filesOf?: (name: string) => number;
  /** What still exists in the cluster after the environment was removed from the folder. */
  readonly remains: (removed: OtherEnvironment) => string;
}

export function treeKind({ kept, removed }: Replacement): FolderKind {
  return {
    filesOf: name => [...kept, ...removed].filter(path => environmentOf(path) === name).length,
    remains: ({ entry }) =>
      `${entry.argocd ? 'Argo CD keeps its objects' : 'its objects stay'} in the cluster until you delete them: docs/gitops.md`,
  };
}

export const chartKind: FolderKind = {
  remains: () => 'its release stays in the cluster until you uninstall it',
};

/** What a run did with each environment of a folder, as data. */
export function environmentsInJson({ made, kept, removed }: Decision, { filesOf }: FolderKind): object {
  const asData = ({ name, file, why }: OtherEnvironment): object => ({
    name,
    file,
    why,
    files: filesOf?.(name),
  });
  return {
    written: made.map(({ name, file, movedFrom }) => ({ name, file, movedFrom })),
    kept: kept.map(asData),
    removed: removed.map(asData),
  };
}

/** The same as text, one line each; empty if the run made every environment of the folder. */
export function environmentLines({ made, kept, removed }: Decision, kind: FolderKind): string[] {
  const unexplained = kept.filter(({ why }) => why === undefined);
  const names = unexplained.map(environment => nameWithCount(environment, kind)).join(', ');
  return [
    ...made.flatMap(movedLine),
    ...(unexplained.length > 0 ? [`kept as they are: ${names}`] : []),
    ...kept.flatMap(environment => keptLine(environment, kind)),
    ...removed.map(environment => removedLine(environment, kind)),
  ];
}

function movedLine({ name, file, movedFrom }: MadeEnvironment): string[] {
  if (movedFrom === undefined) return [];
  return [`moved: ${name} now comes from ${file}, no longer from ${movedFrom}`];
}

function keptLine(environment: OtherEnvironment, kind: FolderKind): string[] {
  const { name, why } = environment;
  if (why === undefined) return [];
  return [`kept: ${nameWithCount(environment, kind)}, ${why}; to remove it, add --remove ${name}`];
}

function removedLine(environment: Required<OtherEnvironment>, kind: FolderKind): string {
  return `removed: ${nameWithCount(environment, kind)}, because ${environment.why}; ${kind.remains(environment)}`;
}

/** `production (38 files)` */
function nameWithCount({ name }: OtherEnvironment, { filesOf }: FolderKind): string {
  const count = filesOf?.(name);
  return count === undefined ? name : `${name} (${count} ${count === 1 ? 'file' : 'files'})`;
}
