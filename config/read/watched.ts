import { setImmediate as turn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** What a module did instead of being loaded. */
export class Misbehavior extends Error {
  override readonly name = 'Misbehavior';
}

/** Milliseconds that a module may take to load: it says what an environment is, and waits for nobody. */
export const patience = 30_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * Loads a module so that whatever it does becomes an error here: it ends the process, rejects a promise that nobody
 * waits for, throws in a callback, or never ends. One module at a time, so that each is blamed for its own only.
 *
 * @throws Misbehavior, or what the module itself throws.
 */
export function watched<Result>(
  file: string,
  load: () => Promise<Result>,
  limit = patience,
): Promise<Result> {
  const loading = last.then(() => alone(file, load, limit));
  last = loading.catch(() => undefined);
  return loading;
}

async function alone<Result>(file: string, load: () => Promise<Result>, limit: number): Promise<Result> {
  const callOff = watch(file, limit);
  const { exit, exitCode } = process;
  let fail: (reason: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const late = setTimeout(() => fail(new Misbehavior(tooLong(limit))), limit);
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
    // Promises that nobody waits for are told after the turn in which they were rejected.
    await Promise.race([turn(), failed]);
    return result;
  } finally {
    clearTimeout(late);
    process.off('unhandledRejection', listener);
    process.off('uncaughtException', listener);
    Object.assign(process, { exit, exitCode });
    callOff();
  }
}

function tooLong(limit: number): string {
  return `it does not end within ${limit / 1000} s; look for a loop that does not end, and for what it waits for`;
}

/** Nothing of this process runs while a module is in a loop, but another thread does. */
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

/** One thread for all modules, one after the other: the start of each would cost a fifth of a small synth. */
let watchdog: Worker | undefined;

/** Ends the process with words when the module does not give the thread back. @returns what calls that off */
function watch(file: string, limit: number): () => void {
  if (watchdog === undefined) {
    watchdog = new Worker(watchdogSource, { eval: true, execArgv: [] });
    // It keeps no process alive.
    watchdog.unref();
  }
  const dog = watchdog;
  // A module that only waits is told by the timer of this thread, which comes a second earlier.
  dog.postMessage({ message: `${file}: cannot be loaded: ${tooLong(limit)}`, limit: limit + 1000 });
  return () => dog.postMessage(undefined);
}
