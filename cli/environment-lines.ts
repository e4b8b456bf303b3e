import type { Decision, Made, Standing } from '../output/environments/decide.ts';
import type { Replacement } from '../output/replace/replace-tree.ts';
import { environmentOf } from '../output/tree.ts';

/** What a folder of a kind has of an environment, and what the world has. */
export interface FolderKind {
  /** How many files of an environment were kept or removed. - the kind has no files of one environment alone. */
  readonly filesOf?: (name: string) => number;
  /** What is there still, after the environment was removed from the folder. */
  readonly remains: (removed: Standing) => string;
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

/** What became of all environments of a folder, as data. */
export function environmentsInJson({ made, kept, removed }: Decision, { filesOf }: FolderKind): object {
  const standing = ({ name, file, why }: Standing): object => ({ name, file, why, files: filesOf?.(name) });
  return {
    written: made.map(({ name, file, movedFrom }) => ({ name, file, movedFrom })),
    kept: kept.map(standing),
    removed: removed.map(standing),
  };
}

/** The same for people; nothing where a run made all that the folder had. */
export function environmentLines({ made, kept, removed }: Decision, kind: FolderKind): string[] {
  const ordinary = kept.filter(({ why }) => why === undefined);
  const names = ordinary.map(one => named(one, kind)).join(', ');
  return [
    ...made.flatMap(movedLine),
    ...(ordinary.length > 0 ? [`kept as they are: ${names}`] : []),
    ...kept.flatMap(one => keptLine(one, kind)),
    ...removed.map(one => `removed: ${named(one, kind)}, because ${one.why}; ${kind.remains(one)}`),
  ];
}

function movedLine({ name, file, movedFrom }: Made): string[] {
  if (movedFrom === undefined) return [];
  return [`moved: ${name} now comes from ${file}, no longer from ${movedFrom}`];
}

function keptLine(one: Standing, kind: FolderKind): string[] {
  if (one.why === undefined) return [];
  return [`kept: ${named(one, kind)}, ${one.why}; to remove it, add --remove ${one.name}`];
}

/** `production (38 files)` */
function named({ name }: Standing, { filesOf }: FolderKind): string {
  const count = filesOf?.(name);
  return count === undefined ? name : `${name} (${count} ${count === 1 ? 'file' : 'files'})`;
}
