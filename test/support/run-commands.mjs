/**
 * Runs command lines one after the other in this process and prints their outcomes. A hundred separate processes would
 * take a minute to start.
 *
 * Usage: node test/support/run-commands.mjs < commands.json
 */
import { readFileSync } from 'node:fs';
import { load } from '../../cli/compiled.mjs';

const { run } = await load('cli/main.ts');

async function outcomeOf({ folder, argv }) {
  process.chdir(folder);
  const written = { stdout: '', stderr: '' };
  const restore = ['stdout', 'stderr'].map(name => {
    const stream = process[name];
    const write = stream.write;
    stream.write = chunk => {
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

const outcomes = [];
for (const command of JSON.parse(readFileSync(0, 'utf8'))) outcomes.push(await outcomeOf(command));
process.stdout.write(JSON.stringify(outcomes));
