import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { loadWatched } from '../../../config/read/watched.ts';

const root = join(import.meta.dirname, '../../..');
const tooLong = 'it does not finish within 0.1 s; look for an endless loop, or a promise that never settles';

/** Runs a program with `loadWatched` in another process, since Jest replaces `process`. */
function run(program: string) {
  const source = `import { loadWatched } from ${JSON.stringify(join(root, 'config/read/watched.ts'))};\n${program}`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', source];
  const { signal, status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
  });
  return { end: signal ?? status, stdout, stderr };
}

test('a module that waits forever is refused after its time limit', async () => {
  await expect(loadWatched('a.ts', () => new Promise(() => undefined), 100)).rejects.toThrow(
    new Error(tooLong),
  );
});

test('an endless loop ends the process, with a message and without a stack trace', () => {
  expect(run(`await loadWatched('a.ts', async () => { for (;;); }, 100);`)).toEqual({
    end: 'SIGKILL',
    stdout: '',
    stderr: `a.ts: cannot be loaded: ${tooLong}\n`,
  });
});

test('an unhandled rejection of one module is not an error of the next', () => {
  const program = `
    const first = loadWatched('a.ts', async () => { Promise.reject(new Error('of the first')); });
    const second = loadWatched('b.ts', async () => 'loaded');
    console.log((await first.catch(error => error)).message, await second);
  `;
  expect(run(program)).toEqual({ end: 0, stdout: 'of the first loaded\n', stderr: '' });
});

test('the process has its own exit function and code again', () => {
  const program = `
    const { exit } = process;
    await loadWatched('a.ts', async () => { process.exitCode = 7; });
    const listeners = ['unhandledRejection', 'uncaughtException'].map(name => process.listenerCount(name));
    console.log(process.exit === exit, ...listeners);
  `;
  expect(run(program)).toEqual({ end: 0, stdout: 'true 0 0\n', stderr: '' });
});
