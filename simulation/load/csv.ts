import { parse } from 'csv-parse/sync';
import { badInput } from '../../config/problem.ts';
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
 * Reads a recorded trace: a column `time` (ISO 8601, or seconds since 1970), a column for each metric, and maybe one
 * `replicas` with the count that the metrics were seen at. An empty field is a metric that was missing.
 *
 * A metric that is not shared is of the whole application, as Prometheus returns it.
 *
 * @throws BadInput with the line and what is wrong with it.
 */
export function readCsv(text: string, props: CsvProps): Trace {
  const rows = parseRows(text, props);
  const [header = [], ...body] = rows;
  const position = columns(header, props);
  if (body.length === 0) throw fault(props, 1, 'found no row under the header; add one a sample');
  const seconds = new Float64Array(body.length);
  const metrics = props.metrics.map(metric => ({
    ...metric,
    column: header.indexOf(metric.name),
    values: new Float64Array(body.length).fill(Number.NaN),
  }));
  body.forEach((fields, row) => {
    const line = row + 2;
    seconds[row] = readTime(fields[position.time] ?? '', props, line);
    if (row > 0 && (seconds[row] ?? 0) <= (seconds[row - 1] ?? 0)) {
      throw fault(
        props,
        line,
        `found ${fields[position.time]}, which is not after the row before; sort by time`,
      );
    }
    const seenAt =
      position.replicas < 0 ? props.replicas : readNumber(fields[position.replicas], 'replicas', props, line);
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
    throw badInput({ file: props.file, message: `no CSV: ${(error as Error).message}` });
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

function readTime(text: string, props: CsvProps, line: number): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text) / 1000;
  if (Number.isFinite(seconds)) return seconds;
  const message = `time: found ${JSON.stringify(text)}; allowed are 2026-11-24T12:05:00Z and seconds since 1970`;
  throw fault(props, line, message);
}

function readNumber(text: string | undefined, column: string, props: CsvProps, line: number): number {
  const number = Number(text);
  if (text !== '' && Number.isFinite(number) && number >= 0) return number;
  const message = `${column}: found ${JSON.stringify(text)}; allowed are numbers from 0, or nothing where the metric was missing`;
  throw fault(props, line, message);
}

function fault({ file }: CsvProps, line: number, message: string): Error {
  return badInput({ file, line, message });
}
