import type { Node, Part } from '../merge/merge.ts';
import type { Definitions } from '../sample/definitions.ts';
import type { Symbols } from '../sample/symbols.ts';
import { call, type Expression, literal, piped } from '../template/expression.ts';
import { typeOf } from '../template/inspect.ts';
import { type Action, actionLine, type Line, line, textOfAction } from '../template/line.ts';
import { Conditions, neighbors, type Wrapped, when, wrapAll } from './directive.ts';
import { behind, writeKey, writeLine, writeScalar } from './scalar.ts';

/** The lines of a node, in these loops; `key` is that of its entry. */
type Write = (node: Node, open: readonly string[], key: string) => readonly Line[];

/** Writes trees as templates, each line indented as in the object. */
export class Printer {
  readonly conditions = new Conditions();

  constructor(
    private readonly symbols: Symbols,
    private readonly definitions: Definitions,
    /** Whether maps are only data: of a key that comes twice the last one counts. */
    private readonly isData = false,
  ) {}

  /** The lines of a map or a list at an indentation. */
  print(node: Node, indent: string, open: readonly string[]): Line[] {
    const block = this.blockOf(node);
    if (block !== undefined) {
      const value = piped('nindent', literal(indent.length), piped('trim', block));
      return [actionLine(indent, { kind: 'print', value })];
    }
    if (node.kind !== 'map' && node.kind !== 'list')
      throw new Error(`expected a map or a list, found a ${node.kind}`);
    if (node.parts.length === 0) return [line(indent, node.kind === 'map' ? '{}' : '[]')];
    if (node.kind === 'map') return this.map(node.parts, indent, open);
    return this.each(node.parts, indent, open, (item, inner) => this.item(item, indent, inner));
  }

  wrapAll(parts: readonly Wrapped[], indent: string): Line[] {
    return wrapAll(parts, indent, lines => this.definitions.readBy(lines, 'each application'));
  }

  private map(entries: readonly Part[], indent: string, open: readonly string[]): Line[] {
    const [looped, once] = [entries.filter(isLooped), entries.filter(entry => !isLooped(entry))];
    const replacing = looped.flatMap(({ loops }) => loops.filter(({ replaces }) => replaces));
    const fixed = this.isData ? [] : once.map(({ key }) => key);
    const sorted = this.isData ? [...once, ...looped] : unconditionalFirst(entries);
    const choiceOf = (entry: Part) => (replacing.length > 0 ? undefined : this.choiceOf(entry, open));
    const parts = neighbors(sorted, choiceOf).map((group): Wrapped => {
      const [entry] = group;
      // A fixed key is left out where a loop brings one of that name that replaces it.
      const guards =
        this.isData || isLooped(entry)
          ? []
          : replacing.map(({ over }) => when(call('not', call('hasKey', over, literal(entry.key)))));
      const wrappers = [...this.conditions.wrappers(entry, open, isLooped(entry) ? fixed : []), ...guards];
      const write: Write = (node, inner, key) => this.entry(key, node, indent, inner);
      return { wrappers, lines: this.alternatives(group, indent, open, write) };
    });
    return this.wrapAll(parts, indent);
  }

  /** Each part with what stands around it. */
  private each(parts: readonly Part[], indent: string, open: readonly string[], write: Write): Line[] {
    const wrapped = parts.map(part => ({
      wrappers: this.conditions.wrappers(part, open),
      lines: this.alternatives([part], indent, open, write),
    }));
    return this.wrapAll(wrapped, indent);
  }

  /** The lines of parts that are there together: `if … else if … else` where they are one of several things. */
  private alternatives(
    parts: readonly [Part, ...Part[]],
    indent: string,
    outer: readonly string[],
    write: Write,
  ): readonly Line[] {
    const [{ node, loops }] = parts;
    const open = [...outer, ...loops.map(({ id }) => id)];
    if (node.kind !== 'choice') return parts.flatMap(part => write(part.node, open, part.key));
    const lines = this.actionsOf(node.parts, open).flatMap((action, index) => [
      actionLine(indent, action),
      ...parts.flatMap(({ key, node }) => {
        const chosen = node.kind === 'choice' ? node.parts[index] : undefined;
        return chosen ? write(chosen.node, open, key) : [];
      }),
    ]);
    return [...lines, actionLine(indent, { kind: 'end' })];
  }

  private actionsOf(branches: readonly Part[], open: readonly string[]): Action[] {
    return branches.map(({ condition }, index): Action => {
      if (condition === undefined) return { kind: 'else' };
      const asked = this.conditions.asked(condition, open);
      return { kind: index === 0 ? 'if' : 'else if', condition: asked };
    });
  }

  /** The conditions of an entry that is always there, and one of several things. */
  private choiceOf(entry: Part, open: readonly string[]): string | undefined {
    const { condition, node } = entry;
    if (node.kind !== 'choice' || condition !== undefined || isLooped(entry)) return undefined;
    return this.actionsOf(node.parts, open)
      .map(action => textOfAction(action))
      .join('\n');
  }

  private entry(name: string, node: Node, indent: string, open: readonly string[]): Line[] {
    const inner = `${indent}  `;
    const key = [indent, ...writeKey(name, this.symbols)];
    if (node.kind === 'scalar') return behind([...key, ': '], writeScalar(node.value, this.symbols, inner));
    if (node.kind === 'lines') {
      const style = node.isEnded ? ': |' : ': |-';
      return [
        line(...key, style),
        ...this.each(node.parts, inner, open, text => [writeLine(text, this.symbols, inner)]),
      ];
    }
    if (node.kind !== 'choice' && node.parts.length === 0)
      return behind([...key, ': '], this.print(node, '', open));
    return [line(...key, ':'), ...this.print(node, inner, open)];
  }

  private item(node: Node, indent: string, open: readonly string[]): Line[] {
    const inner = `${indent}  `;
    if (node.kind === 'scalar') return behind([indent, '- '], writeScalar(node.value, this.symbols, inner));
    const lines = this.print(node, inner, open);
    const [first, ...rest] = lines;
    if (first === undefined || isDirective(first)) return [line(indent, '-'), ...lines];
    const [, ...tokens] = first.tokens;
    return [{ hanging: inner, ...first, tokens: [indent, '- ', ...tokens] }, ...rest];
  }

  /** What prints a part as a whole. */
  private blockOf(node: Node): Expression | undefined {
    if (node.kind !== 'map' && node.kind !== 'list') return undefined;
    const [part, ...others] = node.parts;
    if (part === undefined || others.length > 0) return undefined;
    if (node.kind === 'list' && part.node.kind === 'map') return this.blockOf(part.node);
    const value = part.node.kind === 'scalar' ? part.node.value : undefined;
    if (node.kind === 'map' && ![value, 'name', 'key'].includes(part.key)) return undefined;
    const expression = this.symbols.expressionOf(value);
    return expression && typeOf(expression) === 'block' ? expression : undefined;
  }
}

/** Whether a line begins with an action that takes away the line break before it. */
function isDirective({ tokens: [, first] }: Line): boolean {
  return typeof first === 'object' && first.trims === true;
}

/** So that an item of a list begins with a line that is always there. */
function unconditionalFirst(entries: readonly Part[]): readonly Part[] {
  const plain = entries.find(
    entry => entry.condition === undefined && !isLooped(entry) && entry.node.kind !== 'choice',
  );
  return plain === undefined ? entries : [plain, ...entries.filter(entry => entry !== plain)];
}

function isLooped({ loops }: Part): boolean {
  return loops.length > 0;
}
