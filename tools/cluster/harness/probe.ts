import { connect } from 'node:net';
import { type Patience, until } from './deadline.ts';
import type { RunningProgram } from './processes.ts';

/** Waits until a program answers a health URL; throws the end of its log if it ends before. */
export async function healthy(
  program: RunningProgram,
  url: string,
  { signal, seconds }: Patience,
): Promise<void> {
  const look = async () => {
    await program.assertRunning();
    const answer = await fetch(url).catch(() => undefined);
    return answer?.ok ? { done: undefined } : { state: `status ${answer?.status ?? 'none'}` };
  };
  await until(`${program.name} ready`, look, { seconds, every: 0.1, signal });
}

/** Whether something listens on a port of loopback. */
export function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    const answer = (listens: boolean) => () => {
      socket.destroy();
      resolve(listens);
    };
    socket.once('connect', answer(true)).once('error', answer(false));
  });
}
