import { dirname } from 'node:path';
import { sources } from '../architecture/sources.ts';

/** The folder of a file below `charts/`; empty for a file of `charts/` itself. */
function folderOf(path: string): string {
  return dirname(path).split('/')[1] ?? '';
}

/** Which folders of `charts/` a folder imports, types too. */
function importedFolders(): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const { path, imports } of sources().filter(({ path }) => path.startsWith('charts/'))) {
    const imported = imports.filter(({ of }) => of.startsWith('charts/')).map(({ of }) => folderOf(of));
    const folder = folderOf(path);
    folders.set(folder, new Set([...(folders.get(folder) ?? []), ...imported]));
  }
  return folders;
}

test('no two folders of charts import each other, not even types', () => {
  const folders = importedFolders();
  const circles = [...folders].flatMap(([folder, imported]) =>
    [...imported]
      .filter(other => folder !== '' && folder < other && folders.get(other)?.has(folder))
      .map(other => `${folder} and ${other}`),
  );
  expect(folders.size).toBeGreaterThan(5);
  expect(circles).toEqual([]);
});
