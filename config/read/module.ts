import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { badInput } from '../problem.ts';

/**
 * The default export of a module. TypeScript is understood when the process runs under tsx.
 *
 * @throws BadInput when the module does not load or exports nothing.
 */
export async function importModule(file: string): Promise<unknown> {
  let module: { default?: unknown };
  try {
    module = await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    throw badInput({ file, message: `cannot be loaded: ${(error as Error).message}` });
  }
  if (module.default === undefined) {
    throw badInput({
      file,
      message: 'has no default export, expected export default environment({ … })',
    });
  }
  return module.default;
}
