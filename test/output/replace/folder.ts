import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder for one test, with `dist` in it. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'slipway-replace-'));
  readonly dist = join(this.path, 'dist');

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.dist, path)), { recursive: true });
    writeFileSync(join(this.dist, path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.dist, path), 'utf8');
  }

  /** The text of every file in `dist` but the record, by path. */
  files(): Record<string, string> {
    return Object.fromEntries(
      readdirSync(this.dist, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile() && entry.name !== '.slipway.json')
        .map(entry => join(entry.parentPath, entry.name).slice(this.dist.length + 1))
        .sort()
        .map(path => [path, this.read(path)]),
    );
  }

  /** Makes a workspace next to `dist`, as a killed process leaves it. */
  workspaceOf(owner: { readonly process: number; readonly started?: string }, name = '.dist.slipway'): void {
    mkdirSync(join(this.path, name));
    writeFileSync(
      join(this.path, name, 'owner'),
      JSON.stringify({ 'slipway workspace of': 'dist', ...owner }),
    );
  }

  /** The names next to `dist`. */
  siblings(): string[] {
    return readdirSync(this.path).filter(name => name !== 'dist');
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
