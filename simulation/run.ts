import type { ScaleRange } from '../config/application/scale.ts';
import type { Environment } from '../config/environment.ts';
import { badInput } from '../config/problem.ts';
import { readRegularFile } from '../config/read/regular-file.ts';
import { readCsv } from './load/csv.ts';
import { type PatternName, patternTrace } from './load/patterns.ts';
import type { Trace } from './load/trace.ts';
import { toSvg } from './report/chart.ts';
import { writeMarked } from './report/files.ts';
import { toHtml } from './report/page.ts';
import { toJson, toText } from './report/text.ts';
import { simulate } from './simulate.ts';
import { isShared, metricName, type Subject, subjectsOf } from './subject.ts';

export interface SimulateRequest {
  readonly environment: Environment;
  /** The environment's file, for messages. */
  readonly file: string;
  /** - every application that scales by rules. */
  readonly application?: string;
  /** A CSV file. - the pattern. */
  readonly trace?: string;
  /** - `spike`. */
  readonly pattern?: PatternName;
  /** Seconds of the pattern. - once its shape. */
  readonly duration?: number;
  /** - the environment's. */
  readonly mode?: ScaleRange['mode'] | 'both';
  /** Seconds from the creation of a pod until it is ready. */
  readonly startup: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The results of one application's simulation. */
export interface Report {
  /** `production.web`, the name of its files: no name holds a dot, so that no other pair gives the same. */
  readonly name: string;
  readonly text: string;
  readonly json: object;
  readonly svg: string;
  readonly html: string;
}

/** Kubernetes' default grace period. Seconds. */
const termination = 30;

/**
 * Simulates the applications of an environment.
 *
 * @throws BadInput when none scales by rules, when there is no such application, or when the trace cannot be read.
 */
export function runSimulations(request: SimulateRequest): Report[] {
  const subjects = chosenSubjects(request);
  return subjects.map(subject => {
    const { range } = subject;
    const modes = request.mode === 'both' ? (['target', 'step'] as const) : [request.mode ?? range.mode];
    const trace = traceOf(subject, request);
    const { startup, onProgress } = request;
    const pods = { startup, termination };
    const simulation = simulate({ subject, trace, modes, pods, ...(onProgress ? { onProgress } : {}) });
    const load = request.trace ?? request.pattern ?? 'spike';
    const title = `${request.environment.name}/${subject.name}: ${load}`;
    return {
      name: `${request.environment.name}.${subject.name}`,
      text: toText(title, simulation),
      json: toJson(title, simulation),
      svg: toSvg(title, simulation),
      html: toHtml(title, simulation),
    };
  });
}

/** Writes a chart and a page for each report and returns their paths. @throws BadInput when other files have these names. */
export function writeReports(folder: string, reports: readonly Report[]): string[] {
  const texts = reports.flatMap(({ name, svg, html }): [string, string][] => [
    [`${name}.svg`, svg],
    [`${name}.html`, html],
  ]);
  return writeMarked(folder, new Map(texts));
}

function chosenSubjects({ environment, file, application }: SimulateRequest): Subject[] {
  const subjects = subjectsOf(environment);
  const names = subjects.map(({ name }) => name).join(', ');
  if (subjects.length === 0) {
    const message = 'found no application that scales by rules; give one a scale with min, max and rules';
    throw badInput({ file, path: 'applications', message });
  }
  const fromZero = subjects.find(({ name, range }) => range.min === 0 && (application ?? name) === name);
  if (fromZero !== undefined) {
    const path = `applications.${fromZero.name}.scale.min`;
    const advice = 'raise it for the simulation, or name another application';
    throw badInput({
      file,
      path,
      message: `found 0, but the model has no KEDA, which starts the first replica; ${advice}`,
    });
  }
  const found = application === undefined ? subjects : subjects.filter(({ name }) => name === application);
  if (found.length > 0) return found;
  const message = `found no such application that scales by rules; allowed are ${names}; name one of them`;
  throw badInput({ file, path: `applications.${application}`, message });
}

function traceOf({ range }: Subject, { trace, pattern, duration }: SimulateRequest): Trace {
  const { min, max, rules } = range;
  if (trace !== undefined) {
    const metrics = rules.map(rule => ({ name: metricName(rule), isShared: isShared(rule) }));
    return readCsv(readText(trace), { file: trace, metrics, replicas: min });
  }
  const metrics = rules.map(rule => ({ metric: metricName(rule), threshold: rule.threshold }));
  return patternTrace(pattern ?? 'spike', { metrics, min, max, ...(duration ? { duration } : {}) });
}

/** A month with a row every 15 s, each of a hundred characters, takes 18 MB. */
const expectation = {
  largest: 50_000_000,
  adviceOnSize: 'leave rows out, or cut it into pieces',
  adviceOnName: 'name a CSV file',
};

function readText(file: string): string {
  return readRegularFile(file, expectation).toString('utf8');
}
