import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { commandPackages, requirePackages } from '../../cli/command-packages.ts';
import { root } from './commands.ts';

test.each(['simulate', 'sandbox'] as const)('finds the packages of slipway %s in a clone', command => {
  expect(() => requirePackages(command)).not.toThrow();
});

test('names every package that is not installed, and the command that installs them', () => {
  const isInstalled = (name: string) => name === 'csv-parse';
  expect(() => requirePackages('simulate', isInstalled)).toThrow(
    /^slipway simulate: packages not installed: d3-scale, d3-shape; run npm install "d3-scale@\^4\.\d+\.\d+" "d3-shape@\^3\.\d+\.\d+"$/,
  );
});

/** Runs slipway where Node finds none of these packages. */
function runWithout(packages: readonly string[], ...argv: string[]) {
  const hook = `
    const { Module } = require('node:module');
    const resolve = Module._resolveFilename;
    Module._resolveFilename = (name, ...rest) => {
      if (${JSON.stringify(packages)}.includes(name)) throw new Error('not found: ' + name);
      return resolve(name, ...rest);
    };`;
  const loader = `data:text/javascript,import{createRequire}from'node:module';const require=createRequire('file:///');${encodeURIComponent(hook)}`;
  return spawnSync(process.execPath, ['--import', loader, join(root, 'cli/slipway.mjs'), ...argv], {
    cwd: root,
    encoding: 'utf8',
  });
}

test.each([
  ['simulate', ['environments/production.ts']],
  ['sandbox', ['--empty']],
] as const)('slipway %s ends with exit code 2 before it does anything', (command, argv) => {
  const { status, stdout, stderr } = runWithout(commandPackages[command], command, ...argv);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(
    new RegExp(
      `^slipway ${command}: packages not installed: ${commandPackages[command].join(', ')}; run npm install .*\n$`,
    ),
  );
});
