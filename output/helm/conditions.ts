/** A set of samples, one bit each. */
export type Bits = bigint;

/** A question about the values that divides the samples. */
export interface Question {
  readonly id: string;
  /** As the argument of `if`, `and`, `or`, `not`: `$app.host`, `(gt (int $.Values.cluster.zones) 1)`. */
  readonly template: string;
  /** Whether it is about one application. */
  readonly ofApplication: boolean;
  /** Whether it may only be asked as it is, because "some application" has no simple opposite. Default: false. */
  readonly onlyPlain?: boolean;
  /** Where the answer is yes. */
  readonly yes: Bits;
}

/** What a condition is made of. */
export type Condition =
  | { readonly kind: 'question'; readonly question: Question; readonly negated: boolean }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] };

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
  const fits = ({ bits }: Candidate): boolean => (bits & context) === wanted;
  const single = literals.find(fits);
  if (single) return single.condition;
  const supersets = literals.filter(({ bits }) => (bits & wanted) === wanted);
  const subsets = literals.filter(({ bits }) => (bits & context & ~wanted) === 0n && (bits & context) !== 0n);
  return (
    conjunction(supersets, wanted, context) ??
    disjunction(subsets, wanted, context) ??
    mixed(literals, supersets, wanted, context) ??
    alternatives(literals, wanted, context)
  )?.condition;
}

function literalsOf(question: Question, context: Bits): Candidate[] {
  const yes = question.yes & context;
  if (yes === 0n || yes === context) return [];
  const literal = (negated: boolean): Condition => ({ kind: 'question', question, negated });
  const plain = { condition: literal(false), bits: yes };
  return question.onlyPlain ? [plain] : [plain, { condition: literal(true), bits: context & ~yes }];
}

function conjunction(supersets: readonly Candidate[], wanted: Bits, context: Bits): Candidate | undefined {
  return combination(
    supersets,
    'and',
    candidates => candidates.reduce((bits, candidate) => bits & candidate.bits, context) === wanted,
  );
}

function disjunction(subsets: readonly Candidate[], wanted: Bits, context: Bits): Candidate | undefined {
  return combination(
    subsets,
    'or',
    candidates => candidates.reduce((bits, candidate) => bits | (candidate.bits & context), 0n) === wanted,
  );
}

/** `a and (b or c)`. */
function mixed(
  literals: readonly Candidate[],
  supersets: readonly Candidate[],
  wanted: Bits,
  context: Bits,
): Candidate | undefined {
  for (const outer of supersets) {
    const inner = outer.bits & context;
    const subsets = literals.filter(({ bits }) => (bits & inner & ~wanted) === 0n && (bits & inner) !== 0n);
    const either = disjunction(subsets, wanted, inner);
    if (either) return and(outer, either);
  }
  for (const [index, outer] of supersets.entries()) {
    for (const second of supersets.slice(index + 1)) {
      const inner = outer.bits & second.bits & context;
      const subsets = literals.filter(({ bits }) => (bits & inner & ~wanted) === 0n && (bits & inner) !== 0n);
      const either = disjunction(subsets, wanted, inner);
      if (either) return and(outer, second, either);
    }
  }
  return undefined;
}

/** `(a and b) or (c and d)`, or `a or (c and d)`. */
function alternatives(literals: readonly Candidate[], wanted: Bits, context: Bits): Candidate | undefined {
  const products: Candidate[] = [];
  for (const [index, one] of literals.entries()) {
    for (const other of [one, ...literals.slice(index + 1)]) {
      const bits = one.bits & other.bits & context;
      if (bits === 0n || (bits & ~wanted) !== 0n) continue;
      products.push(one === other ? one : and(one, other));
    }
  }
  return combination(
    products,
    'or',
    parts => parts.reduce((bits, part) => bits | (part.bits & context), 0n) === wanted,
  );
}

function and(...parts: readonly Candidate[]): Candidate {
  const flat = parts.flatMap(({ condition }) => (condition.kind === 'and' ? condition.parts : [condition]));
  return {
    condition: { kind: 'and', parts: flat },
    bits: parts.map(({ bits }) => bits).reduce((all, bits) => all & bits),
  };
}

/** The first two, then the first three, that fit together; failing that, all of them without those not needed. */
function combination(
  candidates: readonly Candidate[],
  kind: 'and' | 'or',
  fitting: (candidates: readonly Candidate[]) => boolean,
): Candidate | undefined {
  const found =
    choose(candidates, 2, fitting) ?? choose(candidates, 3, fitting) ?? reduced(candidates, fitting);
  if (found === undefined) return undefined;
  const bits = found.map(candidate => candidate.bits);
  return {
    condition: { kind, parts: found.map(({ condition }) => condition) },
    bits: kind === 'and' ? bits.reduce((all, one) => all & one) : bits.reduce((all, one) => all | one),
  };
}

function reduced(
  candidates: readonly Candidate[],
  fitting: (candidates: readonly Candidate[]) => boolean,
): readonly Candidate[] | undefined {
  if (candidates.length === 0 || !fitting(candidates)) return undefined;
  let kept = candidates;
  for (const candidate of [...candidates].reverse()) {
    const fewer = kept.filter(one => one !== candidate);
    if (fewer.length > 0 && fitting(fewer)) kept = fewer;
  }
  return kept;
}

function choose(
  candidates: readonly Candidate[],
  size: number,
  fitting: (candidates: readonly Candidate[]) => boolean,
  chosen: readonly Candidate[] = [],
): readonly Candidate[] | undefined {
  if (size === 0) return fitting(chosen) ? chosen : undefined;
  for (const [index, candidate] of candidates.entries()) {
    const found = choose(candidates.slice(index + 1), size - 1, fitting, [...chosen, candidate]);
    if (found) return found;
  }
  return undefined;
}
