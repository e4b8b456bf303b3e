import { setTimeout as sleep } from 'node:timers/promises';

/**
 * How long to wait, and how to give up before. Limits are many times what a quiet machine of 2 cores needs: a start takes
 * 15 s there. They cost nothing where all is well, and a machine that is four times slower or busy must meet them.
 */
export interface Patience {
  /** Seconds until the wait fails: a guard against what never comes, not a promise. Default: 240. */
  readonly seconds?: number;
  /** Seconds between two looks. Default: 0.2. */
  readonly every?: number;
  /** Ends the wait early with the signal's reason. Default: nothing does. */
  readonly signal?: AbortSignal;
}

/** What a look found: `done` ends the wait, `state` says in an error how far things had come. */
export type Look<T> = { readonly done: T } | { readonly state: string };

/**
 * Looks again and again until a look is done, and returns what it found.
 *
 * An error thrown by a look ends the wait. At the deadline it throws what was awaited and the last state.
 */
export async function until<T>(
  what: string,
  look: () => Promise<Look<T>>,
  { seconds = 240, every = 0.2, signal }: Patience = {},
): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    signal?.throwIfAborted();
    const found = await look();
    if ('done' in found) return found.done;
    if (performance.now() > end) {
      throw new Error(`${what}: not within ${seconds} s; last seen: ${found.state}`);
    }
    await pause(every, signal);
  }
}

/** Waits some seconds; throws the signal's reason as soon as it is aborted. */
export async function pause(seconds: number, signal?: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal }).catch(error => {
    signal?.throwIfAborted();
    throw error;
  });
}

/** Returns when the signal is aborted, at once if it already is. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
