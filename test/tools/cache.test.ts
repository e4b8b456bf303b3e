import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { homedir, hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cached, cacheFolder, contentKey, entryFolder } from '../../tools/cache.ts';
import { run } from '../../tools/run.ts';

const before = process.env.XDG_CACHE_HOME;
let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-cache-'));
  process.env.XDG_CACHE_HOME = home;
});

afterEach(async () => {
  if (before === undefined) delete process.env.XDG_CACHE_HOME;
  else process.env.XDG_CACHE_HOME = before;
  await rm(home, { recursive: true });
});

async function fill(folder: string): Promise<void> {
  await writeFile(join(folder, 'content'), 'whole');
}

describe('the cache folder', () => {
  test('is the one of the XDG base directories', () => {
    expect(cacheFolder()).toBe(join(home, 'slipway'));
  });

  test('is in the home folder without XDG_CACHE_HOME, and with a relative one', () => {
    for (const value of ['', 'relative/folder']) {
      process.env.XDG_CACHE_HOME = value;
      expect(cacheFolder()).toBe(join(homedir(), '.cache', 'slipway'));
    }
  });
});

describe('a key', () => {
  test('depends on where one text ends and the next begins', () => {
    expect(contentKey('ab', 'c')).not.toBe(contentKey('a', 'bc'));
  });

  test('is the same for the same texts', () => {
    expect(contentKey('a', 'b')).toBe(contentKey('a', 'b'));
  });
});

describe('an entry', () => {
  test('is filled once', async () => {
    let fills = 0;
    const count = async (folder: string): Promise<void> => {
      fills += 1;
      await fill(folder);
    };
    const first = await cached('things', 'one', count);
    const second = await cached('things', 'one', count);
    expect([first, second, fills]).toEqual([entryFolder('things', 'one'), first, 1]);
    expect(await readFile(join(first, 'content'), 'utf8')).toBe('whole');
  });

  test('does not exist when filling it failed, and is filled by the next', async () => {
    const broken = cached('things', 'one', async folder => {
      await fill(folder);
      throw new Error('no space left on device');
    });
    await expect(broken).rejects.toThrow('no space left on device');
    expect(await readdir(join(home, 'slipway', 'things'))).toEqual([]);
    const folder = await cached('things', 'one', fill);
    expect(await readdir(folder)).toEqual(['content']);
  });

  test('is filled anew after its filler was killed, and what that one left is removed', async () => {
    const things = join(home, 'slipway', 'things');
    await mkdir(join(things, 'one.new-0123456789ab'), { recursive: true });
    await writeFile(join(things, 'one.lock'), `${await deadProcess()} ${hostname()}`);
    const folder = await cached('things', 'one', fill);
    expect(await readdir(things)).toEqual(['one']);
    expect(await readdir(folder)).toEqual(['content']);
  });

  test('is filled by one of several processes that want it', async () => {
    const module = join(import.meta.dirname, '..', '..', 'tools', 'cache.ts');
    const script = `
      import { appendFileSync, writeFileSync } from 'node:fs';
      import { setTimeout as sleep } from 'node:timers/promises';
      const { cached } = await import(${JSON.stringify(module)});
      await cached('things', 'raced', async folder => {
        appendFileSync(${JSON.stringify(join(home, 'fills'))}, 'x');
        await sleep(300);
        writeFileSync(folder + '/content', 'whole');
      });`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const env = { ...process.env };
    const processes = [1, 2, 3].map(() => run(process.execPath, args, { env }));
    const codes = (await Promise.all(processes)).map(({ code, stderr }) => `${code}${stderr}`);
    expect(codes).toEqual(['0', '0', '0']);
    expect(await readFile(join(home, 'fills'), 'utf8')).toBe('x');
    expect(await readFile(join(entryFolder('things', 'raced'), 'content'), 'utf8')).toBe('whole');
    expect(existsSync(`${entryFolder('things', 'raced')}.lock`)).toBe(false);
  });
});

async function deadProcess(): Promise<string> {
  return (await run(process.execPath, ['-p', 'process.pid'])).stdout.trim();
}
