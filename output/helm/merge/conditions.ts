import { type Choice, type Choices, questionId } from '../sample/choice.ts';
import type { Expression } from '../template/expression.ts';
import { loopsOf, readsOf } from '../template/inspect.ts';

/** A set of samples, one bit each. */
export type Bits = bigint;

/** A question about the values that divides the samples. */
export interface Question {
  readonly id: string;
  /** What a template asks: `$app.host`, `gt (int $.Values.cluster.zones) 1`. */
  readonly template: Expression;
  /** Ids of the loops that it may only be asked in. Outside of applications it is whether any of them fulfills it. */
  readonly loops: readonly string[];
  /** Whether it may only be asked as it is, because "some application" has no simple opposite. Default: false. */
  readonly onlyPlain?: boolean;
  /** Places of the values that it reads. */
  readonly reads: readonly string[];
  /** Where the answer is yes. */
  readonly yes: Bits;
}

/** A question, or its opposite. */
export interface Literal {
  readonly kind: 'question';
  readonly question: Question;
  readonly negated: boolean;
  readonly bits: Bits;
}

/** What a condition is made of; `bits` are the samples of a context that it holds in. */
export type Condition =
  | Literal
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[]; readonly bits: Bits };

/** Every question of a table, answered for samples of these choices. */
export function questionsAbout(
  table: Readonly<Record<string, Choice>>,
  samples: readonly Choices[],
): Question[] {
  return Object.entries(table).flatMap(([choice, { asks = [] }]) =>
    asks.map(([template, yes = made => made === true], index) => {
      const answers = bitsWhere(samples, choices => yes(choices[choice] ?? '', choices));
      return {
        id: questionId(choice, index),
        template,
        loops: loopsOf(template),
        reads: readsOf(template),
        yes: answers,
      };
    }),
  );
}

/** A bit for each sample of which something is true. */
export function bitsWhere<T>(samples: readonly T[], holds: (sample: T) => boolean): Bits {
  return samples.reduce((bits, sample, index) => (holds(sample) ? bits | (1n << BigInt(index)) : bits), 0n);
}

/**
 * The smallest condition that holds exactly where it should, among the samples of a context. Fewer questions go
 * first, then plain before negated, then `and` before `or`: `a`, `a and b`, `a or b`, `a and (b or c)`, and
 * `(a and b) or c`.
 *
 * @returns undefined when no condition of up to four questions explains it.
 */
export function explain(wanted: Bits, context: Bits, questions: readonly Question[]): Condition | undefined {
  const literals = questions.flatMap(question => literalsOf(question, context));
  const supersets = literals.filter(({ bits }) => (bits & wanted) === wanted);
  const all = joined('and', supersets, wanted, context);
  if (all) return all;
  for (const outer of [0, 1, 2].flatMap(size => [...selections(supersets, size)])) {
    const among = outer.reduce((inner, { bits }) => inner & bits, context);
    const either = eitherOf(literals, wanted, among);
    if (either) return join('and', [...outer, either]);
  }
  return eitherOf(productsOf(literals), wanted, context);
}

function literalsOf(question: Question, context: Bits): Literal[] {
  const yes = question.yes & context;
  if (yes === 0n || yes === context) return [];
  const plain: Literal = { kind: 'question', question, negated: false, bits: yes };
  return question.onlyPlain ? [plain] : [plain, { ...plain, negated: true, bits: context & ~yes }];
}

/** `a and b`, for each pair, next to `a`. */
function productsOf(literals: readonly Condition[]): Condition[] {
  return literals.flatMap((first, index) => [
    first,
    ...literals.slice(index + 1).map(other => join('and', [first, other])),
  ]);
}

/** Those of which any holds among some samples, only where it is wanted. */
function eitherOf(candidates: readonly Condition[], wanted: Bits, among: Bits): Condition | undefined {
  const subsets = candidates.filter(({ bits }) => (bits & among) !== 0n && (bits & among & ~wanted) === 0n);
  return joined('or', subsets, wanted, among);
}

/** The first, the first two or three that fit; failing that, all of them without those not needed. */
function joined(
  kind: 'and' | 'or',
  candidates: readonly Condition[],
  wanted: Bits,
  among: Bits,
): Condition | undefined {
  const fits = (parts: readonly Condition[]) =>
    parts.length > 0 && (join(kind, parts).bits & among) === wanted;
  if (!fits(candidates)) return undefined;
  for (const size of [1, 2, 3]) {
    if (candidates.length ** size > mostSelections) break;
    for (const parts of selections(candidates, size)) if (fits(parts)) return join(kind, parts);
  }
  const enough = covering(kind, candidates, wanted, among);
  const needed = enough.reduceRight((rest, candidate) => {
    const fewer = rest.filter(other => other !== candidate);
    return fits(fewer) ? fewer : rest;
  }, enough);
  return join(kind, needed);
}

/** Selections of candidates that are tried one by one. Above, a good one takes the place of the smallest. */
const mostSelections = 1_000_000;

/** Candidates that together hold where it is wanted: always the one that explains most of what is left. */
function covering(
  kind: 'and' | 'or',
  candidates: readonly Condition[],
  wanted: Bits,
  among: Bits,
): Condition[] {
  const explains = ({ bits }: Condition) => (kind === 'or' ? bits : ~bits);
  const chosen: Condition[] = [];
  let left = kind === 'or' ? wanted : among & ~wanted;
  while (left !== 0n) {
    const sizes = candidates.map(candidate => sizeOf(explains(candidate) & left));
    const best = sizes.indexOf(Math.max(...sizes));
    const candidate = candidates[best];
    if (candidate === undefined || sizes[best] === 0) break;
    chosen.push(candidate);
    left &= ~explains(candidate);
  }
  return chosen;
}

/** How many samples there are in a set. */
function sizeOf(bits: Bits): number {
  return bits.toString(2).replaceAll('0', '').length;
}

/** One condition of several; the only one as it is. */
function join(kind: 'and' | 'or', parts: readonly Condition[]): Condition {
  const [first, ...others] = parts;
  if (first && others.length === 0) return first;
  const samples = parts.map(({ bits }) => bits);
  const bits = samples.reduce((all, some) => (kind === 'and' ? all & some : all | some));
  return { kind, parts, bits };
}

/** Every selection of so many of these, in their order. */
function* selections<T>(items: readonly T[], size: number): Generator<T[]> {
  if (size === 0) yield [];
  else
    for (const [index, item] of items.entries())
      for (const rest of selections(items.slice(index + 1), size - 1)) yield [item, ...rest];
}
