#!/usr/bin/env node
import { load } from './compiled.mjs';

// A reader such as `head` may close the pipe early. That is not an error.
process.stdout.on('error', error => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const { run } = await load('cli/main.ts');
process.exitCode = await run(process.argv.slice(2));
