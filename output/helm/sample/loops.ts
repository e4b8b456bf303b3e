import {
  call,
  type Expression,
  type Field,
  inside,
  literal,
  piped,
  variable,
} from '../template/expression.ts';
import { loopsOf } from '../template/inspect.ts';
import { app, isWord, name, questionId, type Round, value } from './choice.ts';
import { type Fields, type Shape, typeOfShape, type Word } from './shape.ts';

/** A list or a map that templates go through, and the names of what each round sees. */
export interface Loop extends Pick<Round, 'replaces' | 'isApart' | 'isInnermost'> {
  readonly id: string;
  /** The key or the index. - none: only the item is needed. */
  readonly key?: Field;
  readonly item: Field;
  /** What is gone through. */
  readonly over: Expression;
  /** What must hold of an item. - none: all of them. */
  readonly filter?: Expression;
  /** Id of the question whether there is anything to go through. - none: always. */
  readonly question?: string;
}

/** The application that templates are about uses another one, and is used by a third. */
export const used = variable('$used', 'word', ['application', 'used']);
export const caller = variable('$caller', 'word', ['application', 'caller']);

const stores = call('list', literal('database'), literal('cache'));

const applications: readonly Loop[] = [
  { id: 'application', key: name, item: app, over: value('applications') },
  {
    id: 'used',
    item: used,
    over: piped('sortAlpha', value('applications.*.uses')),
    filter: call('not', call('has', used, stores)),
    question: questionId('usesApplication'),
  },
  {
    id: 'caller',
    item: caller,
    over: piped('default', call('list'), call('get', variable('$callers', 'data'), name)),
    question: questionId('isUsed'),
  },
];

/** A kind of the items of a list: the words that tell it from others, by key. */
export type Kind = Readonly<Record<string, Word>>;

/** What a list or a map is to those that go through it. */
export type Collection = Extract<Shape, { kind: 'map' | 'list' }>;

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
  const over = shape.kind === 'list' && shape.isAlsoItem ? listOf(list) : list;
  const { key, item, over: other, kinds: _kinds, ...kept } = round;
  return {
    ...kept,
    id,
    ...(key !== undefined && { key: variable(key, 'text', loops) }),
    item: variable(item, typeOfShape(shape.item), loops, `${field.at}.*`),
    over: other ?? over,
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

/** The list itself, or one of the only item. */
function listOf(field: Field): Expression {
  return call('ternary', call('list', field), field, call('kindIs', literal('string'), field));
}

/** The loop through the items of one kind. */
export function ofKind(loop: Loop, kind: Kind): Loop {
  const asked = Object.entries(kind).map(([key, word]) => isWord(inside(loop.item, key, 'word'), word));
  const [only] = asked;
  return { ...loop, filter: asked.length === 1 && only ? only : call('and', ...asked) };
}

/** Every kind that some objects may be, by the words of these keys. */
export function kindsOf(alternatives: readonly Fields[], keys: readonly string[]): Kind[] {
  return alternatives.flatMap(fields => {
    return keys.reduce<Kind[]>(
      (kinds, key) => {
        const shape = fields[key]?.shape;
        const words = shape?.kind === 'scalar' ? shape.words : undefined;
        return words === undefined
          ? kinds
          : kinds.flatMap(kind => words.map(word => ({ ...kind, [key]: word })));
      },
      [{}],
    );
  });
}

/** All loops by id; samples and operations add theirs. */
export class Loops {
  private readonly byId = new Map(applications.map(loop => [loop.id, loop]));

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
