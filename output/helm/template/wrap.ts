import { type Line, textOfAction } from './line.ts';

/** The longest line of a template. */
export const longestLine = 160;

/** Text, and of what each of its characters is part. */
interface Marked {
  readonly text: string;
  /** As long as the text: `t` text, `A` the first character of an action, `a` the others, `q` inside of quotes. */
  readonly marks: string;
}

/** A line as template text: in several lines where it is too long. */
export function wrapped({ tokens, isFlow, hanging, names }: Line): string[] {
  const parts = tokens.map(token => {
    if (typeof token === 'string') return { text: token, marks: 't'.repeat(token.length) };
    const text = `{{${token.trims ? '-' : ''} ${textOfAction(token, names)} }}`;
    return { text, marks: marksOf(text) };
  });
  const whole = {
    text: parts.map(({ text }) => text).join(''),
    marks: parts.map(({ marks }) => marks).join(''),
  };
  const indent = `${hanging ?? indentOf(whole.text)}  `;
  return isFlow ? folded(whole, indent) : broken(whole, indent);
}

function indentOf(text: string): string {
  return text.slice(0, text.length - text.trimStart().length);
}

function marksOf(action: string): string {
  let isQuoted = false;
  const marks = [...action].map((character, index) => {
    if (character === '"' && action[index - 1] !== '\\') isQuoted = !isQuoted;
    return isQuoted ? 'q' : 'a';
  });
  return `A${marks.slice(1).join('')}`;
}

/** A flow scalar may break at any blank of its text, which YAML puts back. */
function folded(whole: Marked, indent: string): string[] {
  const { text, marks } = whole;
  if (text.length <= longestLine) return [text];
  for (let at = longestLine; at > indent.length + 40; at--) {
    const isFree = text[at] === ' ' && marks[at] === 't' && !isSpace(text[at - 1]) && !isSpace(text[at + 1]);
    if (isFree) return [text.slice(0, at), ...folded(after(whole, at + 1, indent), indent)];
  }
  return broken(whole, indent);
}

/** `{{-` takes the line break before it away again. Breaks where an action begins as far as one does. */
function broken(whole: Marked, indent = `${indentOf(whole.text)}  `): string[] {
  const { text, marks } = whole;
  if (text.length <= longestLine) return [text];
  const at = placeToBreak(whole, indent.length);
  const isAction = marks[at] !== 't';
  const from = marks[at] === 'A' ? at + '{{ '.length : isAction ? at + 1 : at;
  const start = marks[at] === 'A' ? `${indent}{{- ` : isAction ? indent : `${indent}{{- "" }}`;
  return [text.slice(0, at), ...broken(after(whole, from, start))];
}

function after({ text, marks }: Marked, from: number, start: string): Marked {
  const mark = start.trim() === '' || marks[from] === 't' ? 't' : 'a';
  return { text: `${start}${text.slice(from)}`, marks: `${mark.repeat(start.length)}${marks.slice(from)}` };
}

/** @throws for a line that has no such place. */
function placeToBreak({ text, marks }: Marked, from: number): number {
  const least = Math.max(40, from + 12);
  const places = Array.from({ length: longestLine - 4 - least }, (_, index) => longestLine - 4 - index);
  const isText = (at: number) => marks[at] === 't' && !isSpace(text[at]) && !'{}'.includes(text[at] ?? '');
  const isAction = (at: number) =>
    marks[at] === 'A' && text.startsWith('{{ ', at) && text[at - 1]?.trim() !== '';
  const isOther = (at: number) => (marks[at] === 'a' ? text[at] === ' ' : isText(at) && isText(at - 1));
  const place = places.find(isAction) ?? places.find(isOther);
  if (place === undefined)
    throw new Error(`expected a place to break within ${longestLine} characters, found none: ${text}`);
  return place;
}

/** White space, or the backslash of an escape. */
function isSpace(character = ''): boolean {
  return character.trim() === '' || character === '\\';
}
