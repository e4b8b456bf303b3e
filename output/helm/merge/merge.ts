import type { Loop, Loops } from '../sample/loops.ts';
import type { Copied, Variant } from '../sample/samples.ts';
import type { Symbols } from '../sample/symbols.ts';
import { typeOf } from '../template/inspect.ts';
import { align } from './align.ts';
import { type Bits, type Condition, explain, type Question } from './conditions.ts';
import { copyOf } from './copies.ts';
import type { Branch, Entry, Item, Node, Presence } from './node.ts';

/** Where a part of an object stands. */
export interface Scope {
  /** The samples that have it. */
  readonly bits: Bits;
  /** The samples in which the environment, whatever its applications, may have it. */
  readonly environment: Bits;
  readonly open: readonly string[];
  readonly path: string;
}

/** Makes one tree of many: what differs between samples becomes conditions, what comes from a collection loops. */
export class Merger {
  constructor(
    private readonly symbols: Symbols,
    private readonly loops: Loops,
    private readonly questions: readonly Question[],
    private readonly copies: readonly Copied[],
  ) {}

  merge(variants: readonly Variant[], scope: Scope): Node {
    const values = variants.map(({ value }) => value);
    if (values.every(isMap) && !this.areBlockAndFields(values))
      return { kind: 'map', entries: this.entries(variants, scope) };
    if (values.every(Array.isArray)) return { kind: 'list', items: this.items(variants, scope) };
    const [only] = variants;
    if (variants.length === 1 && only) return scalar(only.value);
    const copied = copyOf(variants, this.copies);
    if (copied !== undefined) return scalar(copied);
    if (values.every(value => typeof value === 'string' && value.includes('\n'))) {
      return this.lines(variants, scope);
    }
    return { kind: 'choice', branches: this.branches(variants, scope) };
  }

  /** The value of a key. A list or a map without any item is written as such: nothing below its key would be null. */
  private field(variants: readonly Variant[], scope: Scope): Node {
    const [empty, others] = [variants.filter(isEmpty), variants.filter(variant => !isEmpty(variant))];
    if (empty.length === 0 || others.length === 0) return this.merge(variants, scope);
    const bits = bitsOf(others);
    const condition = this.explained(bits, scope.bits, scope.open, scope.path);
    const node = this.merge(others, { ...scope, bits });
    return {
      kind: 'choice',
      branches: [{ condition, node }, { node: this.merge(empty, { ...scope, bits: bitsOf(empty) }) }],
    };
  }

  /** When something that these samples have is there, and how often; `outside` is what it says outside of its lists. */
  presence(key: string, bits: Bits, scope: Scope, outside = key): Presence & { readonly scope: Scope } {
    const loops = this.newLoops(key, scope)
      .map(id => this.loops.get(id))
      .filter(({ id, isInnermost }) => !isInnermost || this.symbols.loopsOf(outside).has(id));
    const isOfEnvironment = !scope.open.includes('application');
    const opensApplication = isOfEnvironment && loops.some(({ id }) => id === 'application');
    const context = opensApplication ? scope.environment : scope.bits;
    const reachable = context & this.bitsOf(loops);
    const where = `${scope.path}/${key}`;
    const open = [...scope.open, ...loops.map(({ id }) => id)];
    const known = isOfEnvironment && !opensApplication ? scope.open : open;
    const condition = bits === reachable ? undefined : this.explained(bits, reachable, known, where);
    const environment =
      condition === undefined || !isOfEnvironment
        ? scope.environment
        : scope.environment & this.withoutApplications(condition);
    return {
      ...(condition && { condition }),
      loops,
      scope: { bits, environment, open, path: where },
    };
  }

  /** Whether some are printed as a whole and others field by field, which no map is at once. */
  private areBlockAndFields(values: readonly object[]): boolean {
    const areBlocks = new Set(values.map(value => this.isBlock(value)));
    return areBlocks.size > 1;
  }

  private isBlock(value: object): boolean {
    const [key, ...others] = Object.keys(value);
    const expression = others.length === 0 ? this.symbols.expressionOf(key) : undefined;
    return expression !== undefined && typeOf(expression) === 'block';
  }

  private entries(variants: readonly Variant[], scope: Scope): Entry[] {
    const keys = new Set(variants.flatMap(({ value }) => Object.keys(value as object)));
    return [...keys].sort().map(key => {
      const present = variants.flatMap(({ value, bits }) => {
        const field = (value as Record<string, unknown>)[key];
        return field === undefined ? [] : [{ value: field, bits }];
      });
      const { scope: inner, ...presence } = this.presence(key, bitsOf(present), scope);
      return { key, ...presence, node: this.field(distinct(present), inner) };
    });
  }

