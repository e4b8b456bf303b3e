import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { CommandLine, Outcome } from '../support/run-commands.ts';

export const root = join(import.meta.dirname, '../..');

/** Runs command lines one after the other in one process, as `slipway` would, and returns what each did. */
export function runCommands(commands: readonly CommandLine[]): Outcome[] {
  const runner = join(root, 'test/support/run-commands.ts');
  const input = JSON.stringify(commands);
  return JSON.parse(
    execFileSync(process.execPath, ['--import', 'tsx', runner], { input, cwd: root }).toString(),
  );
}

/** The smallest environment, as YAML. */
export const small = `name: small
cluster: { storageClass: encrypted }
applications:
  web:
    image: registry.example.com/web:1.0.0
    resources: { requests: { cpu: 100m, memory: 64Mi } }
`;
