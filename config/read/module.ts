import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { badInput, type Problem } from '../problem.ts';

/**
 * The default export of a module, in JavaScript or TypeScript.
 *
 * @throws BadInput when the module does not load, throws, or has no default export.
 */
export async function importModule(file: string): Promise<unknown> {
  const path = resolve(file);
  let module: { default?: unknown };
  try {
    await understandTypeScript();
    module = await import(pathToFileURL(path).href);
  } catch (error) {
    throw badInput({ file, ...faultOf(error, path) });
  }
  if (module.default === undefined) {
    throw badInput({ file, message: 'has no default export, expected export default environment({ … })' });
  }
  return module.default;
}

let understood: Promise<unknown> | undefined;

/** A process that loads this module from its source understands TypeScript already; from its compiled form, not yet. */
async function understandTypeScript(): Promise<void> {
  if (import.meta.url.endsWith('.ts')) return;
  understood ??= import('tsx/esm/api').then(({ register }) => register());
  await understood;
}

function faultOf(error: unknown, path: string): Pick<Problem, 'line' | 'message'> {
  if (!(error instanceof Error || isErrorOfAnotherRealm(error))) {
    return { message: `cannot be loaded: it throws ${String(error)}` };
  }
  if ('code' in error && error.code === 'ERR_REQUIRE_CYCLE_MODULE') {
    return {
      message:
        'cannot be loaded as an ES module; put {"type": "module"} into a package.json beside it or name it .mts',
    };
  }
  const syntax = /:(\d+):\d+: ERROR: (.*)/.exec(error.message);
  if (syntax) return { line: Number(syntax[1]), message: `is no TypeScript: ${syntax[2]}` };
  const kind = error.name === 'Error' ? '' : `${error.name}: `;
  const text = error.message.split('\n')[0]?.replaceAll(`${process.cwd()}/`, '') ?? '';
  return { line: lineIn(error.stack ?? '', path), message: `cannot be loaded: ${kind}${text}` };
}

/** Tests run modules in a context of their own, with its own `Error`. */
function isErrorOfAnotherRealm(error: unknown): error is Error {
  return Object.prototype.toString.call(error) === '[object Error]';
}

/** The first line of the module that a stack trace names. */
function lineIn(stack: string, path: string): number | undefined {
  const after = stack.split(`${path}:`)[1];
  const line = after === undefined ? Number.NaN : Number.parseInt(after, 10);
  return Number.isNaN(line) ? undefined : line;
}
