import { dirname } from 'node:path';

/** From each node to those that it imports. */
export type Graph = ReadonlyMap<string, readonly string[]>;

/** At least one way round for each set of nodes that import each other: `a -> b -> a`. */
export function circles(graph: Graph): string[] {
  const state = new Map<string, 'open' | 'done'>();
  const found: string[] = [];
  const visit = (node: string, way: readonly string[]): void => {
    if (state.get(node) === 'done' || !graph.has(node)) return;
    if (state.get(node) === 'open') {
      found.push([...way.slice(way.indexOf(node)), node].join(' -> '));
      return;
    }
    state.set(node, 'open');
    for (const next of graph.get(node) ?? []) visit(next, [...way, node]);
    state.set(node, 'done');
  };
  for (const node of graph.keys()) visit(node, []);
  return found;
}

/** Circles among the files and folders that lie directly in the same folder, for every folder. */
export function circlesOfFolders(files: Graph): string[] {
  const folders = new Set([...files.keys()].flatMap(foldersAbove));
  return [...folders].flatMap(folder => circles(childrenOf(folder, files)));
}

/** `a/b` and `a`, and the root, of `a/b/c.ts`. */
function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [folder] : [folder, ...foldersAbove(folder)];
}

/** The graph of what lies directly in a folder: a folder imports what any file in it imports. */
function childrenOf(folder: string, files: Graph): Graph {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const childAt = (path: string): string | undefined =>
    path.startsWith(prefix) ? prefix + path.slice(prefix.length).split('/')[0] : undefined;
  const graph = new Map<string, string[]>();
  for (const [path, imports] of files) {
    const child = childAt(path);
    if (child === undefined) continue;
    const others = imports.flatMap(to => childAt(to) ?? []).filter(other => other !== child);
    graph.set(child, [...(graph.get(child) ?? []), ...others]);
  }
  return graph;
}
