import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from '../../../tools/cluster/harness/ports.ts';

const names = Array.from({ length: 150 }, (_, index) => `port-${index}`);

async function somePorts(): Promise<number[]> {
  return Object.values(await freePorts(...names));
}

async function portsOfAnotherProcess(): Promise<number[]> {
  const module = join(import.meta.dirname, '..', '..', '..', 'tools', 'cluster', 'harness', 'ports.ts');
  const program = `
    const { freePorts } = await import(${JSON.stringify(module)});
    console.log(JSON.stringify(Object.values(await freePorts(...${JSON.stringify(names)}))));
    process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import=tsx',
    '--input-type=module',
    '-e',
    program,
  ]);
  return JSON.parse(stdout);
}

test('a port that nothing listens at yet is not given out again, however often one asks', async () => {
  const found = (await Promise.all([somePorts(), somePorts()])).flat();
  expect(new Set(found).size).toBe(2 * names.length);
});

test('processes side by side get different ports', async () => {
  const [ours, others] = [await somePorts(), await portsOfAnotherProcess()];
  expect(others).toHaveLength(names.length);
  expect(ours.filter(port => others.includes(port))).toEqual([]);
});

test('the ports are none of those that the system gives to any program', async () => {
  expect(Math.max(...(await somePorts()))).toBeLessThan(32_768);
});

test('a port where another program listens is passed over', async () => {
  const { before } = await freePorts('before');
  const server = createServer();
  await new Promise<void>(resolve => server.listen(before + 1, '127.0.0.1', resolve));
  try {
    const { after } = await freePorts('after');
    expect(after).not.toBe(before + 1);
  } finally {
    server.close();
  }
});
