/**
 * Simulates a recorded month at 15 s in its own process, with chart and page, and prints what it took.
 *
 * Usage: node --import tsx bench/month.ts trace.csv
 */
import { loadEnvironments } from '../config/load.ts';
import { runSimulations } from '../simulation/run.ts';

const [trace = ''] = process.argv.slice(2);
const file = 'environments/production.ts';
const [environment] = await loadEnvironments([file]);
if (environment === undefined) throw new Error(`${file}: no environment`);
const [report] = runSimulations({ environment, file, trace, mode: 'both', startup: 30 });
if (report === undefined) throw new Error(`${file}: nothing scales by rules`);
const took = {
  megabytes: process.resourceUsage().maxRSS / 1024,
  pageBytes: report.html.length,
  simulatedSeconds: (report.json as { seconds: number }).seconds,
};
process.stdout.write(`${JSON.stringify(took)}\n`);
