import { tmpdir } from 'node:os';
import { go } from './go.ts';

const folders = new Map<string, Promise<string>>();

/**
 * The read-only folder of one Go module at one version, downloaded once into Go's own module cache.
 *
 * Go verifies the download against its checksum database. Works without a network once the module is in
 * the cache.
 */
export function goModule(module: string, version: string): Promise<string> {
  const id = `${module}@${version}`;
  const folder = folders.get(id) ?? download(id);
  folders.set(id, folder);
  folder.catch(() => folders.delete(id));
  return folder;
}

async function download(id: string): Promise<string> {
  // A folder outside any module, so that no go.mod nearby has a say.
  const { stdout } = await go(['mod', 'download', '-json', id], { cwd: tmpdir() });
  const { Dir } = JSON.parse(stdout) as { Dir?: string };
  if (Dir === undefined) throw new Error(`go mod download -json ${id}: no Dir in its answer`);
  return Dir;
}
