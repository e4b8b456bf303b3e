import type { Expression } from '../template/expression.ts';

/** A set of samples, one bit each. */
export type Bits = bigint;

/** A question about the values that divides the samples. */
export interface Question {
  readonly id: string;
  /** What a template asks: `$app.host`, `gt (int $.Values.cluster.zones) 1`. */
  readonly template: Expression;
  /** Whether it is about one application. */
  readonly ofApplication: boolean;
  /** Ids of the other loops that it may only be asked in. */
  readonly within: readonly string[];
  /** Whether it may only be asked as it is, because "some application" has no simple opposite. Default: false. */
  readonly onlyPlain?: boolean;
  /** Where the answer is yes. */
  readonly yes: Bits;
}

/** What a condition is made of. */
export type Condition =
  | { readonly kind: 'question'; readonly question: Question; readonly negated: boolean }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] };

/** A condition, and the samples of the context that it holds in. */
interface Candidate {
  readonly condition: Condition;
  readonly bits: Bits;
}

/**
 * The smallest condition that holds exactly where it should, among the samples of a context. Fewer questions go
 * first, then plain before negated, then `and` before `or`.
 *
 * @returns undefined when no condition of up to four questions explains it.
 */
export function explain(wanted: Bits, context: Bits, questions: readonly Question[]): Condition | undefined {
  const literals = questions.flatMap(question => literalsOf(question, context));
  const found =
    literals.find(({ bits }) => bits === wanted) ??
    joined('and', supersetsOf(wanted, literals), wanted, context) ??
    joined('or', subsetsOf(wanted, literals, context), wanted, context) ??
    mixed(literals, wanted, context) ??
    alternatives(literals, wanted, context);
  return found?.condition;
}

function literalsOf(question: Question, context: Bits): Candidate[] {
  const yes = question.yes & context;
  if (yes === 0n || yes === context) return [];
  const literal = (negated: boolean): Condition => ({ kind: 'question', question, negated });
  const plain = { condition: literal(false), bits: yes };
  return question.onlyPlain ? [plain] : [plain, { condition: literal(true), bits: context & ~yes }];
}

function supersetsOf(wanted: Bits, candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ bits }) => (bits & wanted) === wanted);
}

/** Those that hold somewhere among some samples, and only where it is wanted. */
function subsetsOf(wanted: Bits, candidates: readonly Candidate[], among: Bits): Candidate[] {
  return candidates.filter(({ bits }) => (bits & among & ~wanted) === 0n && (bits & among) !== 0n);
}

/** `a and (b or c)`, then `a and b and (c or d)`. */
function mixed(literals: readonly Candidate[], wanted: Bits, context: Bits): Candidate | undefined {
  const supersets = supersetsOf(wanted, literals);
  const pairs = supersets.flatMap((first, index) => supersets.slice(index + 1).map(other => [first, other]));
  for (const outer of [...supersets.map(only => [only]), ...pairs]) {
    const inner = outer.reduce((all, { bits }) => all & bits, context);
    const either = joined('or', subsetsOf(wanted, literals, inner), wanted, inner);
    if (either) return candidateOf('and', [...outer, either], context);
  }
  return undefined;
}

/** `(a and b) or (c and d)`, or `a or (c and d)`. */
function alternatives(literals: readonly Candidate[], wanted: Bits, context: Bits): Candidate | undefined {
  const products = literals.flatMap((first, index) => [
    first,
    ...literals.slice(index + 1).map(other => candidateOf('and', [first, other], context)),
  ]);
  return joined('or', subsetsOf(wanted, products, context), wanted, context);
}

function candidateOf(kind: 'and' | 'or', parts: readonly Candidate[], among: Bits): Candidate {
  return {
    condition: { kind, parts: parts.map(({ condition }) => condition) },
    bits: bitsOf(kind, parts, among),
  };
}

function bitsOf(kind: 'and' | 'or', parts: readonly Candidate[], among: Bits): Bits {
  return kind === 'and'
    ? parts.reduce((all, { bits }) => all & bits, among)
    : parts.reduce((all, { bits }) => all | (bits & among), 0n);
}

/** The first two, then the first three, that fit together; failing that, all of them without those not needed. */
function joined(
  kind: 'and' | 'or',
  candidates: readonly Candidate[],
  wanted: Bits,
  among: Bits,
): Candidate | undefined {
  const fits = (parts: readonly Candidate[]) => bitsOf(kind, parts, among) === wanted;
  if (candidates.length === 0 || !fits(candidates)) return undefined;
  const found = choose(candidates, 2, fits) ?? choose(candidates, 3, fits) ?? reduced(candidates, fits);
  return candidateOf(kind, found, among);
}

function reduced(
  candidates: readonly Candidate[],
  fits: (parts: readonly Candidate[]) => boolean,
): readonly Candidate[] {
  return candidates.reduceRight((rest, candidate) => {
    const fewer = rest.filter(other => other !== candidate);
    return fewer.length > 0 && fits(fewer) ? fewer : rest;
  }, candidates);
}

function choose(
  candidates: readonly Candidate[],
  size: number,
  fits: (parts: readonly Candidate[]) => boolean,
  chosen: readonly Candidate[] = [],
): readonly Candidate[] | undefined {
  if (size === 0) return fits(chosen) ? chosen : undefined;
  for (const [index, candidate] of candidates.entries()) {
    const found = choose(candidates.slice(index + 1), size - 1, fits, [...chosen, candidate]);
    if (found) return found;
  }
  return undefined;
}
