import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { manifestFiles } from '../../tools/manifest-files.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

test.each([
  ['a pipe', () => execFileSync('mkfifo', ['dist/b.yaml']), 'is a pipe, expected a file'],
  ['a link to nothing', () => symlinkSync('nowhere', 'dist/b.yaml'), 'does not exist'],
  ['a link to a device', () => symlinkSync('/dev/null', 'dist/b.yaml'), 'is a device, expected a file'],
])('%s among manifests is refused, and not waited for', (_, make, message) =>
  inFolderWith({ 'dist/a.yaml': 'a: 1\n' }, async () => {
    make();
    await expect(manifestFiles('dist')).rejects.toThrow(
      new Error(`dist/b.yaml: ${message}; move it away, or restore the file`),
    );
  }),
);
