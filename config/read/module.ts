import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Constructs } from '../define.ts';
import { badInput, type Problem } from '../problem.ts';
import { show } from '../units/expected.ts';
import { loadWatched } from './watched.ts';

/** What an environment file in JavaScript or TypeScript exports. */
export interface Exported {
  /** Its default export. */
  readonly value: unknown;
  readonly constructs?: Constructs;
}

/**
 * The default export of a module, in JavaScript or TypeScript, and its constructs.
 *
 * @param limit milliseconds that it may take. Default: 30 seconds.
 * @throws BadInput when the module does not load, throws anything, has no default export, or exports constructs that are not a function.
 */
export async function importModule(file: string, limit?: number): Promise<Exported> {
  const path = resolve(file);
  let module: { default?: unknown; constructs?: unknown };
  try {
    await registerTypeScript();
    module = await loadWatched(file, () => import(pathToFileURL(path).href), limit);
  } catch (error) {
    throw badInput({ file, ...faultOf(error, path) });
  }
  if (module.default === undefined) {
    throw badInput({ file, message: 'has no default export, expected export default environment({ … })' });
  }
  const { default: value, constructs } = module;
  if (constructs === undefined) return { value };
  if (typeof constructs !== 'function') {
    const message = `expected a function that adds objects to a chart, found ${show(constructs)}`;
    throw badInput({ file, path: 'constructs', message });
  }
  return { value, constructs: constructs as Constructs };
}

let registration: Promise<unknown> | undefined;

/**
 * A process that runs this file from its source understands TypeScript; one that runs its compiled form does not yet.
 */
async function registerTypeScript(): Promise<void> {
  if (import.meta.url.endsWith('.ts')) return;
  registration ??= import('tsx/esm/api').then(({ register }) => register());
  await registration;
}

/** A module may throw anything, even an object that throws when it is inspected. */
function faultOf(error: unknown, path: string): Pick<Problem, 'line' | 'message'> {
  try {
    const isError = error instanceof Error || isErrorOfAnotherRealm(error);
    return isError ? faultOfError(error, path) : thrown(show(error));
  } catch {
    return thrown('a value that cannot be shown');
  }
}

function thrown(what: string): Pick<Problem, 'message'> {
  return { message: `cannot be loaded: it throws ${what}; throw an Error with a message` };
}

function faultOfError(error: Error, path: string): Pick<Problem, 'line' | 'message'> {
  const [message, name, stack] = [error.message, error.name, error.stack ?? ''].map(String) as Texts;
  if ('code' in error && error.code === 'ERR_REQUIRE_CYCLE_MODULE') {
    return {
      message:
        'cannot be loaded as an ES module; put {"type": "module"} into a package.json in the same folder, or name the file .mts',
    };
  }
  const syntax = /:(\d+):\d+: ERROR: (.*)/.exec(message);
  if (syntax) return { line: Number(syntax[1]), message: `is not TypeScript: ${syntax[2]}` };
  const kind = ['Error', 'Misbehavior'].includes(name) ? '' : `${name}: `;
  const text = message.split('\n')[0]?.replaceAll(`${process.cwd()}/`, '') ?? '';
  return {
    line: lineIn(stack, path),
    message: `cannot be loaded: ${kind}${text || 'it throws an Error without a message'}`,
  };
}

type Texts = [message: string, name: string, stack: string];

/** Jest runs modules in another context, which has another `Error`. */
function isErrorOfAnotherRealm(error: unknown): error is Error {
  return Object.prototype.toString.call(error) === '[object Error]';
}

/** The first line of the module that a stack trace names. */
function lineIn(stack: string, path: string): number | undefined {
  const after = stack.split(`${path}:`)[1];
  const line = after === undefined ? Number.NaN : Number.parseInt(after, 10);
  return Number.isNaN(line) ? undefined : line;
}
