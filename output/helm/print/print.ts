import type { Branch, Entry, Item, Node, Presence } from '../merge/node.ts';
import type { Definitions } from '../sample/definitions.ts';
import type { Symbols } from '../sample/symbols.ts';
import { call, type Expression, literal, piped } from '../template/expression.ts';
import { typeOf } from '../template/inspect.ts';
import { type Action, actionLine, type Line, line, type Token } from '../template/line.ts';
import { Conditions, textOfWrapper, type Wrapped, type Wrapper, when, wrapAll } from './directive.ts';
import { writeKey, writeLine, writeScalar, written } from './scalar.ts';

/** How a map that is only data differs: of a key that comes twice the last one counts. */
export interface Style {
  readonly isData: boolean;
}

/** Entries that stand in the same branches. */
type Group = [Entry, ...Entry[]];

/** Writes trees as templates, each line indented as in the object. */
export class Printer {
  readonly conditions = new Conditions();

  constructor(
    private readonly symbols: Symbols,
    private readonly definitions: Definitions,
    private readonly style: Style = { isData: false },
  ) {}

  /** The lines of a map or a list at an indentation. */
  print(node: Node, indent: string, open: readonly string[]): Line[] {
    const block = this.blockOf(node);
    if (block !== undefined) {
      const value = piped('nindent', literal(indent.length), piped('trim', block));
      return [actionLine(indent, { kind: 'print', value })];
    }
    if (node.kind === 'map') return this.map(node.entries, indent, open);
    if (node.kind === 'list' && node.items.length === 0) return [line(indent, '[]')];
    if (node.kind === 'list')
      return this.wrapAll(
        node.items.map(item => this.item(item, indent, open)),
        indent,
      );
    throw new Error(`expected a map or a list, found a ${node.kind}`);
  }

  wrappers(presence: Presence, open: readonly string[], fixed: readonly string[] = []): Wrapper[] {
    return this.conditions.wrappers(presence, open, fixed);
  }

  wrapAll(parts: readonly Wrapped[], indent: string): Line[] {
    return wrapAll(parts, indent, lines => this.definitions.readBy(lines, 'each application'));
  }

  private map(entries: readonly Entry[], indent: string, open: readonly string[]): Line[] {
    if (entries.length === 0) return [line(indent, '{}')];
    const looped = entries.filter(({ loops }) => loops.length > 0);
    const fixed = entries.filter(({ loops }) => loops.length === 0).map(({ key }) => key);
    const { isData } = this.style;
    const sorted = isData
      ? [...entries.filter(entry => !looped.includes(entry)), ...looped]
      : unconditionalFirst(entries);
    const parts = this.together(sorted, open).flatMap(group => {
      const [entry] = group;
      const outer = [
        ...this.wrappers(entry, open, isData || entry.loops.length === 0 ? [] : fixed),
        ...(isData ? [] : guardsOf(entry, looped)),
      ];
      const inside = this.entry(group, indent, [...open, ...entry.loops.map(({ id }) => id)]);
      return [{ wrappers: outer, lines: inside }];
    });
    return this.wrapAll(parts, indent);
  }

  private entry(group: Group, indent: string, open: readonly string[]): Line[] {
    const [{ key, node }] = group;
    if (node.kind !== 'choice') return this.keyed(writeKey(key, this.symbols), node, indent, open);
    return this.branches(node.branches, indent, open, index =>
      group.flatMap(({ key, node }) => {
        const branch = node.kind === 'choice' ? node.branches[index] : undefined;
        return branch === undefined ? [] : this.keyed(writeKey(key, this.symbols), branch.node, indent, open);
      }),
    );
  }

  /** `if … else if … else`, each with its lines. */
  private branches(
    branches: readonly Branch[],
    indent: string,
    open: readonly string[],
    linesOf: (index: number) => readonly Line[],
  ): Line[] {
    const lines = this.actionsOf(branches, open).flatMap((action, index) => [
      actionLine(indent, action),
      ...linesOf(index),
    ]);
    return [...lines, actionLine(indent, { kind: 'end' })];
  }

  private actionsOf(branches: readonly Branch[], open: readonly string[]): Action[] {
    return branches.map(({ condition }, index): Action => {
      if (condition === undefined) return { kind: 'else' };
      const asked = this.conditions.asked(condition, open.includes('application'));
      return { kind: index === 0 ? 'if' : 'else if', condition: asked };
    });
  }

  /** Neighbors that are one of several things on the same conditions. */
  private together(entries: readonly Entry[], open: readonly string[]): Group[] {
    const isReplaced = entries.some(({ loops }) => loops.some(({ replaces }) => replaces));
    const conditionsOf = (entry: Entry): string => {
      const [first, ...others] = isReplaced ? [] : this.actionsOf(branchesAlways(entry), open);
      return first ? (textOfWrapper([first, ...others]) ?? '') : '';
    };
    const groups: Group[] = [];
    for (const entry of entries) {
      const last = groups.at(-1);
      const conditions = conditionsOf(entry);
      if (last !== undefined && conditions !== '' && conditions === conditionsOf(last[0])) last.push(entry);
      else groups.push([entry]);
    }
    return groups;
  }

