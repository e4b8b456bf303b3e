import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Ten times the values take ten times as long: what bounds one test of the everyday check, times ten. */
const minutes = 10;

const root = join(import.meta.dirname, '..');

/**
 * `npm run test:random`: every law with values that no run has tried before, and more of them than the everyday check.
 * Arguments are paths of tests, as for jest. `SEED=…` plays a run again.
 *
 * A law that fails prints the smallest values that break it, and the file that keeps them: docs/testing.md.
 */
function main(paths: readonly string[]): number {
  const seed = process.env.SEED ?? String(randomInt(2 ** 31));
  const laws = filesOfLaws().filter(file => paths.length === 0 || paths.some(path => file.includes(path)));
  const isOracleAsked = paths.length === 0 || paths.some(path => path.includes('oracle'));
  process.stdout.write(
    `seed ${seed}: ${laws.length} files of laws${isOracleAsked ? ', and the oracle' : ''}\n`,
  );
  const codes = [
    ...runs(laws).map(args => jest(seed, args)),
    ...(isOracleAsked ? [jest(seed, ['--config', 'test/oracle/jest.config.js', 'test/oracle/hpa'])] : []),
  ];
  const hasFailed = codes.length === 0 || codes.some(code => code !== 0);
  const again = ['npm run test:random', ...(paths.length > 0 ? ['--', ...paths] : [])].join(' ');
  const values = process.env.TIMES === undefined ? `SEED=${seed}` : `TIMES=${process.env.TIMES} SEED=${seed}`;
  process.stdout.write(`seed ${seed}: ${hasFailed ? 'failed' : 'passed'}; again: ${values} ${again}\n`);
  return hasFailed ? 1 : 0;
}

/** Arguments of jest: laws of the chart ask both Helms, as their own configuration says. */
function runs(laws: readonly string[]): string[][] {
  const isOfChart = (file: string): boolean => file.startsWith(join('test', 'output', 'helm'));
  const [chart, others] = [laws.filter(isOfChart), laws.filter(file => !isOfChart(file))];
  return [
    ...(others.length > 0 ? [['--runTestsByPath', ...others]] : []),
    ...(chart.length > 0
      ? [['--config', 'test/output/helm/jest.config.js', '--runTestsByPath', ...chart]]
      : []),
  ];
}

/** Tests that assert a law, found by its import. */
function filesOfLaws(): string[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts') && file !== join('support', 'law.test.ts'))
    .map(file => join(root, 'test', file))
    .filter(file => /from '.*\/support\/law\.ts'/.test(readFileSync(file, 'utf8')))
    .map(file => relative(root, file))
    .sort();
}

function jest(seed: string, args: readonly string[]): number {
  const program = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const env = { TIMES: '10', ...process.env, SEED: seed };
  const flags = ['--experimental-vm-modules', program, `--testTimeout=${minutes * 60_000}`];
  const finished = spawnSync(process.execPath, [...flags, ...args], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  return finished.status ?? 1;
}

process.exitCode = main(process.argv.slice(2));
