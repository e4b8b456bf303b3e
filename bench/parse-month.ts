/**
 * Reads a recorded trace and nothing more: what a simulation of it cannot do without.
 *
 * Usage: node --import tsx bench/parse-month.ts trace.csv
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const [trace = ''] = process.argv.slice(2);
process.stdout.write(`${parse(readFileSync(trace), { columns: true }).length} rows\n`);
