import { open } from 'node:fs/promises';
import { badInput } from '../problem.ts';

/** Far above any environment that a person writes; a thousand applications take 0.6 MB of YAML. */
const largestFile = 1_000_000;

/**
 * The text of a file.
 *
 * @throws BadInput when there is none, it is over 1 MB, empty, or not UTF-8. The size is checked before reading.
 */
export async function readText(file: string): Promise<string> {
  const bytes = await readBytes(file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badInput({ file, message: 'is not UTF-8; save it as UTF-8' });
  }
  if (text.trim() === '') {
    throw badInput({ file, message: 'is empty, expected an environment; begin with name and cluster' });
  }
  return text;
}

async function readBytes(file: string): Promise<Buffer> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    throw badInput({ file, message: unreadable(error) });
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw badInput({
        file,
        message: `is ${stat.isDirectory() ? 'a folder' : 'a device'}, expected a file`,
      });
    }
    const { size } = stat;
    if (size > largestFile) {
      throw badInput({
        file,
        message: `has ${size} bytes, expected at most ${largestFile}; split it into several environments or generate it in TypeScript`,
      });
    }
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

function unreadable(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'does not exist; name an environment file that exists';
  return `cannot be read: ${error.code}`;
}
