import type { Condition } from '../merge/conditions.ts';
import type { Presence } from '../merge/node.ts';
import type { Loop } from '../sample/loops.ts';
import { call, type Expression, include, literal, root } from '../template/expression.ts';
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
export function through(
  { key, item, over, filter, replaces, isApart }: Loop,
  fixed: readonly string[],
): Wrapper {
  const range: Action = { kind: 'range', ...(key && { key }), item, over };
  const filters = filter === undefined ? [] : [filter];
  if (key && !replaces && !isApart && fixed.length > 0) {
    filters.push(call('not', call('has', key, call('list', ...fixed.map(literal)))));
  }
  return [range, ...filters.map((condition): Action => ({ kind: 'if', condition }))];
}

export function textOfWrapper(wrapper: Wrapper | undefined): string | undefined {
  return wrapper?.map(action => textOfAction(action)).join('\n');
}

/** The wrapper of what is there where another is not. */
export function oppositeOf([action]: Wrapper): Wrapper | undefined {
  return action.kind === 'if' ? when(negationOf(action.condition)) : undefined;
}

/** Conditions as what templates ask, and the questions about all applications that they ask by name. */
export class Conditions {
  /** What a template asks of each application, by the name of the template that asks whether it holds of any. */
  readonly ofAny = new Map<string, Expression>();

  asked(condition: Condition, inApplication: boolean): Expression {
    if (condition.kind === 'question') {
      const { question, negated } = condition;
      const asked = question.ofApplication && !inApplication ? this.any([condition]) : question.template;
      return negated ? call('not', asked) : asked;
    }
    const { kind, parts } = condition;
    const isOfApplication = (part: Condition) => part.kind === 'question' && part.question.ofApplication;
    const together = kind === 'and' && !inApplication ? parts.filter(isOfApplication) : [];
    if (together.length < 2) return this.joined(kind, parts, inApplication);
    const others = parts.filter(part => !together.includes(part)).map(part => this.asked(part, false));
    return joinedBy('and', [...others, this.any(together)]);
  }

  private joined(kind: 'and' | 'or', parts: readonly Condition[], inApplication: boolean): Expression {
    const operands = parts.map(part => this.asked(part, inApplication));
    return joinedBy(kind, operands);
  }

  /** Whether any application fulfills all of these. */
  private any(parts: readonly Condition[]): Expression {
    const ids = parts.map(part => (part.kind === 'question' ? part.question.id : ''));
    const name = `any-${ids.join('-and-')}`;
    this.ofAny.set(name, this.joined('and', parts, true));
    return include(name, root);
  }

  /** What stands around something that is not always there, or more than once. */
  wrappers(
    { condition, loops }: Presence,
    open: readonly string[],
    fixed: readonly string[] = [],
  ): Wrapper[] {
    const inApplication = open.includes('application') || loops.some(({ id }) => id === 'application');
    const ranges = loops.map(loop => through(loop, fixed));
    if (condition === undefined) return ranges;
    const outermost = loops[0]?.id === 'application' ? 1 : 0;
    const asked = when(this.asked(condition, inApplication));
    return [...ranges.slice(0, outermost), asked, ...ranges.slice(outermost)];
  }
}

/** Lines with what stands around them, once for neighbors that share it. `first` lines stand at the start of an application. */
export function wrapAll(
  parts: readonly Wrapped[],
  indent: string,
  first: (lines: readonly Line[]) => Line[],
): Line[] {
  const lines: Line[] = [];
  const rest = [...parts];
  const take = (wrapper: string | undefined): Line[] => {
    const end = rest.findIndex(({ wrappers: [outer] }) => textOfWrapper(outer) !== wrapper);
    const group = rest.splice(0, end === -1 ? rest.length : end);
    return wrapAll(
      group.map(({ wrappers, lines }) => ({ wrappers: wrappers.slice(1), lines })),
      indent,
      first,
    );
  };
  for (let part = rest[0]; part !== undefined; part = rest[0]) {
    const [outer] = part.wrappers;
    if (outer === undefined) {
      lines.push(...(rest.shift()?.lines ?? []));
      continue;
    }
    const inside = take(textOfWrapper(outer));
    const isApplication = outer[0].kind === 'range' && outer[0].item.at === 'applications.*';
    const opposite = textOfWrapper(oppositeOf(outer));
    const hasElse = opposite !== undefined && textOfWrapper(rest[0]?.wrappers[0]) === opposite;
    lines.push(
      ...outer.map(action => actionLine(indent, action)),
      ...(isApplication ? first(inside) : []),
      ...inside,
      ...(hasElse ? [actionLine(indent, { kind: 'else' }), ...take(opposite)] : []),
      ...outer.map(() => actionLine(indent, { kind: 'end' })),
    );
  }
  return lines;
}
