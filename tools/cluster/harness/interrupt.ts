const signals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** What a shell reports of a process that wrote to a reader that has gone. */
const brokenPipe = 141;

/** The reason of an aborted signal when a person or a supervisor asked the process to end. */
export class Interrupted extends Error {
  constructor(
    readonly signalName: keyof typeof signals | 'SIGPIPE',
    /** What a shell reports of a process that the signal ended. */
    readonly exitCode: number,
  ) {
    super(`interrupted by ${signalName}`);
    this.name = 'Interrupted';
  }
}

/**
 * Runs work whose signal is aborted by SIGINT, SIGTERM or SIGHUP, and when its output has no reader any more.
 * The process does not end: the work cleans up and returns. Further signals change nothing, because the clean-up is bounded.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const listeners = Object.entries(signals).map(([name, exitCode]) => {
    const signalName = name as keyof typeof signals;
    return { signalName, listener: () => controller.abort(new Interrupted(signalName, exitCode)) };
  });
  const unread = () => controller.abort(new Interrupted('SIGPIPE', brokenPipe));
  for (const { signalName, listener } of listeners) process.on(signalName, listener);
  for (const stream of [process.stdout, process.stderr]) stream.on('error', unread);
  try {
    return await work(controller.signal);
  } finally {
    for (const { signalName, listener } of listeners) process.off(signalName, listener);
    for (const stream of [process.stdout, process.stderr]) stream.off('error', unread);
  }
}
