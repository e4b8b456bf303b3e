import type { Condition } from './conditions.ts';
import type { Definitions } from './definitions.ts';
import {
  eachApplication,
  filterOf,
  flattened,
  headerOf,
  opposite,
  withoutParentheses,
} from './directives.ts';
import type { Branch, Entry, Item, Node, Presence } from './node.ts';
import { wrapLine, writeKey, writeLine, writeScalar, written } from './scalar.ts';
import type { Symbols } from './symbols.ts';

/** Lines that stand within `if`s and `range`s, from the outermost to the innermost; a filtered loop is two lines. */
export interface Wrapped {
  readonly wrappers: readonly string[];
  readonly lines: readonly string[];
}

/** How a map that is only data differs: of a key that comes twice the last one counts. */
export interface Style {
  readonly isData: boolean;
}

/** Entries that stand in the same branches. */
type Group = [Entry, ...Entry[]];

/** Writes trees as templates, each line indented as in the object. */
export class Printer {
  /** Questions that were asked of all applications, by the name of the template that asks. */
  readonly anyApplication = new Map<string, string>();

  constructor(
    private readonly symbols: Symbols,
    private readonly definitions: Definitions,
    private readonly style: Style = { isData: false },
  ) {}

  /** The lines of a map or a list at an indentation. */
  print(node: Node, indent: string, open: readonly string[]): string[] {
    const block = this.blockOf(node);
    if (block !== undefined) return wrapLine(`${indent}{{- ${block} | trim | nindent ${indent.length} }}`);
    if (node.kind === 'map') return this.map(node.entries, indent, open);
    if (node.kind === 'list' && node.items.length === 0) return [`${indent}[]`];
    if (node.kind === 'list')
      return this.wrapAll(
        node.items.map(item => this.item(item, indent, open)),
        indent,
      );
    throw new Error(`no map and no list: ${node.kind}`);
  }

  /** What stands around something that is not always there, or more than once. */
  wrappers(
    { condition, loops }: Presence,
    open: readonly string[],
    excluded: readonly string[] = [],
  ): string[] {
    const inApplication = open.includes('application') || loops.some(({ id }) => id === 'application');
    const opening = loops.map(loop => [headerOf(loop), ...filterOf(loop, excluded)].join('\n'));
    if (condition === undefined) return opening;
    const when = `if ${this.condition(condition, inApplication)}`;
    const outermost = loops[0]?.id === 'application' ? 1 : 0;
    return [...opening.slice(0, outermost), when, ...opening.slice(outermost)];
  }

  wrapAll(parts: readonly Wrapped[], indent: string): string[] {
    const lines: string[] = [];
    for (let index = 0; index < parts.length; ) {
      const part = parts[index] as Wrapped;
      const [outer] = part.wrappers;
      if (outer === undefined) {
        lines.push(...part.lines);
        index += 1;
        continue;
      }
      const group = sameOuter(parts, index, outer);
      index += group.length;
      const directives = outer.split('\n');
      lines.push(...directives.flatMap(directive => wrapLine(`${indent}{{- ${directive} }}`)));
      const inside = this.wrapAll(group.map(unwrapped), indent);
      if (outer === eachApplication) lines.push(...this.definitions.readBy(inside, 'each application'));
      lines.push(...inside);
      const other = opposite(outer);
      if (other !== undefined && parts[index]?.wrappers[0] === other) {
        const otherGroup = sameOuter(parts, index, other);
        index += otherGroup.length;
        lines.push(`${indent}{{- else }}`, ...this.wrapAll(otherGroup.map(unwrapped), indent));
      }
      lines.push(...directives.map(() => `${indent}{{- end }}`));
    }
    return lines;
  }

  condition(condition: Condition, inApplication: boolean): string {
    return withoutParentheses(this.operand(condition, inApplication));
  }

