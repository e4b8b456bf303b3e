import type { Loop } from './loops.ts';

export const eachApplication = 'range $name, $app := $.Values.applications';

export function headerOf({ key, item, over }: Loop): string {
  return `range ${key ? `${key}, ` : ''}${item} := ${over}`;
}

export function filterOf({ filter, key, replaces, isApart }: Loop, fixed: readonly string[]): string[] {
  const own = filter === undefined ? [] : [`if ${filter}`];
  if (replaces || isApart || fixed.length === 0) return own;
  return [...own, `if not (has ${key} (list ${fixed.map(name => `"${name}"`).join(' ')}))`];
}

export function withoutParentheses(text: string): string {
  if (!text.startsWith('(')) return text;
  let depth = 0;
  for (const [index, character] of [...text].entries()) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) return index === text.length - 1 ? text.slice(1, -1) : text;
  }
  return text;
}

/** `a and (b and c)` without the inner parentheses. */
export function flattened(kind: 'and' | 'or', operand: string): string {
  return operand.startsWith(`(${kind} `) ? withoutParentheses(operand).slice(kind.length + 1) : operand;
}

export function opposite(wrapper: string): string | undefined {
  if (!wrapper.startsWith('if ')) return undefined;
  const condition = wrapper.slice(3);
  if (condition.startsWith('not ')) return `if ${withoutParentheses(condition.slice(4))}`;
  return `if not ${/[ ]/.test(condition) ? `(${condition})` : condition}`;
}
