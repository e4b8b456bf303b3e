import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { watched } from '../../../config/read/watched.ts';

const root = join(import.meta.dirname, '../../..');
const tooLong = 'it does not end within 0.1 s; look for a loop that does not end, and for what it waits for';

/** Runs a program that has `watched`: tests have a `process` of their own. */
function run(program: string) {
  const source = `import { watched } from ${JSON.stringify(join(root, 'config/read/watched.ts'))};\n${program}`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', source];
  const { signal, status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
  });
  return { end: signal ?? status, stdout, stderr };
}

test('a module that waits for what never comes is refused when its time is over', async () => {
  await expect(watched('a.ts', () => new Promise(() => undefined), 100)).rejects.toThrow(new Error(tooLong));
});

test('a loop that does not end ends the process, with words and without a stack trace', () => {
  expect(run(`await watched('a.ts', async () => { for (;;); }, 100);`)).toEqual({
    end: 'SIGKILL',
    stdout: '',
    stderr: `a.ts: cannot be loaded: ${tooLong}\n`,
  });
});

test('what one module rejects and nobody waits for is not blamed on the next', () => {
  const program = `
    const first = watched('a.ts', async () => { Promise.reject(new Error('of the first')); });
    const second = watched('b.ts', async () => 'loaded');
    console.log((await first.catch(error => error)).message, await second);
  `;
  expect(run(program)).toEqual({ end: 0, stdout: 'of the first loaded\n', stderr: '' });
});

test('the process is as it was before', () => {
  const program = `
    const { exit } = process;
    await watched('a.ts', async () => { process.exitCode = 7; });
    const listeners = ['unhandledRejection', 'uncaughtException'].map(name => process.listenerCount(name));
    console.log(process.exit === exit, ...listeners);
  `;
  expect(run(program)).toEqual({ end: 0, stdout: 'true 0 0\n', stderr: '' });
});
