/**
 * Reads a recorded trace and does nothing more: the least that a simulation of it must do.
 *
 * Usage: node --import tsx bench/parse-month.ts trace.csv
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const [trace = ''] = process.argv.slice(2);
process.stdout.write(`${parse(readFileSync(trace), { columns: true }).length} rows\n`);
