import { type Loop, type Loops, wholeLoops } from '../sample/loops.ts';
import type { Copied, Variant } from '../sample/samples.ts';
import type { Symbols } from '../sample/symbols.ts';
import { readsOf, typeOf } from '../template/inspect.ts';
import { align, distinct, metric, withoutLists } from './align.ts';
import { type Bits, type Condition, explain, type Question } from './conditions.ts';
import { copyOf } from './copies.ts';
import { nearFirst } from './near.ts';

/** When something is there, and how often. */
export interface Presence {
  /** - none: always. */
  readonly condition?: Condition;
  /** From the outermost to the innermost. - empty: once. */
  readonly loops: readonly Loop[];
}

/** An entry of a map, an item of a list, a line of a text, or one of several alternatives. */
export interface Part extends Presence {
  /** Key of an entry; empty for all others. */
  readonly key: string;
  readonly node: Node;
}

/** Part of an object, for all samples. Of the parts of a choice one is there; the last has no condition. */
export type Node =
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
  | { readonly kind: 'map' | 'list' | 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'lines'; readonly parts: readonly Part[]; readonly isEnded: boolean };

/** Where a part of an object stands. */
interface Scope {
  /** The samples that have it. */
  readonly bits: Bits;
  /** The samples that the object may be in. */
  readonly all: Bits;
  /** The conditions of what it lies in. */
  readonly conditions: readonly Condition[];
  readonly open: readonly string[];
  readonly path: string;
}

/** Makes one tree of many: what differs between samples becomes conditions, what comes from a collection loops. */
export class Merger {
  /** Keys of the items of the first list at each place, in order, whatever the name of the object. */
  private readonly orders = new Map<string, readonly string[]>();

  constructor(
    private readonly symbols: Symbols,
    private readonly loops: Loops,
    private readonly questions: readonly Question[],
    private readonly copies: readonly Copied[],
  ) {}

  merge(variants: readonly Variant[], scope: Scope): Node {
    const values = variants.map(({ value }) => value);
    // No map is printed as a whole in some samples, and field by field in others.
    if (values.every(isMap) && new Set(values.map(value => this.isBlock(value))).size <= 1)
      return { kind: 'map', parts: this.entries(variants, scope) };
    if (values.every(Array.isArray)) return { kind: 'list', parts: this.items(variants, scope) };
    const [only] = values;
    const scalar = values.length === 1 ? only : copyOf(variants, this.copies);
    if (scalar !== undefined) return { kind: 'scalar', value: scalar as string | number | boolean | null };
    if (values.every(value => typeof value === 'string' && value.includes('\n'))) {
      return this.lines(variants, scope);
    }
    return { kind: 'choice', parts: this.branches(variants, scope) };
  }

  /** The value of a key. A list or a map without any item is written as such: nothing below its key would be null. */
  private field(variants: readonly Variant[], scope: Scope): Node {
    const [empty, others] = [variants.filter(isEmpty), variants.filter(variant => !isEmpty(variant))];
    if (empty.length === 0 || others.length === 0) return this.merge(variants, scope);
    const parts = [others, empty].map((some): Part => {
      const bits = bitsOf(some);
      const condition = some === others ? { condition: this.explained(bits, scope, some) } : {};
      return { ...alternative(this.merge(some, { ...scope, bits })), ...condition };
    });
    return { kind: 'choice', parts };
  }

  /** When something that these samples have is there, and how often; `outside` is what it says outside of its lists. */
  presence(
    key: string,
    variants: readonly Variant[],
    scope: Scope,
    outside = key,
  ): Presence & { readonly scope: Scope } {
    const bits = bitsOf(variants);
    const loops = this.newLoops(key, scope)
      .map(id => this.loops.get(id))
      .filter(({ id, isInnermost }) => !isInnermost || this.symbols.loopsOf(outside).has(id))
      .map(loop => this.guarded(loop, scope));
    const opened = loops.map(({ id }) => id).filter(id => wholeLoops.includes(id));
    const asked = this.questions.filter(({ id }) => loops.some(({ question }) => question === id));
    const context = opened.length > 0 ? withoutLoops(scope, opened) : scope.bits;
    const reachable = asked.reduce((all, { yes }) => all & yes, context);
    const path = `${scope.path}/${key}`;
    const open = [...scope.open, ...loops.map(({ id }) => id)];
    const ofLoops = asked.map((question): Condition => {
      return { kind: 'question', question, negated: false, bits: question.yes };
    });
    const conditions = [...scope.conditions, ...ofLoops];
    const inner = { bits, all: scope.all, conditions, open, path };
    if (bits === reachable) return { loops, scope: inner };
    const isWithin = open.some(id => wholeLoops.includes(id));
    const where = { bits: reachable, open: isWithin ? open : scope.open, path };
    const condition = this.explained(bits, where, variants);
    return { condition, loops, scope: { ...inner, conditions: [...conditions, condition] } };
  }

  /** A loop through what may be missing asks for it, unless something around it has asked. */
  private guarded(loop: Loop, { bits }: Scope): Loop {
    const asked = this.questions.find(({ id }) => id === loop.question);
    const isThere = asked === undefined || (bits & ~asked.yes) === 0n;
    return isThere ? loop : { ...loop, over: loop.overIfThere ?? loop.over };
  }

  private isBlock(value: object): boolean {
    const [key, ...others] = Object.keys(value);
    const expression = others.length === 0 ? this.symbols.expressionOf(key) : undefined;
    return expression !== undefined && typeOf(expression) === 'block';
  }

