import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';
import { formatPath, type Path } from '../path.ts';
import { LineMap } from './line-map.ts';

/** A mapping or a list around the current event. */
interface Frame {
  readonly path: Path;
  readonly isList: boolean;
  /** The key or the index of the next value; undefined in a mapping before its next key. */
  next: string | number | undefined;
}

/** The lines of the keys of a YAML document that `parseYaml` accepts. Keys inside an alias have no line. */
export function linesOfYaml(text: string): LineMap {
  const lines = new LineMap(text);
  const frames: Frame[] = [];
  for (const event of parseEvents(text, {})) {
    if (event.type === EVENT_ID.POP) frames.pop();
    else if (event.type !== EVENT_ID.DOCUMENT) visit(event, text, frames, lines);
  }
  return lines;
}

function visit(event: Event, text: string, frames: Frame[], lines: LineMap): void {
  const parent = frames.at(-1);
  if (parent && parent.next === undefined) {
    parent.next = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
    lines.set(formatPath([...parent.path, parent.next]), startOf(event));
    return;
  }
  const path = parent?.next === undefined ? [] : [...parent.path, parent.next];
  if (parent?.isList) lines.set(formatPath(path), startOf(event));
  if (parent) parent.next = typeof parent.next === 'number' ? parent.next + 1 : undefined;
  if (event.type === EVENT_ID.SEQUENCE) frames.push({ path, isList: true, next: 0 });
  if (event.type === EVENT_ID.MAPPING) frames.push({ path, isList: false, next: undefined });
}

function startOf(event: Event): number {
  if ('start' in event) return event.start;
  return 'valueStart' in event ? event.valueStart : 0;
}