  private keyed(key: readonly Token[], node: Node, indent: string, open: readonly string[]): Line[] {
    const inner = `${indent}  `;
    if (node.kind === 'scalar') {
      return written([indent, ...key, ': '], writeScalar(node.value, this.symbols, inner));
    }
    if (node.kind === 'lines') {
      const style = node.isEnded ? ': |' : ': |-';
      return [line(indent, ...key, style), ...this.lines(node.items, inner, open)];
    }
    const isEmpty =
      (node.kind === 'map' && node.entries.length === 0) || (node.kind === 'list' && node.items.length === 0);
    if (isEmpty) return [line(indent, ...key, node.kind === 'map' ? ': {}' : ': []')];
    return [line(indent, ...key, ':'), ...this.print(node, inner, open)];
  }

  private lines(items: readonly Item[], indent: string, open: readonly string[]): Line[] {
    const lineOf = (node: Node) =>
      line(indent, ...(node.kind === 'scalar' ? writeLine(String(node.value), this.symbols) : []));
    const parts = items.map((item): Wrapped => {
      const { node } = item;
      const wrappers = this.wrappers(item, open);
      if (node.kind !== 'choice') return { wrappers, lines: [lineOf(node)] };
      const { branches } = node;
      const lines = this.branches(branches, indent, open, index =>
        branches.slice(index, index + 1).map(branch => lineOf(branch.node)),
      );
      return { wrappers, lines };
    });
    return this.wrapAll(parts, indent);
  }

  private item(item: Item, indent: string, outer: readonly string[]): Wrapped {
    const wrappers = this.wrappers(item, outer);
    const open = [...outer, ...item.loops.map(({ id }) => id)];
    const { node } = item;
    const inner = `${indent}  `;
    if (node.kind === 'choice') {
      const { branches } = node;
      const linesOf = (chosen: Node) => this.item({ node: chosen, loops: [] }, indent, open).lines;
      const lines = this.branches(branches, indent, open, index =>
        branches.slice(index, index + 1).flatMap(branch => linesOf(branch.node)),
      );
      return { wrappers, lines };
    }
    if (node.kind === 'scalar') {
      return { wrappers, lines: written([indent, '- '], writeScalar(node.value, this.symbols, inner)) };
    }
    const lines = this.print(node, inner, open);
    const [first, ...rest] = lines;
    if (first === undefined || isDirective(first)) return { wrappers, lines: [line(indent, '-'), ...lines] };
    const [, ...tokens] = first.tokens;
    return { wrappers, lines: [{ hanging: inner, ...first, tokens: [indent, '- ', ...tokens] }, ...rest] };
  }

  /** What prints a part as a whole. */
  private blockOf(node: Node): Expression | undefined {
    const parts = node.kind === 'map' ? node.entries : node.kind === 'list' ? node.items : [];
    const [first] = parts;
    if (first === undefined || parts.length > 1) return undefined;
    if (node.kind === 'list' && first.node.kind === 'map') return this.blockOf(first.node);
    const value = first.node.kind === 'scalar' ? first.node.value : undefined;
    const key = 'key' in first ? first.key : value;
    if (key !== value && key !== 'name' && key !== 'key') return undefined;
    const expression = this.symbols.expressionOf(value);
    return expression && typeOf(expression) === 'block' ? expression : undefined;
  }
}

/** Whether a line begins with an action that takes away the line break before it. */
function isDirective({ tokens: [, first] }: Line): boolean {
  return typeof first === 'object' && first.trims;
}

/** A fixed key is left out where a loop brings one of that name that replaces it. */
function guardsOf({ key, loops }: Entry, looped: readonly Entry[]): Wrapper[] {
  if (loops.length > 0) return [];
  const replacing = looped.flatMap(entry => entry.loops.filter(({ replaces }) => replaces));
  return replacing.map(({ over }) => when(call('not', call('hasKey', over, literal(key)))));
}

/** So that an item of a list begins with a line that is always there. */
function unconditionalFirst(entries: readonly Entry[]): readonly Entry[] {
  const [first] = entries;
  if (first === undefined || isPlain(first)) return entries;
  const plain = entries.find(isPlain);
  return plain === undefined ? entries : [plain, ...entries.filter(entry => entry !== plain)];
}

/** What an entry that is always there is one of. */
function branchesAlways({ condition, loops, node }: Entry): readonly Branch[] {
  return node.kind === 'choice' && condition === undefined && loops.length === 0 ? node.branches : [];
}

function isPlain({ condition, loops, node }: Entry): boolean {
  return condition === undefined && loops.length === 0 && node.kind !== 'choice';
}
