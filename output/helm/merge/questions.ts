import { type Choice, type Choices, questionId } from '../sample/choice.ts';
import { loopsOf } from '../template/inspect.ts';
import type { Bits, Question } from './conditions.ts';

/** Every question of a table, answered for samples of these choices. */
export function questionsAbout(
  table: Readonly<Record<string, Choice>>,
  samples: readonly Choices[],
): Question[] {
  return Object.entries(table).flatMap(([choice, { asks = [] }]) =>
    asks.map(([template, yes = made => made === true], index) => {
      const loops = loopsOf(template);
      const ofApplication = loops.includes('application');
      const within = loops.filter(loop => loop !== 'application');
      const answers = bitsWhere(samples, choices => yes(choices[choice] ?? '', choices));
      return { id: questionId(choice, index), template, ofApplication, within, yes: answers };
    }),
  );
}

/** A bit for each sample of which something is true. */
export function bitsWhere<T>(samples: readonly T[], holds: (sample: T) => boolean): Bits {
  return samples.reduce((bits, sample, index) => (holds(sample) ? bits | (1n << BigInt(index)) : bits), 0n);
}
