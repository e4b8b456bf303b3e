import { parse } from 'csv-parse/sync';
import { badInput } from '../../config/problem.ts';
import { mostReplicas } from '../../config/units/counts.ts';
import { show } from '../../config/units/expected.ts';
import type { Trace } from './trace.ts';

export interface CsvProps {
  /** The file's name, for messages. */
  readonly file: string;
  /** The metrics of the rules; other columns are ignored. */
  readonly metrics: readonly RecordedMetric[];
  /** The replicas that the values were seen at when the file has no column `replicas`. */
  readonly replicas: number;
}

/** A column of a trace. */
export interface RecordedMetric {
  readonly name: string;
  /** Whether more replicas lower it: seen at n replicas, the application needed n times as much. */
  readonly isShared: boolean;
}

/**
 * Reads a recorded trace: a column `time` (ISO 8601, or seconds since 1970) and a column for each metric. A column
 * `replicas` may hold the count that the metrics were seen at. An empty field is a metric that was missing.
 *
 * A metric that is not shared is of the whole application, as Prometheus returns it.
 *
 * @throws BadInput with the line and what is wrong with it.
 */
export function readCsv(text: string, props: CsvProps): Trace {
  const rows = parseRows(text, props);
  const [header = [], ...body] = rows;
  const position = columns(header, props);
  if (body.length === 0) throw fault(props, 1, 'found no row under the header; add one for each sample');
  const seconds = new Float64Array(body.length);
  const metrics = props.metrics.map(metric => ({
    ...metric,
    column: header.indexOf(metric.name),
    values: new Float64Array(body.length).fill(Number.NaN),
  }));
  body.forEach((fields, row) => {
    const line = row + 2;
    seconds[row] = readTime(fields[position.time] ?? '', props, line);
    checkTime(seconds, row, fields[position.time] ?? '', props);
    const seenAt =
      position.replicas < 0 ? props.replicas : readReplicas(fields[position.replicas], props, line);
    for (const { name, isShared, column, values } of metrics) {
      const field = fields[column];
      if (field === undefined || field === '') continue;
      values[row] = (isShared ? seenAt : 1) * readNumber(field, name, props, line);
    }
  });
  const start = seconds[0] ?? 0;
  const demand = new Map(metrics.map(({ name, values }) => [name, values]));
  return { start, times: seconds.map(second => second - start), demand };
}

function parseRows(text: string, props: CsvProps): string[][] {
  try {
    return parse(text, { trim: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    const { message, lines } = error as Error & { readonly lines?: number };
    throw badInput({ file: props.file, line: lines, message: `is not CSV: ${message}; correct that row` });
  }
}

function columns(header: readonly string[], props: CsvProps): { time: number; replicas: number } {
  const time = header.indexOf('time');
  if (time < 0) {
    const message = `found the columns ${header.join(', ')} without time; name the first column time`;
    throw fault(props, 1, message);
  }
  const names = props.metrics.map(({ name }) => name);
  if (!names.some(name => header.includes(name))) {
    const message = `found the columns ${header.join(', ')}; the rules read ${names.join(', ')}; add a column for one of them`;
    throw fault(props, 1, message);
  }
  return { time, replicas: header.indexOf('replicas') };
}

const isoTime = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[-+]\d\d:?\d\d)?)?$/;

/** The end of the year 9999. A number above it is not in seconds. */
const lastSecond = 253_402_300_799;

/** Seconds since 1970. A date and time without a zone are those of UTC, on every machine. */
function readTime(text: string, props: CsvProps, line: number): number {
  const [, date, time = '00:00', zone = 'Z'] = isoTime.exec(text) ?? [];
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(`${date}T${time}${zone}`) / 1000;
  if (seconds >= 0 && seconds <= lastSecond) return seconds;
  const advice = seconds > lastSecond ? ', not milliseconds; divide by 1000' : '';
  const message = `time: found ${show(text)}; allowed are 2026-11-24T12:05:00Z and seconds since 1970${advice}`;
  throw fault(props, line, message);
}

/** A year, and a month to compare it with. The controller looks every 15 s: that is 2.3 million times. */
const longestDays = 400;

/** The rows are in the order of time, and not so far apart that the simulation would never end. */
function checkTime(seconds: Float64Array, row: number, text: string, props: CsvProps): void {
  const [first = 0, before = 0, now = 0] = [seconds[0], seconds[row - 1], seconds[row]];
  if (row > 0 && now <= before) {
    throw fault(props, row + 2, `time: found ${text}, which is not after the row before; sort by time`);
  }
  const days = (now - first) / 86_400;
  if (days > longestDays) {
    const message = `time: found ${text}, ${Math.floor(days)} days after the first row; allowed are ${longestDays}; cut the trace, and leave out what lies before a gap`;
    throw fault(props, row + 2, message);
  }
}

/** Above these a sum over replicas is no longer exact. */
const largestValue = 1e15;

function readNumber(text: string | undefined, column: string, props: CsvProps, line: number): number {
  const number = Number(text);
  if (/^[+]?[\d.]+(e[-+]?\d+)?$/i.test(text ?? '') && number <= largestValue) return number;
  const message = `${column}: found ${show(text)}; allowed are numbers from 0 to 1e15, or nothing where the metric was missing`;
  throw fault(props, line, message);
}

function readReplicas(text: string | undefined, props: CsvProps, line: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text ?? '') && number <= mostReplicas) return number;
  throw fault(
    props,
    line,
    `replicas: found ${show(text)}; allowed are whole numbers from 0 to ${mostReplicas}; correct it`,
  );
}

function fault({ file }: CsvProps, line: number, message: string): Error {
  return badInput({ file, line, message });
}
