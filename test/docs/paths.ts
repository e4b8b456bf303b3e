import { readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './pages.ts';

const unread = new Set(['.git', 'coverage', 'node_modules', 'simulated']);

/** `.dist` and its like come and go while `cdk8s synth` runs. */
const top = readdirSync(root).filter(name => !unread.has(name) && !name.startsWith('.dist'));

/** Every file and folder of the repository and of `dist/`, from the root; a folder ends with `/`. */
export const repository: readonly string[] = top.flatMap(name =>
  statSync(join(root, name)).isDirectory() ? [`${name}/`, ...below(name)] : [name],
);

function below(folderName: string): string[] {
  return readdirSync(join(root, folderName), { recursive: true, withFileTypes: true }).map(entry => {
    const folder = entry.parentPath.slice(root.length + 1);
    return posix.join(folder, entry.name) + (entry.isDirectory() ? '/' : '');
  });
}

const file = /^(?!.*[.][*][.])[\w.*<>-][\w.*<>/-]*\.(ts|mjs|cjs|js|md|yaml|json|sh)$/;

/** Whether a word begins with a folder of ours, or has the ending of a file. */
export function isPath(word: string): boolean {
  const [first] = word.split('/');
  const isBelowTop = word.includes('/') && top.includes(first ?? '') && /^[\w.*<>/-]+$/.test(word);
  return isBelowTop || file.test(word);
}

export const isFromRoot = (path: string): boolean => top.includes(path.split('/')[0] ?? '');

/**
 * The files and folders that a path may mean: from the root, or with any beginning. A table about a folder names files
 * without it. `*` and `<environment>` stand for any name.
 */
export function matches(path: string): string[] {
  // Jest takes the beginning of a test's name.
  const isSelection = path.startsWith('test/') && !/\.|\/$/.test(path);
  const pattern = path
    .replace(/\/$/, '')
    .replace(/[.+]/g, '\\$&')
    .replace(/\*|<[^>]+>/g, '[^/]*');
  const end = path.endsWith('/') ? '/' : isSelection ? '[^/]*/?' : '/?';
  const expression = new RegExp(`^${isFromRoot(path) ? '' : '(.*/)?'}${pattern}${end}$`);
  return repository.filter(known => expression.test(known));
}

export const exists = (path: string): boolean => matches(path).length > 0;

/** Whether a path without its folder means a file in, above or below a folder among `named`. */
export function existsNear(path: string, named: readonly string[]): boolean {
  const folders = named.filter(isFromRoot).map(folderOf);
  return matches(path)
    .map(folderOf)
    .some(folder => folders.some(near => isWithin(folder, near) || isWithin(near, folder)));
}

const folderOf = (path: string): string => path.replace(/[*<].*/, '').replace(/[^/]*$/, '');

const isWithin = (inner: string, outer: string): boolean => outer !== '' && inner.startsWith(outer);
