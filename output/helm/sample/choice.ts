import { createHash } from 'node:crypto';
import { call, type Expression, type Field, inside, values, variable } from '../template/expression.ts';

/** What a choice may be. */
export type Word = string | number | boolean;

/** One value for each choice. */
export type Choices = Readonly<Record<string, Word>>;

/** What a template asks, and whether the answer is yes. Default: where the choice is made, or `true`. */
export type Asked = readonly [template: Expression, yes?: (made: Word, choices: Choices) => boolean];

/** How templates go through a list or a map. */
export interface Round {
  /** Variable of the key. - none: only the item is needed. */
  readonly key?: string;
  /** Variable of the item. */
  readonly item: string;
  /** What is gone through. - none: the value itself. */
  readonly over?: Expression;
  /** Keys of the items whose words tell one kind of item from another: each kind has its own loop. */
  readonly kinds?: readonly string[];
  /** Whether a fixed key of the same name yields to one of the loop. Default: false, the fixed one stays. */
  readonly replaces?: boolean;
  /** Whether no key of it is ever a fixed one, as the schema sees to. Default: false. */
  readonly isApart?: boolean;
  /** Whether each round is an item of the list that holds the marker, and not of a list around it. Default: false. */
  readonly isInnermost?: boolean;
}

/** What a sample environment says at a place: whether a key, list or map is there; or a value, or `true` for a marker. */
export type Say = (made: Word, choices: Choices) => Word;

/** Something that an environment may choose, as far as constructs branch on it. */
export interface Choice {
  /** Values that stand for all others; one that is here twice is tried twice as often. Default: false and true. */
  readonly domain?: readonly Word[];
  /** What it is, given what was drawn for it and for the others. Default: as drawn. */
  readonly made?: (drawn: Word, choices: Choices) => Word;
  /** What the sample environment says, by place. */
  readonly says?: Readonly<Record<string, Say>>;
  /** How templates ask for it. The first question is also whether there is anything in the lists and maps that it says. */
  readonly asks?: readonly Asked[];
  /** How templates go through the lists and maps at these places. - of others: by names made from their keys. */
  readonly rounds?: Readonly<Record<string, Round | typeof whole>>;
  /** What constructs compute of a number that is not a marker in some samples, and of its marker. */
  readonly computed?: { readonly template: (field: Field) => Expression; readonly of: (made: Word) => Word };
}

/** A list or a map that templates copy as it is. */
export const whole = 'whole';

/** The variables that hold the name of an application and the application. */
export const name = variable('$name', 'word', ['application']);
export const app = variable('$app', 'data', ['application'], 'applications.*');

/** The variables that hold the name of a database and the database. */
export const cluster = variable('$cluster', 'word', ['databases']);
export const database = variable('$database', 'data', ['databases'], 'databases.*');
/** The variables that hold the name of a cache and the cache. */
export const cacheName = variable('$cacheName', 'word', ['caches']);
export const cache = variable('$cache', 'data', ['caches'], 'caches.*');

/** What places of these begin with. */
const starts: readonly (readonly [prefix: string, start: Field])[] = [
  ['applications.*.', app],
  ['databases.*.', database],
  ['caches.*.', cache],
];

/**
 * A value at a place such as `applications.*.host`. A question mark stands behind a key that may be missing:
 * `database?.backup?.endpoint`.
 */
export function value(place: string): Field {
  const [prefix, start] = starts.find(([prefix]) => place.startsWith(prefix)) ?? ['', values];
  const keys = place.slice(prefix.length).split('.');
  const field = keys.reduce((outer, key) => inside(outer, key.replace('?', ''), 'data'), start);
  const uncertain = keys.findIndex(key => key.endsWith('?'));
  return uncertain === -1 ? field : { ...field, certain: start.path.length + uncertain };
}

/** Whether a value is the word that was chosen. */
export function isWord(field: Field, word: Word): Asked {
  return [call('eq', field, word), made => made === word];
}

/** The value that is drawn for a choice in a sample: it looks like chance, and is always the same. */
export function drawn(choice: string, { domain = [false, true] }: Choice, sample: number): Word {
  const digest = createHash('sha256').update(`${choice} ${sample}`).digest();
  return domain[digest.readUInt32BE(0) % domain.length] ?? false;
}

/**
 * Choices of a sample, made consistent with each other. Each is drawn for itself, so that a further one leaves all
 * others, and with them the order of what is printed, as they are.
 */
export function choicesOf(table: Readonly<Record<string, Choice>>, sample: number): Record<string, Word> {
  const entries = Object.entries(table);
  const choices = Object.fromEntries(entries.map(([id, choice]) => [id, drawn(id, choice, sample)]));
  for (const [id, { made }] of entries) if (made) choices[id] = made(choices[id] ?? false, choices);
  return choices;
}

/** Id of a question: that of its choice, with a number where it is not the first. */
export function questionId(choice: string, index = 0): string {
  const id = [...choice]
    .map(letter => (letter === letter.toLowerCase() ? letter : `-${letter.toLowerCase()}`))
    .join('');
  return index === 0 ? id : `${id}-${index + 1}`;
}