  private operand(condition: Condition, inApplication: boolean): string {
    if (condition.kind === 'question') {
      const { question, negated } = condition;
      const asked = question.ofApplication && !inApplication ? this.any([condition]) : question.template;
      return negated ? `(not ${asked})` : asked;
    }
    const { kind, parts } = condition;
    const isOfApplication = (part: Condition) => part.kind === 'question' && part.question.ofApplication;
    const together = kind === 'and' && !inApplication ? parts.filter(isOfApplication) : [];
    if (together.length < 2) {
      const operands = parts.map(part => this.operand(part, inApplication));
      return `(${kind} ${operands.map(operand => flattened(kind, operand)).join(' ')})`;
    }
    const others = parts.filter(part => !together.includes(part));
    const all = [...others.map(part => this.operand(part, false)), this.any(together)];
    return all.length === 1 ? (all[0] ?? '') : `(and ${all.map(one => flattened('and', one)).join(' ')})`;
  }

  /** Whether any application fulfils all of these. */
  private any(parts: readonly Condition[]): string {
    const ids = parts.map(part => (part.kind === 'question' ? part.question.id : ''));
    const name = `slipway.any-${ids.join('-and-')}`;
    const asked = parts.map(part => this.operand(part, true)).join(' ');
    this.anyApplication.set(name, parts.length === 1 ? withoutParentheses(asked) : `and ${asked}`);
    return `(include "${name}" $)`;
  }

  private map(entries: readonly Entry[], indent: string, open: readonly string[]): string[] {
    if (entries.length === 0) return [`${indent}{}`];
    const looped = entries.filter(({ loops }) => loops.length > 0);
    const fixed = entries.filter(({ loops }) => loops.length === 0).map(({ key }) => key);
    const sorted = this.style.isData
      ? [...entries.filter(entry => !looped.includes(entry)), ...looped]
      : unconditionalFirst(entries);
    const parts = this.together(sorted, open).flatMap(group => {
      const [entry] = group;
      const excluded = !this.style.isData && entry.loops.length > 0 ? fixed : [];
      const wrappers = this.wrappers(entry, open, excluded);
      const guards = this.style.isData ? [] : this.guards(entry, looped);
      return this.entry(group, indent, [...open, ...entry.loops.map(({ id }) => id)]).map(
        ({ wrappers: inner, lines }) => ({
          wrappers: [...wrappers, ...guards, ...inner],
          lines,
        }),
      );
    });
    return this.wrapAll(parts, indent);
  }

  /** A fixed key is left out where a loop brings one of that name that replaces it. */
  private guards({ key, loops }: Entry, looped: readonly Entry[]): string[] {
    if (loops.length > 0) return [];
    const over = looped
      .flatMap(entry => entry.loops.filter(({ replaces }) => replaces))
      .map(loop => loop.over);
    return over.map(map => `if not (hasKey ${map} "${key}")`);
  }

  private entry(group: Group, indent: string, open: readonly string[]): Wrapped[] {
    const [{ key, node }] = group;
    if (node.kind === 'choice') return this.branches(group, node.branches, indent, open);
    return [{ wrappers: [], lines: this.keyed(writeKey(key, this.symbols), node, indent, open) }];
  }

  /** `if … else if … else`, each with the keys. */
  private branches(
    group: Group,
    branches: readonly Branch[],
    indent: string,
    open: readonly string[],
  ): Wrapped[] {
    const lines = this.directivesOf(branches, open).flatMap((directive, index) => [
      `${indent}{{- ${directive} }}`,
      ...group.flatMap(({ key, node }) => {
        const branch = node.kind === 'choice' ? node.branches[index] : undefined;
        return branch === undefined ? [] : this.keyed(writeKey(key, this.symbols), branch.node, indent, open);
      }),
    ]);
    return [{ wrappers: [], lines: [...lines, `${indent}{{- end }}`] }];
  }

  private directivesOf(branches: readonly Branch[], open: readonly string[]): string[] {
    return branches.map(({ condition }, index) => {
      const text = condition && this.condition(condition, open.includes('application'));
      return index === 0 ? `if ${text}` : text === undefined ? 'else' : `else if ${text}`;
    });
  }

