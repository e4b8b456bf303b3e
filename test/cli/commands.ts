import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** A thousand streams of manifests. Bytes. */
const largestOutput = 1_000_000_000;

export interface CommandLine {
  /** The folder to run in. */
  readonly folder: string;
  /** Without the program's name. */
  readonly argv: readonly string[];
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs command lines one after the other in one process, as `slipway` would, and returns what each did. */
export function runCommands(commands: readonly CommandLine[]): Outcome[] {
  const runner = join(root, 'test/support/run-commands.mjs');
  const input = JSON.stringify(commands);
  const output = execFileSync(process.execPath, [runner], {
    input,
    cwd: root,
    encoding: 'utf8',
    maxBuffer: largestOutput,
  });
  return JSON.parse(output);
}

/** The smallest environment, as YAML. */
export const small = `name: small
cluster: { storageClass: encrypted }
applications:
  web:
    image: registry.example.com/web:1.0.0@sha256:0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a
    resources: { requests: { cpu: 100m, memory: 64Mi } }
`;
