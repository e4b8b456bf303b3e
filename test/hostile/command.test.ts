import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { runCommands } from '../cli/commands.ts';
import { shippedEnvironments } from '../support/hostile/bases.ts';
import { type EnvironmentFile, editedFiles, moduleFiles, mutatedFiles } from '../support/hostile/files.ts';
import { seed, times } from '../support/law.ts';

const folder = mkdtempSync(join(tmpdir(), 'slipway-hostile-'));

afterAll(() => rmSync(folder, { recursive: true }));

function samplesOf(files: fc.Arbitrary<EnvironmentFile>, count: number): EnvironmentFile[] {
  return fc.sample(files, { seed, numRuns: count * times });
}

test('for any file, a command ends with a message and the right exit code, without a stack trace', async () => {
  const files = [
    ...samplesOf(mutatedFiles(await shippedEnvironments()), 20),
    ...samplesOf(editedFiles(), 20),
    ...samplesOf(moduleFiles(), 40),
  ];
  // Each file has its own folder, since a module is loaded once for each path.
  const commands = files.map(([name, text], index) => {
    mkdirSync(join(folder, String(index)));
    writeFileSync(join(folder, String(index), name), text);
    return {
      folder: join(folder, String(index)),
      argv: ['synth', '--environment', name, '--format', 'yaml'],
    };
  });
  const outcomes = runCommands(commands);
  const wrong = outcomes.flatMap(({ code, stdout, stderr }, index) => {
    const isFine = code === 0 || (code === 1 && stderr.includes('nothing was written'));
    const isRefused = code === 2 && stdout === '' && stderr.startsWith(files[index]?.[0] ?? '');
    const hasTrace = /^ {4}at /m.test(stderr);
    return (isFine || isRefused) && !hasTrace ? [] : [{ seed, code, stderr, file: files[index] }];
  });
  expect(wrong).toEqual([]);
  expect(outcomes.filter(({ code }) => code === 2).length).toBeGreaterThan(files.length / 3);
  const remaining = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  expect(remaining.filter(path => path.includes('/'))).toHaveLength(files.length);
});
