import { setTimeout as sleep } from 'node:timers/promises';
import { progressBar } from '../../cli/progress.ts';

function terminal(isTTY: boolean): { stream: NodeJS.WriteStream; written: string[] } {
  const written: string[] = [];
  const stream = { isTTY, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { stream, written };
}

test('draws a bar for what takes long, and takes it away', async () => {
  const { stream, written } = terminal(true);
  const bar = progressBar('simulated', stream);
  bar.show(0, 100);
  await sleep(550);
  bar.show(50, 100);
  bar.end();
  expect(written).toEqual(['\rsimulated [===============               ] 50 %', `\r${' '.repeat(49)}\r`]);
});

test('stays silent where nobody watches', async () => {
  const { stream, written } = terminal(false);
  const bar = progressBar('simulated', stream);
  await sleep(550);
  bar.show(50, 100);
  bar.end();
  expect(written).toEqual([]);
});
