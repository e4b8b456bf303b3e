import {
  call,
  type Expression,
  type Field,
  include,
  inside,
  piped,
  variable,
} from '../template/expression.ts';
import { joinedBy, loopsOf } from '../template/inspect.ts';
import {
  app,
  cache,
  cacheName,
  cluster,
  database,
  name,
  questionId,
  type Round,
  value,
  type Word,
} from './choice.ts';
import { type Collection, type Fields, typeOfShape, wordsOf } from './shape.ts';

/** A list or a map that templates go through, and the names of what each round sees. */
export interface Loop extends Pick<Round, 'replaces' | 'isApart' | 'isInnermost'> {
  readonly id: string;
  /** The key or the index. - none: only the item is needed. */
  readonly key?: Field;
  readonly item: Field;
  /** What is gone through. */
  readonly over: Expression;
  /** The same for what goes through it as a whole, such as an object for each item. - none: it is always there. */
  readonly overIfThere?: Expression;
  /** What must hold of an item. - none: all of them. */
  readonly filter?: Expression;
  /** Id of the question whether there is anything to go through. - none: always. */
  readonly question?: string;
}

/** The application that templates are about uses another one, and is used by a third. */
export const used = variable('$used', 'word', ['application', 'used']);
export const caller = variable('$caller', 'word', ['application', 'caller']);

/** The application that the one in question uses. */
export const usedApplication: Field = { ...app, of: call('get', value('applications'), used) };

const ofUsedPort = ['application', 'used', 'used port'];

/** The named ports of that one. */
export const usedPort = {
  id: 'used port',
  key: variable('$usedPortName', 'text', ofUsedPort),
  item: variable('$usedPort', 'data', ofUsedPort, 'applications.*.ports.*'),
  over: inside(usedApplication, 'ports', 'data'),
  question: questionId('usedHasPorts'),
  isInnermost: true,
} as const;

/** Loops that questions are asked about as a whole, too: whether any of their items fulfills one. */
export const wholeLoops: readonly string[] = ['application', 'databases', 'caches'];

/** The variables of these loops, by the key of an operand that gives them to a named template. */
export const variablesOfLoop: Readonly<Record<string, readonly (readonly [key: string, variable: Field])[]>> =
  {
    application: [
      ['name', name],
      ['app', app],
    ],
    databases: [
      ['cluster', cluster],
      ['database', database],
    ],
    caches: [
      ['cacheName', cacheName],
      ['cache', cache],
    ],
  };

const known: readonly Loop[] = [
  {
    id: 'databases',
    key: cluster,
    item: database,
    over: piped('fromJson', include('databases')),
    question: questionId('isThere'),
  },
  {
    id: 'caches',
    key: cacheName,
    item: cache,
    over: piped('fromJson', include('caches')),
    question: questionId('hasCache'),
  },
  { id: 'application', key: name, item: app, over: value('applications') },
  {
    id: 'used',
    item: used,
    over: piped('sortAlpha', value('applications.*.uses')),
    filter: call('hasKey', value('applications'), used),
    question: questionId('usesApplication'),
  },
  usedPort,
  {
    id: 'caller',
    item: caller,
    over: piped('default', call('list'), call('get', variable('$callers', 'data'), name)),
    question: questionId('isUsed'),
  },
];

/** A kind of the items of a list: the words that tell it from others, by key. */
export type Kind = Readonly<Record<string, Word>>;

/** The loop that goes through a list or a map. */
export function loopThrough(
  shape: Collection,
  field: Field,
  id: string,
  question: string | undefined,
  round: Round = roundOf(field),
): Loop {
  const loops = [...loopsOf(field), id];
  const list: Field = { ...field, type: 'data' };
  const isItem = call('kindIs', 'string', list);
  const { key, item, over, kinds: _kinds, ...marks } = round;
  return {
    ...marks,
    id,
    ...(key !== undefined && { key: variable(key, 'text', loops) }),
    item: variable(item, typeOfShape(shape.item), loops, `${field.at}.*`),
    over: over ?? (shape.isAlsoItem ? call('ternary', call('list', list), list, isItem) : list),
    ...(question !== undefined && { question }),
  };
}

/** Names for a list or a map that no choice has names for: `$volume` and `$volumeName` for `volumes`. */
function roundOf({ path }: Field): Round {
  const plural = path.at(-1) ?? '';
  const singular = plural.endsWith('s') ? plural.slice(0, -1) : `${plural}Item`;
  const item = taken.has(singular) ? `${singular}Item` : singular;
  return { key: `$${item}Name`, item: `$${item}` };
}

/** Names of variables that mean something else. */
const taken = new Set(['app', 'caller', 'metric', 'name', 'pod', 'policie', 'rule', 'step', 'used']);

/** The loop through the items of one kind. */
export function ofKind(loop: Loop, kind: Kind): Loop {
  const asked = Object.entries(kind).map(([key, word]) => call('eq', inside(loop.item, key, 'word'), word));
  return { ...loop, filter: joinedBy('and', asked) };
}

/** Every kind that some objects may be, by the words of these keys. */
export function kindsOf(alternatives: readonly Fields[], keys: readonly string[]): [Fields, Kind][] {
  return alternatives.flatMap(fields => {
    const extended = (kinds: readonly Kind[], key: string) =>
      kinds.flatMap(kind => wordsOf(fields, key).map((word): Kind => ({ ...kind, [key]: word })));
    const known = keys.filter(key => wordsOf(fields, key).length > 0);
    return known.reduce(extended, [{}]).map((kind): [Fields, Kind] => [fields, kind]);
  });
}

/** All loops by id; samples and operations add theirs. */
export class Loops {
  private readonly byId = new Map(known.map(loop => [loop.id, loop]));

  add(loop: Loop): void {
    this.byId.set(loop.id, loop);
  }

  /** @throws for an id that no loop was added for. */
  get(id: string): Loop {
    const loop = this.byId.get(id);
    if (loop === undefined)
      throw new Error(`expected the id of a loop, found ${id}; add the loop before it is asked for`);
    return loop;
  }
}
