#!/usr/bin/env node
import { register } from 'tsx/esm/api';

// A reader such as `head` that has seen enough is no error.
process.stdout.on('error', error => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

register();
const { run } = await import('./main.ts');
process.exitCode = await run(process.argv.slice(2));
