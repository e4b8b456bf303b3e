import { chmod, cp, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { jest } from '@jest/globals';
import { binary, pinnedVersion } from '../../tools/binary.ts';
import type { GoTool } from '../../tools/go-tools.ts';
import { run } from '../../tools/run.ts';

const files: Readonly<Record<string, string>> = {
  'go.mod':
    'module example.com/tools\n\ngo 1.26.0\n\ntool example.com/hello\n\n' +
    'require example.com/hello v1.2.3\n\nreplace example.com/hello => ./hello\n',
  'go.sum': '',
  'hello/go.mod': 'module example.com/hello\n\ngo 1.26.0\n',
  'hello/main.go':
    'package main\n\nvar version = "unset"\n\nfunc main() { println("ran"); write(version) }\n',
  'hello/write.go':
    'package main\n\nimport "syscall"\n\nfunc write(s string) { syscall.Write(1, []byte(s)) }\n',
};

const environment = { ...process.env };
let folder: string;
let announced: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slipway-binary-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, 'a', path, '..'), { recursive: true });
    await writeFile(join(folder, 'a', path), text);
  }
  await cp(join(folder, 'a'), join(folder, 'b'), { recursive: true });
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
});

beforeEach(() => {
  announced = '';
  jest.spyOn(process.stderr, 'write').mockImplementation(text => {
    announced += String(text);
    return true;
  });
});

afterEach(() => {
  jest.restoreAllMocks();
  process.env.PATH = environment.PATH;
});

afterAll(async () => {
  if (environment.XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = environment.XDG_CACHE_HOME;
  await rm(folder, { recursive: true });
});

function hello(from: string, more: Partial<GoTool> = {}): GoTool {
  return {
    name: 'hello',
    folder: join(folder, from),
    module: 'example.com/hello',
    package: 'example.com/hello',
    versionVariables: version => ({ 'main.version': version }),
    expectedSeconds: 1,
    ...more,
  };
}

describe('a pinned tool', () => {
  test('is built on first use, knows its version, and announces the build', async () => {
    const { stdout } = await run(await binary(hello('a')), []);
    expect(stdout).toBe('v1.2.3');
    expect(announced).toMatch(
      /^building hello v1\.2\.3 once: about 1 s on 2 cores, less when Go has built it before\nbuilt hello v1\.2\.3 in \d+ s\n$/,
    );
  });

  test('is not built again for the same pins', async () => {
    const path = await binary(hello('a'));
    const { mtimeMs } = await stat(path);
    expect(await binary(hello('b'))).toBe(path);
    expect([(await stat(path)).mtimeMs, announced]).toEqual([mtimeMs, '']);
  });

  test('that does not build says why and leaves nothing behind', async () => {
    await expect(
      binary(hello('a', { name: 'broken', package: 'example.com/hello/nothing' })),
    ).rejects.toThrow(
      /^go build .* example\.com\/hello\/nothing: exit code 1: .*example\.com\/hello\/nothing/s,
    );
    expect(await stat(join(folder, 'cache', 'slipway', 'broken')).then(({ nlink }) => nlink)).toBe(2);
  });

  test('whose go.mod does not require its module is refused', async () => {
    await expect(pinnedVersion(hello('a', { module: 'example.com/other' }))).rejects.toThrow(
      `${folder}/a/go.mod: no require line of example.com/other; add it with the version for hello`,
    );
  });
});

describe('a command on PATH', () => {
  async function onPath(version: string): Promise<string> {
    const bin = join(folder, `bin-${version}`);
    await mkdir(bin);
    await writeFile(join(bin, 'hi'), `#!/bin/sh\necho ${version}\n`);
    await chmod(join(bin, 'hi'), 0o755);
    process.env.PATH = `${bin}${delimiter}${environment.PATH}`;
    return join(bin, 'hi');
  }

  test('is used when it says the pinned version', async () => {
    const path = await onPath('v1.2.3');
    const tool = hello('a', { name: 'right', onPath: { command: 'hi', args: ['version'] } });
    expect([await binary(tool), announced]).toEqual([path, '']);
  });

  test('is passed over when it says another version', async () => {
    const path = await onPath('v1.2.4');
    const tool = hello('a', { name: 'wrong', onPath: { command: 'hi', args: ['version'] } });
    expect(await binary(tool)).not.toBe(path);
    expect(announced).toContain('building wrong v1.2.3');
  });
});
