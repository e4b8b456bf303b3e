import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Simulation } from '../simulate.ts';
import { metricTitle } from '../subject.ts';
import { layout, toSvg } from './chart.ts';
import { clock, span } from './clock.ts';
import { escapeText } from './markup.ts';
import { type RunSummary, summarize } from './summary.ts';

/** Moments that the page can show; of longer traces it shows every second, third, … */
const mostMoments = 2000;

/** Changes of one machine that the page lists. */
const mostChanges = 1000;

const file = (name: string): string => readFileSync(join(import.meta.dirname, name), 'utf8');

/**
 * One HTML file with the chart, the comparison, what each machine saw at any moment, and every change with its
 * reason. It loads nothing, and its policy forbids loading.
 */
export function toHtml(title: string, simulation: Simulation): string {
  const summaries = summarize(simulation);
  const { start, times, subject } = simulation;
  const length = (times.at(-1) ?? 0) + 15;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,">
<title>${escapeText(title)}</title>
<style>${file('page.css')}</style>
</head>
<body>
<h1>${escapeText(title)}</h1>
<p>${escapeText(span(length))} from ${escapeText(clock(start))} UTC. Point at the chart, or choose a dot or a time below.</p>
<div class="chart">${toSvg(title, simulation)}</div>
<table id="now"><caption></caption><thead>${momentHead(simulation)}</thead><tbody></tbody></table>
<h2>Summary</h2>
${comparison(summaries)}
${subject.range.rules.length === 0 ? '' : summaries.map(run => changes(run, start)).join('\n')}
<script type="application/json" id="data">${dataOf(simulation, length)}</script>
<script>${file('page.js')}</script>
</body>
</html>
`;
}

function momentHead({ subject }: Simulation): string {
  const metrics = subject.range.rules.map(metricTitle);
  const heads = ['', 'replicas', 'ready', ...metrics, 'state'];
  return `<tr>${heads.map(head => `<th>${escapeText(head)}</th>`).join('')}</tr>`;
}

function comparison(summaries: readonly RunSummary[]): string {
  const heads = ['', 'lowest', 'highest', 'last', 'replica hours', 'up', 'down', 'above a threshold'];
  const rows = summaries.map(run => [
    run.name,
    run.lowest,
    run.highest,
    run.last,
    run.replicaHours.toFixed(1),
    run.up,
    run.down,
    span(run.secondsAbove),
  ]);
  const cells = (tag: 'th' | 'td', row: readonly (string | number)[]): string =>
    row
      .map((cell, index) => `<${tag}${index > 0 ? ' class="number"' : ''}>${escapeText(cell)}</${tag}>`)
      .join('');
  const body = rows.map(row => `<tr>${cells('td', row)}</tr>`).join('\n');
  return `<table id="comparison"><thead><tr>${cells('th', heads)}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function changes({ name, note, changes }: RunSummary, start: number): string {
  const rows = changes.slice(0, mostChanges).map(({ at, from, to, why }) => {
    const id = `${name}-${at}`;
    const time = `<a href="#${escapeText(id)}">${escapeText(clock(start + at))}</a>`;
    return `<tr id="${escapeText(id)}"><td>${time}</td><td class="number">${from} → ${to}</td><td>${escapeText(why)}</td></tr>`;
  });
  const rest = changes.length - rows.length;
  const more = rest > 0 ? `<p>and ${rest} more changes</p>` : '';
  const head = `<h2>${escapeText(name)}</h2>\n<p>${escapeText(note)}</p>`;
  if (rows.length === 0) return `${head}\n<p>no change</p>`;
  return `${head}
<table class="changes"><thead><tr><th>time, UTC</th><th class="number">replicas</th><th>why</th></tr></thead><tbody>
${rows.join('\n')}
</tbody></table>${more}`;
}

/** What the script reads; `<` is escaped so that no text can end the element. */
function dataOf({ start, times, runs }: Simulation, seconds: number): string {
  const stride = Math.ceil(times.length / mostMoments);
  const pick = (values: ArrayLike<number>): (number | null)[] => {
    const picked: (number | null)[] = [];
    for (let index = 0; index < values.length; index += stride) picked.push(finite(values[index]));
    return picked;
  };
  const data = {
    start,
    seconds,
    layout,
    times: pick(times),
    runs: runs.map(({ name, replicas, ready, state, states, values }) => ({
      name,
      replicas: pick(replicas),
      ready: pick(ready),
      state: pick(state),
      states,
      values: [...values.values()].map(pick),
    })),
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function finite(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : Math.round(value * 10) / 10;
}
