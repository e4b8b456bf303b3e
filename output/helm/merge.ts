import { align } from './align.ts';
import { type Bits, type Condition, explain, type Question } from './conditions.ts';
import type { Loop, Loops } from './loops.ts';
import type { Branch, Entry, Item, Node, Presence, Variant } from './node.ts';
import type { Symbols } from './symbols.ts';

/** A value that constructs branch on, and what it is in each sample. */
export interface Chosen {
  /** The marker of the value in samples where it is none of the special ones. */
  readonly marker: string | number;
  readonly bySample: readonly (string | number | boolean)[];
}

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
    private readonly chosen: readonly Chosen[],
  ) {}

  merge(variants: readonly Variant[], scope: Scope): Node {
    const values = variants.map(({ value }) => value);
    if (values.every(isMap) && !this.areBlockAndFields(values))
      return { kind: 'map', entries: this.entries(variants, scope) };
    if (values.every(Array.isArray)) return { kind: 'list', items: this.items(variants, scope) };
    const [only] = variants;
    if (variants.length === 1 && only) return scalar(only.value);
    const copied = this.copied(variants);
    if (copied !== undefined) return scalar(copied);
    if (values.every(value => typeof value === 'string' && value.includes('\n'))) {
      return this.lines(variants, scope);
    }
    return { kind: 'choice', branches: this.branches(variants, scope) };
  }

  /** When something that these samples have is there, and how often; `own` is what it says outside of its lists. */
  presence(key: string, bits: Bits, scope: Scope, own = key): Presence & { readonly scope: Scope } {
    const loops = this.newLoops(key, scope)
      .map(id => this.loops.get(id))
      .filter(({ id, isInnermost }) => !isInnermost || this.symbols.loopsOf(own).has(id));
    const isOfEnvironment = !scope.open.includes('application');
    const opensApplication = isOfEnvironment && loops.some(({ id }) => id === 'application');
    const context = opensApplication ? scope.environment : scope.bits;
    const reachable = context & this.bitsOf(loops);
    const inApplication = !isOfEnvironment || opensApplication;
    const where = `${scope.path}/${key}`;
    const condition = bits === reachable ? undefined : this.explained(bits, reachable, inApplication, where);
    const environment =
      condition === undefined || !isOfEnvironment
        ? scope.environment
        : scope.environment & this.withoutApplications(condition);
    return {
      ...(condition && { condition }),
      loops,
      scope: { bits, environment, open: [...scope.open, ...loops.map(({ id }) => id)], path: where },
    };
  }

  /** Whether some are printed as a whole and others field by field, which no map is at once. */
  private areBlockAndFields(values: readonly object[]): boolean {
    const areBlocks = new Set(values.map(value => this.isBlock(value)));
    return areBlocks.size > 1;
  }

  private isBlock(value: object): boolean {
    const [key, ...others] = Object.keys(value);
    return others.length === 0 && this.symbols.symbolOf(key)?.kind === 'block';
  }

  private entries(variants: readonly Variant[], scope: Scope): Entry[] {
    const keys = new Set(variants.flatMap(({ value }) => Object.keys(value as object)));
    return [...keys].sort().map(key => {
      const present = variants.flatMap(({ value, bits }) => {
        const field = (value as Record<string, unknown>)[key];
        return field === undefined ? [] : [{ value: field, bits }];
      });
      const { scope: inner, ...presence } = this.presence(key, bitsOf(present), scope);
      return { key, ...presence, node: this.merge(distinct(present), inner) };
    });
  }

  private items(variants: readonly Variant[], scope: Scope, byKey?: (item: unknown) => string): Item[] {
    const isLooped = (item: unknown) => this.newLoops(JSON.stringify(item, withoutLists), scope).length > 0;
    return align(variants, isLooped, byKey).map(aligned => {
      const outside = aligned.variants.map(({ value }) => JSON.stringify(value, withoutLists)).join('');
      const known = `${aligned.key} ${[...this.symbols.loopsOf(outside)].length > 0 ? outside : ''}`;
      const { scope: inner, ...presence } = this.presence(known, bitsOf(aligned.variants), scope, outside);
      return { ...presence, node: this.merge(aligned.variants, inner) };
    });
  }

  /** Texts of several lines differ line by line; a line is known by its first word. */
  private lines(variants: readonly Variant[], scope: Scope): Node {
    const texts = variants.map(({ value, bits }) => ({
      value: String(value).replace(/\n$/, '').split('\n'),
      bits,
    }));
    const endings = new Set(variants.map(({ value }) => (String(value).endsWith('\n') ? '\n' : '')));
    if (endings.size > 1) throw new Error(`${scope.path}: texts that end in different ways`);
    const items = this.items(texts, scope, line => String(line).split(' ')[0] ?? '');
    return { kind: 'lines', items, ending: [...endings][0] ?? '' };
  }

  private branches(variants: readonly Variant[], scope: Scope): Branch[] {
    const branches: Branch[] = [];
    let left = scope.bits;
    for (let rest = [...variants]; rest.length > 0; rest = rest.slice(1)) {
      const inApplication = scope.open.includes('application');
      const ask = ({ bits }: Variant) => this.explained(bits, left, inApplication, scope.path);
      if (rest.length === 2 && rest[0] && isNegated(ask(rest[0]))) rest.reverse();
      const [variant] = rest;
      if (variant === undefined) break;
      const node = this.merge([variant], { ...scope, bits: variant.bits });
      branches.push(rest.length === 1 ? { node } : { condition: ask(variant), node });
      left &= ~variant.bits;
    }
    return branches;
  }

  /** The marker of the value that explains all variants because they are copies of it, alone or inside a text. */
  private copied(variants: readonly Variant[]): string | number | undefined {
    for (const { marker, bySample } of this.chosen) {
      const texts = variants.map(({ value, bits }) => {
        return bySample.every((chosen, sample) => {
          if (((bits >> BigInt(sample)) & 1n) === 0n) return true;
          return value === chosen || value === marker;
        });
      });
      if (texts.every(Boolean)) return marker;
      const inText = this.copiedInText(variants, marker, bySample);
      if (inText !== undefined) return inText;
    }
    return undefined;
  }

  private copiedInText(
    variants: readonly Variant[],
    marker: string | number,
    bySample: Chosen['bySample'],
  ): string | undefined {
    if (!variants.every(({ value }) => typeof value === 'string')) return undefined;
    const marked = variants.map(({ value }) => String(value)).find(text => text.includes(String(marker)));
    if (marked !== undefined)
      return this.isCopiedInText(variants, marked, marker, bySample) ? marked : undefined;
    const general = new Set<string>();
    for (const { value, bits } of variants) {
      for (const [sample, chosen] of bySample.entries()) {
        if (((bits >> BigInt(sample)) & 1n) === 0n) continue;
        const text = String(value);
        general.add(text.replace(String(chosen), String(marker)));
      }
      if (general.size > 1) return undefined;
    }
    const [text] = general;
    return text?.includes(String(marker)) ? text : undefined;
  }

  /** Whether every text is the one with the marker, but for the value in its place. */
  private isCopiedInText(
    variants: readonly Variant[],
    marked: string,
    marker: string | number,
    bySample: Chosen['bySample'],
  ): boolean {
    return variants.every(({ value, bits }) =>
      bySample.every((chosen, sample) => {
        if (((bits >> BigInt(sample)) & 1n) === 0n || value === marked) return true;
        return value === marked.replaceAll(String(marker), String(chosen));
      }),
    );
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

  private explained(bits: Bits, context: Bits, inApplication: boolean, where: string): Condition {
    const questions = inApplication
      ? this.questions
      : this.questions.map(question => ({ ...question, onlyPlain: question.ofApplication }));
    const condition = explain(bits & context, context, questions);
    if (condition === undefined) {
      throw new Error(`${where}: no question in output/helm/questions.ts tells when it is there`);
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

/** Lists within an item have rounds of their own. */
function withoutLists(_key: string, value: unknown): unknown {
  return Array.isArray(value) ? undefined : value;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
