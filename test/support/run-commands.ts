/**
 * Runs command lines one after the other in this process and prints what each did: the start of a process for each of
 * a hundred would take a minute.
 *
 * Usage: node --import tsx test/support/run-commands.ts < commands.json
 */
import { readFileSync } from 'node:fs';
import { run } from '../../cli/main.ts';

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

async function outcomeOf({ folder, argv }: CommandLine): Promise<Outcome> {
  process.chdir(folder);
  const written = { stdout: '', stderr: '' };
  const restore = (['stdout', 'stderr'] as const).map(name => {
    const stream = process[name];
    const write = stream.write;
    stream.write = (chunk: string | Uint8Array) => {
      written[name] += String(chunk);
      return true;
    };
    return () => {
      stream.write = write;
    };
  });
  try {
    return { code: await run(argv), ...written };
  } finally {
    for (const undo of restore) undo();
  }
}

const commands: CommandLine[] = JSON.parse(readFileSync(0, 'utf8'));
const outcomes: Outcome[] = [];
for (const command of commands) outcomes.push(await outcomeOf(command));
process.stdout.write(JSON.stringify(outcomes));
