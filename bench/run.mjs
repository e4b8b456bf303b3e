/**
 * Runs a program of this folder as `slipway` runs: compiled.
 *
 * Usage: node bench/run.mjs bench/PROGRAM.ts ARGUMENT…
 */
import { load } from '../cli/compiled.mjs';

const [entry = ''] = process.argv.splice(2, 1);
await load(entry);