  private items(variants: readonly Variant[], scope: Scope, byKey?: (item: unknown) => string): Item[] {
    const loopsOf = (item: unknown) => this.newLoops(JSON.stringify(item, withoutLists), scope).join();
    return align(variants, loopsOf, byKey).map(aligned => {
      const outside = aligned.variants.map(({ value }) => JSON.stringify(value, withoutLists)).join('');
      const known = `${aligned.key} ${[...this.symbols.loopsOf(outside)].length > 0 ? outside : ''}`;
      const { scope: inner, ...presence } = this.presence(known, bitsOf(aligned.variants), scope, outside);
      return { ...presence, node: this.merge(aligned.variants, inner) };
    });
  }

  /** Texts of several lines differ line by line; a line is known by its first word. */
  private lines(variants: readonly Variant[], scope: Scope): Node {
    const ended = variants.map(({ value }) => String(value).endsWith('\n'));
    const [isEnded = false] = ended;
    if (ended.includes(!isEnded)) {
      throw new Error(
        `${scope.path}: expected texts that all end in a line break or all in none, found both`,
      );
    }
    const texts = variants.map(({ value, bits }) => {
      const lines = String(value).split('\n');
      return { value: isEnded ? lines.slice(0, -1) : lines, bits };
    });
    const items = this.items(texts, scope, line => String(line).split(' ')[0] ?? '');
    return { kind: 'lines', items, isEnded };
  }

  private branches(variants: readonly Variant[], scope: Scope): Branch[] {
    const branches: Branch[] = [];
    let left = scope.bits;
    for (let rest = [...variants]; rest.length > 0; rest = rest.slice(1)) {
      const ask = ({ bits }: Variant) => this.explained(bits, left, scope.open, scope.path);
      if (rest.length === 2 && rest[0] && isNegated(ask(rest[0]))) rest.reverse();
      const [variant] = rest;
      if (variant === undefined) break;
      const node = this.merge([variant], { ...scope, bits: variant.bits });
      branches.push(rest.length === 1 ? { node } : { condition: ask(variant), node });
      left &= ~variant.bits;
    }
    return branches;
  }

  private newLoops(key: string, { open }: Scope): string[] {
    return [...this.symbols.loopsOf(key)].filter(id => !open.includes(id)).sort(byDepth);
  }

  private bitsOf(loops: readonly Loop[]): Bits {
    return loops.reduce((bits, { question }) => {
      const found = this.questions.find(({ id }) => id === question);
      return found === undefined ? bits : bits & found.yes;
    }, -1n);
  }

  private explained(bits: Bits, context: Bits, open: readonly string[], where: string): Condition {
    const inApplication = open.includes('application');
    const questions = this.questions
      .filter(({ within }) => within.every(loop => open.includes(loop)))
      .map(question => ({ ...question, onlyPlain: question.ofApplication && !inApplication }));
    const condition = explain(bits & context, context, questions);
    if (condition === undefined) {
      throw new Error(
        `${where}: found in some samples, and no question tells in which; add one to output/helm/sample/table.ts`,
      );
    }
    return condition;
  }

  /** The samples that a condition allows for some applications. */
  private withoutApplications(condition: Condition): Bits {
    if (condition.kind === 'question') {
      const { question, negated } = condition;
      if (question.ofApplication) return -1n;
      return negated ? ~question.yes : question.yes;
    }
    const parts = condition.parts.map(part => this.withoutApplications(part));
    return condition.kind === 'and'
      ? parts.reduce((all, bits) => all & bits)
      : parts.reduce((all, bits) => all | bits);
  }
}

function isNegated(condition: Condition): boolean {
  return condition.kind === 'question' && condition.negated;
}

function byDepth(a: string, b: string): number {
  return Number(b === 'application') - Number(a === 'application');
}

/** Lists within an item have their own rounds. */
function withoutLists(_key: string, value: unknown): unknown {
  return Array.isArray(value) ? undefined : value;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEmpty({ value }: Variant): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function scalar(value: unknown): Node {
  return { kind: 'scalar', value: value as string | number | boolean | null };
}

function bitsOf(variants: readonly Variant[]): Bits {
  return variants.reduce((all, { bits }) => all | bits, 0n);
}

/** Equal values once. */
export function distinct(variants: readonly Variant[]): Variant[] {
  const byText = new Map<string, Variant>();
  for (const { value, bits } of variants) {
    const text = JSON.stringify(value);
    byText.set(text, { value, bits: bits | (byText.get(text)?.bits ?? 0n) });
  }
  return [...byText.values()];
}
