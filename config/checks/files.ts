import type { Application } from '../application/application.ts';
import { mostFileBytes } from '../application/files.ts';
import type { Path } from '../path.ts';
import type { Checking } from './checking.ts';

/** Each configuration file has a text, and all of them fit into the annotations of a pod. */
export function checkFiles(checking: Checking, path: Path, { files }: Application): void {
  if (!checking.isSound(...path, 'files')) return;
  for (const [name, { text }] of Object.entries(files)) {
    if (text === undefined)
      checking.refuse([...path, 'files', name], 'has no text; add text, or the name of a file in file');
  }
  const size = Object.values(files).reduce((sum, { text = '' }) => sum + Buffer.byteLength(text), 0);
  if (size <= mostFileBytes) return;
  checking.refuse(
    [...path, 'files'],
    `has ${size} bytes in all, expected at most ${mostFileBytes}, since pods carry them as annotations; put large files into the image, or into a volume`,
  );
}
