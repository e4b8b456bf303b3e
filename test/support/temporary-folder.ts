import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Runs a function in a new folder with the files, and then removes the folder. */
export async function inFolderWith<Result>(
  files: Readonly<Record<string, string>>,
  run: (folder: string) => Promise<Result>,
): Promise<Result> {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), 'slipway-test-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  process.chdir(folder);
  try {
    return await run(folder);
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
