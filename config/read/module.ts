import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { badInput, type Problem } from '../problem.ts';
import { show } from '../units/expected.ts';
import { watched } from './watched.ts';

/**
 * The default export of a module, in JavaScript or TypeScript.
 *
 * @param limit milliseconds that it may take. Default: half a minute.
 * @throws BadInput when the module does not load, throws whatever it may be, or has no default export.
 */
export async function importModule(file: string, limit?: number): Promise<unknown> {
  const path = resolve(file);
  let module: { default?: unknown };
  try {
    await understandTypeScript();
    module = await watched(file, () => import(pathToFileURL(path).href), limit);
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

/** A module may throw anything, also what throws when it is looked at. */
function faultOf(error: unknown, path: string): Pick<Problem, 'line' | 'message'> {
  try {
    const isError = error instanceof Error || isErrorOfAnotherRealm(error);
    return isError ? faultOfError(error, path) : thrown(show(error));
  } catch {
    return thrown('what cannot be shown');
  }
}

function thrown(what: string): Pick<Problem, 'message'> {
  return { message: `cannot be loaded: it throws ${what}; throw an Error with words` };
}

function faultOfError(error: Error, path: string): Pick<Problem, 'line' | 'message'> {
  const [message, name, stack] = [error.message, error.name, error.stack ?? ''].map(String) as Texts;
  if ('code' in error && error.code === 'ERR_REQUIRE_CYCLE_MODULE') {
    return {
      message:
        'cannot be loaded as an ES module; put {"type": "module"} into a package.json beside it or name it .mts',
    };
  }
  const syntax = /:(\d+):\d+: ERROR: (.*)/.exec(message);
  if (syntax) return { line: Number(syntax[1]), message: `is no TypeScript: ${syntax[2]}` };
  const kind = ['Error', 'Misbehavior'].includes(name) ? '' : `${name}: `;
  const text = message.split('\n')[0]?.replaceAll(`${process.cwd()}/`, '') ?? '';
  return {
    line: lineIn(stack, path),
    message: `cannot be loaded: ${kind}${text || 'it throws an empty Error'}`,
  };
}

type Texts = [message: string, name: string, stack: string];

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
