import fc from 'fast-check';
import { type Condition, explain, type Question } from '../../../output/helm/merge/conditions.ts';
import { variable } from '../../../output/helm/template/expression.ts';
import { law } from '../../support/law.ts';

/** Three questions with all eight combinations of answers, one sample each. */
const questions: readonly Question[] = [0, 1, 2].map(index => ({
  id: 'abc'[index] ?? '',
  template: variable(`$${'abc'[index]}`, 'boolean'),
  loops: [],
  reads: [],
  yes: Array.from({ length: 8 }, (_, sample) => sample).reduce(
    (bits, sample) => ((sample >> index) & 1 ? bits | (1n << BigInt(sample)) : bits),
    0n,
  ),
}));
const all = 0b1111_1111n;
const [a, b, c] = questions.map(({ yes }) => yes) as [bigint, bigint, bigint];

function text(condition: Condition | undefined): string | undefined {
  if (condition === undefined) return undefined;
  if (condition.kind === 'question') return `${condition.negated ? 'not ' : ''}${condition.question.id}`;
  return `(${condition.parts.map(text).join(` ${condition.kind} `)})`;
}

function holds(condition: Condition): bigint {
  if (condition.kind === 'question') {
    return condition.negated ? all & ~condition.question.yes : condition.question.yes;
  }
  const parts = condition.parts.map(holds);
  return condition.kind === 'and'
    ? parts.reduce((left, right) => left & right)
    : parts.reduce((left, right) => left | right);
}

test('one question is asked where one tells', () => {
  expect(text(explain(a, all, questions))).toBe('a');
  expect(text(explain(all & ~b, all, questions))).toBe('not b');
});

test('what the context answers already is not asked again', () => {
  expect(text(explain(a & b, a, questions))).toBe('b');
});

test('two and three questions are joined', () => {
  expect(text(explain(a & b, all, questions))).toBe('(a and b)');
  expect(text(explain(a | b | c, all, questions))).toBe('(a or b or c)');
  expect(text(explain(a & (b | c), all, questions))).toBe('(a and (b or c))');
});

test('a question whose opposite has no template is only asked as it is', () => {
  const onlyPlain = questions.map(question => ({ ...question, onlyPlain: true }));
  expect(explain(all & ~a, all, onlyPlain)).toBeUndefined();
});

test('a condition that is found holds exactly where it should', () => {
  law(
    fc.property(fc.integer({ min: 1, max: 255 }), fc.integer({ min: 1, max: 255 }), (some, others) => {
      const [wanted, context] = [BigInt(some), BigInt(others)];
      const condition = explain(wanted & context, context, questions);
      return condition === undefined || (holds(condition) & context) === (wanted & context);
    }),
  );
});
