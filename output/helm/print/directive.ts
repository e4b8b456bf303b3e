import type { Condition } from '../merge/conditions.ts';
import type { Presence } from '../merge/merge.ts';
import { type Loop, variablesOfLoop, wholeLoops } from '../sample/loops.ts';
import { call, dict, type Expression, include, literal, root } from '../template/expression.ts';
import { joinedBy, negationOf } from '../template/inspect.ts';
import { type Action, actionLine, type Line, textOfAction } from '../template/line.ts';

/** What stands around lines: an `if`, or a `range` with what must hold of each round. */
export type Wrapper = readonly [Action, ...Action[]];

/** Lines that stand within wrappers, from the outermost to the innermost. */
export interface Wrapped {
  readonly wrappers: readonly Wrapper[];
  readonly lines: readonly Line[];
}

export function when(condition: Expression): Wrapper {
  return [{ kind: 'if', condition }];
}

/** A loop, without the keys that stand next to it. */
export function through(loop: Loop, fixed: readonly string[] = []): Wrapper {
  const { key, item, over, filter, replaces, isApart } = loop;
  const filters = filter === undefined ? [] : [filter];
  if (key && !replaces && !isApart && fixed.length > 0) {
    filters.push(call('not', call('has', key, call('list', ...fixed.map(literal)))));
  }
  return [{ kind: 'range', ...(key && { key }), item, over }, ...filters.flatMap(when)];
}

/** Ids of the loops that a question is about as a whole, outside of them. */
function asWhole(condition: Condition, open: readonly string[]): string[] {
  const loops = loopsOfCondition(condition);
  return wholeLoops.filter(loop => loops.has(loop) && !open.includes(loop));
}

/** A name for a condition, of the ids of its questions. */
function nameOf(condition: Condition): string {
  if (condition.kind !== 'question') return condition.parts.map(nameOf).join(`-${condition.kind}-`);
  return condition.negated ? `not-${condition.question.id}` : condition.question.id;
}

/** A question about all items of loops. */
export interface Asked {
  /** What a template asks of each item. */
  readonly condition: Expression;
  /** Ids of the loops that it goes through. */
  readonly loops: readonly string[];
  /** Ids of the loops whose variables it is given. */
  readonly known: readonly string[];
}

/** Ids of the loops that questions of a condition may only be asked in. */
function loopsOfCondition(condition: Condition): ReadonlySet<string> {
  if (condition.kind === 'question') return new Set(condition.question.loops);
  return new Set(condition.parts.flatMap(part => [...loopsOfCondition(part)]));
}

/** Conditions as what templates ask, and the questions about all items of a loop that they ask by name. */
export class Conditions {
  /** What a template asks, by the name of the template that asks whether it holds of any. */
  readonly ofAny = new Map<string, Asked>();

  /** A condition in these loops. */
  asked(condition: Condition, open: readonly string[]): Expression {
    if (condition.kind === 'question') {
      const { question, negated } = condition;
      const asked = asWhole(condition, open).length > 0 ? this.any([condition], open) : question.template;
      return negated ? call('not', asked) : asked;
    }
    const { kind, parts } = condition;
    const ofAny = kind === 'and' ? parts.filter(part => asWhole(part, open).length > 0) : [];
    const together = ofAny.length > 1 ? ofAny : [];
    const others = parts.filter(part => !together.some(other => other === part));
    const operands = others.map(part => this.asked(part, open));
    return joinedBy(kind, [...operands, ...(together.length > 0 ? [this.any(together, open)] : [])]);
  }

  /** Whether any item fulfills all of these. */
  private any(parts: readonly Condition[], open: readonly string[]): Expression {
    const loops = wholeLoops.filter(loop => parts.some(part => asWhole(part, open).includes(loop)));
    const needed = new Set(parts.flatMap(part => [...loopsOfCondition(part)]));
    const known = wholeLoops.filter(loop => open.includes(loop) && needed.has(loop));
    const name = [`any-${parts.map(nameOf).join('-and-')}`, ...known.map(loop => `of-${loop}`)].join('-');
    const ofEach = parts.map(part => this.asked(part, [...open, ...loops]));
    this.ofAny.set(name, { condition: joinedBy('and', ofEach), loops, known });
    if (known.length === 0) return include(name, root);
    const variables = known.flatMap(loop => variablesOfLoop[loop] ?? []);
    return include(name, dict({ root, ...Object.fromEntries(variables) }));
  }

  /** What stands around something that is not always there, or more than once. */
  wrappers(
    { condition, loops }: Presence,
    open: readonly string[],
    fixed: readonly string[] = [],
  ): Wrapper[] {
    const ranges = loops.map(loop => through(loop, fixed));
    if (condition === undefined) return ranges;
    const needed = loopsOfCondition(condition);
    const outside = loops[0]?.id === 'application' ? 1 : 0;
    const place = loops.findLastIndex(({ id }) => id !== 'application' && needed.has(id)) + 1 || outside;
    const around = loops.slice(0, place).map(({ id }) => id);
    const asked = when(this.asked(condition, [...open, ...around]));
    return [...ranges.slice(0, place), asked, ...ranges.slice(place)];
  }
}

/** Lines with what stands around them, once for neighbors that share it. `first` lines stand at the start of an application. */
export function wrapAll(
  parts: readonly Wrapped[],
  indent: string,
  first: (lines: readonly Line[]) => Line[],
): Line[] {
  const groups = neighbors(parts, ({ wrappers: [outer] }) => outer && textOfWrapper(outer));
  const within = (group: readonly Wrapped[]) => {
    const inner = group.map(({ wrappers, lines }) => ({ wrappers: wrappers.slice(1), lines }));
    return wrapAll(inner, indent, first);
  };
  const lines: Line[] = [];
  for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
    const [outer] = group[0].wrappers;
    if (outer === undefined) {
      lines.push(...group[0].lines);
      continue;
    }
    const inside = within(group);
    const [action] = outer;
    const isApplication = action.kind === 'range' && action.item.at === 'applications.*';
    lines.push(...outer.map(action => actionLine(indent, action)), ...(isApplication ? first(inside) : []));
    lines.push(...inside);
    if (groups[0] && areOpposite(outer, groups[0][0].wrappers[0])) {
      lines.push(actionLine(indent, { kind: 'else' }), ...within(groups.shift() ?? []));
    }
    lines.push(...outer.map(() => actionLine(indent, { kind: 'end' })));
  }
  return lines;
}

/** Neighbors that have the same key, together; what has none stands alone. */
export function neighbors<T>(all: readonly T[], keyOf: (item: T) => string | undefined): [T, ...T[]][] {
  const groups: [T, ...T[]][] = [];
  for (const item of all) {
    const group = groups.at(-1);
    const key = keyOf(item);
    if (group !== undefined && key !== undefined && key === keyOf(group[0])) group.push(item);
    else groups.push([item]);
  }
  return groups;
}

function textOfWrapper(wrapper: Wrapper): string {
  return wrapper.map(action => textOfAction(action)).join('\n');
}

/** Whether one of them is there where the other is not. */
function areOpposite([action]: Wrapper, other: Wrapper | undefined): boolean {
  if (action.kind !== 'if' || other === undefined) return false;
  return textOfWrapper(when(negationOf(action.condition))) === textOfWrapper(other);
}