  private entries(variants: readonly Variant[], scope: Scope): Part[] {
    const keys = new Set(variants.flatMap(({ value }) => Object.keys(value as object)));
    return [...keys].sort().map(key => {
      const present = variants.flatMap(({ value, bits }) => {
        const field = (value as Record<string, unknown>)[key];
        return field === undefined ? [] : [{ value: field, bits }];
      });
      const { scope: inner, ...presence } = this.presence(key, present, scope);
      return { key, ...presence, node: this.field(distinct(present), inner) };
    });
  }

  private items(variants: readonly Variant[], scope: Scope, byKey?: (item: unknown) => string): Part[] {
    const loopsOf = (item: unknown) => this.newLoops(JSON.stringify(item, withoutLists), scope).join();
    const place = withoutName(scope.path);
    const aligned = align(variants, loopsOf, this.orders.get(place) ?? [], byKey);
    if (!this.orders.has(place)) this.orders.set(place, [...aligned.keys()]);
    return [...aligned].map(([key, items]) => {
      const isMetric = items.every(({ value }) => metric(value) !== undefined);
      const outside = isMetric ? '' : items.map(({ value }) => JSON.stringify(value, withoutLists)).join('');
      const known = `${key} ${this.symbols.loopsOf(outside).size > 0 ? outside : ''}`;
      const { scope: inner, ...presence } = this.presence(known, items, scope, outside);
      return { key: '', ...presence, node: this.merge(items, inner) };
    });
  }

  /** Texts of several lines differ line by line; a line is known by its first word. */
  private lines(variants: readonly Variant[], scope: Scope): Node {
    const texts = variants.map(({ value }) => String(value));
    const [isEnded = false, ...others] = new Set(texts.map(text => text.endsWith('\n')));
    if (others.length > 0) {
      const expected = 'expected texts that all end in a line break or all in none';
      throw new Error(`${scope.path}: ${expected}, found both`);
    }
    const lists = variants.map(({ bits }, index) => {
      const lines = texts[index]?.split('\n') ?? [];
      return { value: isEnded ? lines.slice(0, -1) : lines, bits };
    });
    const parts = this.items(lists, scope, line => String(line).split(' ')[0] ?? '');
    return { kind: 'lines', parts, isEnded };
  }

  private branches(variants: readonly Variant[], scope: Scope): Part[] {
    const parts: Part[] = [];
    let bits = scope.bits;
    for (let rest = [...variants]; rest.length > 0; rest = rest.slice(1)) {
      const ask = (variant: Variant) => this.explained(variant.bits, { ...scope, bits }, rest);
      const first = rest.length === 2 && rest[0] ? ask(rest[0]) : undefined;
      if (first?.kind === 'question' && first.negated) rest.reverse();
      const [variant] = rest;
      if (variant === undefined) break;
      const part = alternative(this.merge([variant], { ...scope, bits: variant.bits }));
      parts.push(rest.length === 1 ? part : { ...part, condition: ask(variant) });
      bits &= ~variant.bits;
    }
    return parts;
  }

  /** Ids of the loops that something opens, from the outermost to the innermost. */
  private newLoops(key: string, { open }: Scope): string[] {
    const ids = [...this.symbols.loopsOf(key)].filter(id => !open.includes(id));
    return ids.sort((a, b) => Number(b === 'application') - Number(a === 'application'));
  }

  private explained(
    wanted: Bits,
    { bits, open, path }: Pick<Scope, 'bits' | 'open' | 'path'>,
    about: readonly Variant[],
  ): Condition {
    const known = [...wholeLoops, ...open];
    const questions = this.questions
      .filter(({ loops }) => loops.every(loop => known.includes(loop)))
      .map(question => ({ ...question, onlyPlain: !question.loops.every(loop => open.includes(loop)) }));
    const condition = explain(wanted & bits, bits, nearFirst(questions, this.placesIn(about)));
    if (condition === undefined) {
      throw new Error(
        `${path}: found in some samples, and no question tells in which; add one to output/helm/sample/table.ts`,
      );
    }
    return condition;
  }

  /** Places of the values that something reads, by its markers or by going through them. */
  private placesIn(variants: readonly Variant[]): Set<string> {
    const values = variants.map(({ value }) => value);
    const loops = [...this.symbols.loopsOf(values)].map(id => this.loops.get(id).over);
    return new Set([...this.symbols.expressionsIn(values), ...loops].flatMap(readsOf));
  }
}

/** The samples that conditions allow for some items of these loops: another item may have fulfilled them. */
function withoutLoops({ all, conditions }: Scope, loops: readonly string[]): Bits {
  return conditions.reduce((bits, condition) => bits & allowedBy(condition, loops), all);
}

function allowedBy(condition: Condition, loops: readonly string[]): Bits {
  if (condition.kind === 'question') {
    const { question, negated } = condition;
    if (question.loops.some(loop => loops.includes(loop))) return -1n;
    return negated ? ~question.yes : question.yes;
  }
  const parts = condition.parts.map(part => allowedBy(part, loops));
  return parts.reduce((all, bits) => (condition.kind === 'and' ? all & bits : all | bits));
}

/** `network/NetworkPolicy/spec/egress` for the path of such a list in any NetworkPolicy. */
function withoutName(path: string): string {
  const [tier = '', object = '', ...keys] = path.split('/');
  return [tier, object.split(' ')[0], ...keys].join('/');
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty({ value }: Variant): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function alternative(node: Node): Part {
  return { key: '', loops: [], node };
}

/** The samples of any variant. */
export function bitsOf(variants: readonly Variant[]): Bits {
  return variants.reduce((all, { bits }) => all | bits, 0n);
}
