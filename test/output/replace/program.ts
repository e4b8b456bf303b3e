import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { transformSync } from '@swc/core';

const root = join(import.meta.dirname, '../../..');

/**
 * Writes a module of ours and all its imports as plain JavaScript into a folder, so that Node runs it without tsx. It
 * then starts in a tenth of the time.
 *
 * @returns the path of the module in that folder.
 */
export function asJavaScript(module: string, folder: string): string {
  const written = new Set<string>();
  const target = (file: string): string => join(folder, relative(root, file).replace(/\.ts$/, '.mjs'));
  const write = (file: string): void => {
    if (written.has(file)) return;
    written.add(file);
    const { code } = transformSync(readFileSync(file, 'utf8'), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'es6' },
    });
    mkdirSync(dirname(target(file)), { recursive: true });
    writeFileSync(target(file), code.replace(/(from\s*['"]\.[^'"]*)\.ts(['"])/g, '$1.mjs$2'));
    for (const [, path = ''] of code.matchAll(/from\s*['"](\.[^'"]*\.ts)['"]/g))
      write(resolve(dirname(file), path));
  };
  write(join(root, module));
  return target(join(root, module));
}
