import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { eventually } from './eventually.ts';
import { startGuarded } from './guarded.ts';

const script = join(import.meta.dirname, 'guarded-process.ts');

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** A process that runs a server, and the ids of all processes of the server. */
async function running(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, pids: String(line).split(' ').map(Number) };
}

async function expectGone(pids: readonly number[]): Promise<void> {
  expect(pids).toHaveLength(2);
  await eventually(async () => expect(pids.filter(isAlive)).toEqual([]));
}

test.each(['SIGTERM', 'SIGKILL'] as const)('a server ends with its test, which %s ends', async signal => {
  const { child, pids } = await running();
  expect(pids.every(isAlive)).toBe(true);
  child.kill(signal);
  await expectGone(pids);
});

test('a server ends with its test, when a signal goes to all processes of the run', async () => {
  const { child, pids } = await running();
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await expectGone(pids);
});

test('a server ends with a test that forgets it', async () => {
  const { pids } = await running('briefly');
  await expectGone(pids);
});

test('what has ended leaves no guard that could end another process of that number', async () => {
  const child = startGuarded(['sleep', '600'], { env: process.env, output: 2 });
  const pid = child.pid ?? 0;
  const guards = async () => {
    const ps = spawn('pgrep', ['-f', `guard ${pid}$`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [code] = await once(ps, 'exit');
    return code === 0;
  };
  await eventually(async () => expect(await guards()).toBe(true));
  child.kill('SIGKILL');
  await once(child, 'exit');
  await eventually(async () => expect(await guards()).toBe(false));
});
