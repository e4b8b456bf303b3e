import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scaleLinear, scaleUtc } from 'd3-scale';
import { curveLinear, curveStepAfter, line } from 'd3-shape';
import type { Run, Simulation } from '../simulate.ts';
import { metricName, metricTitle } from '../subject.ts';
import { clock } from './clock.ts';
import { escapeText } from './markup.ts';
import { type Point, steps, thin } from './series.ts';

/** The chart's sizes in pixels, which the page's script reads too. */
export const layout = { width: 960, left: 56, right: 16, top: 24, panel: 150, gap: 48 } as const;

/** The most changes that get a mark: more would hide each other. */
const mostMarks = 400;

interface Curve {
  readonly className: string;
  readonly points: readonly Point[];
  readonly isStepped?: boolean;
}

interface Panel {
  readonly title: string;
  readonly curves: readonly Curve[];
  /** Horizontal lines with a label. */
  readonly limits: readonly { readonly label: string; readonly value: number }[];
  readonly marks?: readonly Run[];
}

const style = readFileSync(join(import.meta.dirname, 'chart.css'), 'utf8');

/** One panel of replicas and one for each rule's metric, over time, as an SVG that follows light and dark. */
export function toSvg(title: string, simulation: Simulation): string {
  const panels = [replicasPanel(simulation), ...metricPanels(simulation)];
  const { width, top, panel, gap } = layout;
  const height = top + panels.length * (panel + gap);
  const drawn = panels.map((content, index) => drawPanel(content, top + index * (panel + gap), simulation));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeText(title)}">`,
    `<style>${style}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    legend(simulation.runs),
    ...drawn,
    '</svg>',
  ].join('\n');
}

function replicasPanel({ times, runs, subject }: Simulation): Panel {
  const { min, max } = subject.range;
  return {
    title: 'replicas',
    curves: runs.map((run, index) => ({
      className: `run-${index}`,
      points: steps(times, run.replicas),
      isStepped: true,
    })),
    limits: [
      { label: `min ${min}`, value: min },
      { label: `max ${max}`, value: max },
    ],
    marks: runs,
  };
}

function metricPanels({ times, runs, subject }: Simulation): Panel[] {
  return subject.range.rules.map(rule => ({
    title: metricTitle(rule),
    curves: runs.map((run, index) => ({
      className: `run-${index}`,
      points: thin(times, run.values.get(metricName(rule)) ?? []),
    })),
    limits: [{ label: `threshold ${rule.threshold}`, value: rule.threshold }],
  }));
}

function drawPanel({ title, curves, limits, marks }: Panel, top: number, simulation: Simulation): string {
  const { left, right, width, panel } = layout;
  const { start, times } = simulation;
  const bottom = top + panel;
  const x = scaleUtc([start * 1000, (start + (times.at(-1) ?? 0) + 15) * 1000], [left, width - right]);
  const highest = [
    ...limits.map(({ value }) => value),
    ...curves.flatMap(({ points }) => points.map(point => point[1] ?? 0)),
  ];
  const y = scaleLinear([0, highest.reduce((a, b) => Math.max(a, b), 1) * 1.05], [bottom, top]);
  const at = (seconds: number): number => round(x((start + seconds) * 1000));
  return [
    `<g class="panel" data-title="${escapeText(title)}">`,
    `<text class="title" x="${left}" y="${top - 6}">${escapeText(title)}</text>`,
    ...y.ticks(4).map(tick => tickLine(left, width - right, round(y(tick)), String(tick))),
    ...x.ticks(8).map(tick => timeTick(round(x(tick)), bottom, timeLabel(tick))),
    ...limits.map(({ label, value }) => limitLine(left, width - right, round(y(value)), label)),
    ...curves.map(curve => path(curve, at, value => round(y(value)))),
    ...(marks ?? []).flatMap((run, index) =>
      marksOf(run, index, marks?.length ?? 1, start, at, value => round(y(value))),
    ),
    '</g>',
  ].join('\n');
}

function path(
  { className, points, isStepped }: Curve,
  x: (s: number) => number,
  y: (v: number) => number,
): string {
  const draw = line<Point>()
    .defined(([, value]) => value !== undefined)
    .x(([time]) => x(time))
    .y(([, value]) => y(value ?? 0))
    .curve(isStepped ? curveStepAfter : curveLinear);
  return `<path class="line ${className}" d="${draw([...points]) ?? ''}"/>`;
}

/** A dot at each change that names its reason, and leads to its row on the page. Later runs lie on top, smaller. */
function marksOf(
  { name, changes }: Run,
  index: number,
  runs: number,
  start: number,
  x: (s: number) => number,
  y: (v: number) => number,
): string[] {
  return changes.slice(0, mostMarks).map(({ at, from, to, why }) => {
    const label = `${clock(start + at)} ${name} ${from} -> ${to}: ${why}`;
    const dot = `<circle class="mark run-${index}" cx="${x(at)}" cy="${y(to)}" r="${4 + 1.5 * (runs - 1 - index)}"><title>${escapeText(label)}</title></circle>`;
    return `<a href="#${escapeText(name)}-${at}" id="mark-${escapeText(name)}-${at}">${dot}</a>`;
  });
}

function legend(runs: readonly Run[]): string {
  const { width, right } = layout;
  return runs
    .map(({ name }, index) => {
      const x = width - right - (runs.length - index) * 110;
      const y = 10;
      return `<path class="line run-${index}" d="M${x},${y}h24"/><text x="${x + 30}" y="${y + 4}">${escapeText(name)}</text>`;
    })
    .join('\n');
}

function tickLine(left: number, right: number, y: number, label: string): string {
  return `<path class="grid" d="M${left},${y}H${right}"/><text class="tick" x="${left - 6}" y="${y + 4}" text-anchor="end">${escapeText(label)}</text>`;
}

function timeTick(x: number, bottom: number, label: string): string {
  return `<path class="grid" d="M${x},${bottom}v4"/><text class="tick" x="${x}" y="${bottom + 16}" text-anchor="middle">${escapeText(label)}</text>`;
}

/** `12:05`, and the day at midnight. */
function timeLabel(time: Date): string {
  const iso = time.toISOString();
  return iso.slice(11, 16) === '00:00' ? iso.slice(0, 10) : iso.slice(11, 16);
}

function limitLine(left: number, right: number, y: number, label: string): string {
  return `<path class="limit" d="M${left},${y}H${right}"/><text class="tick" x="${right}" y="${y - 3}" text-anchor="end">${escapeText(label)}</text>`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