  /** Neighbours that are one of several things on the same conditions. */
  private together(entries: readonly Entry[], open: readonly string[]): Group[] {
    const isReplaced = entries.some(({ loops }) => loops.some(({ replaces }) => replaces));
    const conditionsOf = (entry: Entry): string =>
      isReplaced ? '' : this.directivesOf(branchesAlways(entry), open).join();
    const groups: Group[] = [];
    for (const entry of entries) {
      const last = groups.at(-1);
      const conditions = conditionsOf(entry);
      if (last !== undefined && conditions !== '' && conditions === conditionsOf(last[0])) last.push(entry);
      else groups.push([entry]);
    }
    return groups;
  }

  private keyed(key: string, node: Node, indent: string, open: readonly string[]): string[] {
    const inner = `${indent}  `;
    if (node.kind === 'scalar') {
      return written(`${indent}${key}: `, writeScalar(node.value, this.symbols, inner));
    }
    if (node.kind === 'lines') {
      return [`${indent}${key}: ${node.ending === '' ? '|-' : '|'}`, ...this.lines(node.items, inner, open)];
    }
    const lines = this.print(node, inner, open);
    if (lines.length === 1 && /^ *(\{\}|\[\])$/.test(lines[0] ?? ''))
      return [`${indent}${key}: ${lines[0]?.trim()}`];
    return [`${indent}${key}:`, ...lines];
  }

  private lines(items: readonly Item[], indent: string, open: readonly string[]): string[] {
    const parts = items.flatMap((item): Wrapped[] => {
      const wrappers = this.wrappers(item, open);
      const line = (node: Node) =>
        node.kind === 'scalar' ? writeLine(String(node.value), this.symbols) : '';
      if (item.node.kind !== 'choice') return [{ wrappers, lines: wrapLine(`${indent}${line(item.node)}`) }];
      const directives = this.directivesOf(item.node.branches, open);
      const lines = item.node.branches.flatMap(({ node }, index) => [
        `${indent}{{- ${directives[index]} }}`,
        `${indent}${line(node)}`,
      ]);
      return [{ wrappers, lines: [...lines, `${indent}{{- end }}`] }];
    });
    return this.wrapAll(parts, indent);
  }

  private item(item: Item, indent: string, outer: readonly string[]): Wrapped {
    const wrappers = this.wrappers(item, outer);
    const open = [...outer, ...item.loops.map(({ id }) => id)];
    const { node } = item;
    if (node.kind === 'scalar') {
      return {
        wrappers,
        lines: written(`${indent}- `, writeScalar(node.value, this.symbols, `${indent}  `)),
      };
    }
    const lines = this.print(node, `${indent}  `, open);
    const [first = '', ...rest] = lines;
    if (first.trimStart().startsWith('{{-')) return { wrappers, lines: [`${indent}-`, ...lines] };
    return { wrappers, lines: [`${indent}- ${first.trimStart()}`, ...rest] };
  }

  /** The pipeline of a part that is printed as a whole. */
  private blockOf(node: Node): string | undefined {
    const only = node.kind === 'map' ? node.entries : node.kind === 'list' ? node.items : [];
    const [first] = only;
    if (first === undefined || only.length > 1) return undefined;
    if (node.kind === 'list' && first.node.kind === 'map') return this.blockOf(first.node);
    const value = first.node.kind === 'scalar' ? first.node.value : undefined;
    const key = 'key' in first ? first.key : value;
    if (key !== value && key !== 'name' && key !== 'key') return undefined;
    const symbol = this.symbols.symbolOf(value);
    return symbol?.kind === 'block' ? symbol.pipeline : undefined;
  }
}

function sameOuter(parts: readonly Wrapped[], from: number, outer: string): Wrapped[] {
  const end = parts.findIndex((part, index) => index >= from && part.wrappers[0] !== outer);
  return parts.slice(from, end === -1 ? undefined : end);
}

function unwrapped({ wrappers, lines }: Wrapped): Wrapped {
  return { wrappers: wrappers.slice(1), lines };
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
