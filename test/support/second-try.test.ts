import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../tools/run.ts';
import { inFolderWith } from './temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

/** Runs tests in a folder with the configuration of the slow suites. Returns the output and the second tries. */
async function jest(file: string, body: string) {
  const files = {
    'jest.config.json': JSON.stringify({
      rootDir: '.',
      transform: {},
      testEnvironment: join(root, 'test/support/in-order-environment.js'),
      setupFilesAfterEnv: [join(root, 'test/support/second-try.js')],
      reporters: ['default', join(root, 'test/support/second-tries.js')],
    }),
    'package.json': '{}',
    [file]: `let tries = 0;\n${body}`,
  };
  return inFolderWith(files, async folder => {
    const list = join(folder, 'second-tries');
    writeFileSync(list, '');
    const args = ['--experimental-vm-modules', join(root, 'node_modules/jest/bin/jest.js'), '--ci'];
    const env = { ...process.env, SECOND_TRIES: list, NO_COLOR: '1' };
    const { code, stdout, stderr } = await run(process.execPath, args, { cwd: folder, env });
    return { code, output: stdout + stderr, list: readFileSync(list, 'utf8') };
  });
}

test('a test that passes at the second try passes; its first failure is printed and the test is named', async () => {
  const body = `test('waits', () => { tries += 1; if (tries < 2) throw new Error('not within 3 s'); });`;
  const { code, output, list } = await jest('a.test.js', body);
  expect(code).toBe(0);
  expect(output).toContain('not within 3 s');
  expect(list).toBe('a.test.js: waits (passed at the second try)\n');
  expect(output).toMatch(
    /tried twice, each is a defect to fix:\n {2}a\.test\.js: waits \(passed at the second try\)\n/,
  );
});

test('a test that fails twice fails', async () => {
  const { code, output, list } = await jest(
    'a.test.js',
    `test('waits', () => { throw new Error('not yet'); });`,
  );
  expect(code).toBe(1);
  expect(output).toContain('1 failed, 1 total');
  expect(list).toBe('a.test.js: waits (failed at the second try)\n');
});

test('prints nothing if every test passes at the first try', async () => {
  const { output, list } = await jest('a.test.js', `test('waits', () => {});`);
  expect([output.includes('tried twice'), list]).toEqual([false, '']);
});

test.each(['argo-cd/changes', 'argo-cd/environments', 'cache/failover'])(
  'does not retry a test that depends on the one before: cluster/%s',
  async name => {
    const body = `test('waits', () => { tries += 1; if (tries < 2) throw new Error('not within 3 s'); });`;
    const { code, list } = await jest(`test/cluster/${name}.test.js`, body);
    expect([code, list]).toEqual([1, '']);
  },
);

test('skips the tests after a failed one in such a file', async () => {
  const body = `
    test('begins', () => { throw new Error('not within 3 s'); });
    test('goes on', () => { throw new Error('goes on from nothing'); });`;
  const { code, output } = await jest('test/cluster/argo-cd/changes.test.js', body);
  expect(code).toBe(1);
  expect(output).toContain('Tests:       1 failed, 1 skipped, 2 total');
  expect(output).not.toContain('● goes on');
});
