import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** What a module did instead of loading. */
export class Misbehavior extends Error {
  override readonly name = 'Misbehavior';
}

/** Milliseconds that a module may take to load: it describes an environment, and has nothing to wait for. */
const defaultLimit = 30_000;

let previous: Promise<unknown> = Promise.resolve();

/**
 * Loads a module, and throws an error if it ends the process, leaves a rejected promise unhandled, throws in a callback
 * or never finishes. Loads one module at a time, so that each error belongs to its module.
 *
 * @throws Misbehavior, or what the module itself throws.
 */
export function loadWatched<Result>(
  file: string,
  load: () => Promise<Result>,
  limit = defaultLimit,
): Promise<Result> {
  const loading = previous.then(() => loadAlone(file, load, limit));
  previous = loading.catch(() => undefined);
  return loading;
}

async function loadAlone<Result>(file: string, load: () => Promise<Result>, limit: number): Promise<Result> {
  const cancelWatch = watch(file, limit);
  const { exit, exitCode } = process;
  let fail: (reason: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const timer = setTimeout(() => fail(new Misbehavior(tooLong(limit))), limit);
  const listener = (reason: unknown) => fail(reason);
  process.on('unhandledRejection', listener);
  process.on('uncaughtException', listener);
  process.exit = () => {
    const ended = new Misbehavior('it ends the process; throw an error instead');
    fail(ended);
    throw ended;
  };
  try {
    const result = await Promise.race([load(), failed]);
    // Node.js reports an unhandled rejection after the turn in which it happened.
    await Promise.race([nextTurn(), failed]);
    return result;
  } finally {
    clearTimeout(timer);
    process.off('unhandledRejection', listener);
    process.off('uncaughtException', listener);
    Object.assign(process, { exit, exitCode });
    cancelWatch();
  }
}

function tooLong(limit: number): string {
  return `it does not finish within ${limit / 1000} s; look for an endless loop, or a promise that never settles`;
}

/** While a module is in a loop, no code of this thread runs, but another thread does. */
const watchdogSource = `
const { parentPort } = require('node:worker_threads');
const { writeSync } = require('node:fs');
let timer;
parentPort.on('message', watch => {
  clearTimeout(timer);
  if (watch === undefined) return;
  timer = setTimeout(() => {
    writeSync(2, watch.message + '\\n');
    process.kill(process.pid, 'SIGKILL');
  }, watch.limit);
});
`;

/** One thread for all modules: starting one for each would take a fifth of the time of a small synth. */
let watchdog: Worker | undefined;

/** Ends the process with a message when the module blocks the thread. @returns a function that cancels this */
function watch(file: string, limit: number): () => void {
  if (watchdog === undefined) {
    watchdog = new Worker(watchdogSource, { eval: true, execArgv: [] });
    // The thread does not keep the process alive.
    watchdog.unref();
  }
  const thread = watchdog;
  // For a module that only waits, the timer of the main thread fires a second earlier.
  thread.postMessage({ message: `${file}: cannot be loaded: ${tooLong(limit)}`, limit: limit + 1000 });
  return () => thread.postMessage(undefined);
}
