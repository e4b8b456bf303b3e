import { call, type Expression } from '../template/expression.ts';
import { type Choice, type Choices, type Round, value, type Word, type whole } from './choice.ts';

export type Needs = (choices: Choices) => boolean;

/** Whether an application of the sample answers requests. */
export const listens: Needs = ({ kind }) => kind === 'web' || kind === 'stateful';

/** Whether hosts and routes may lead to an application of the sample. */
export const mayHaveHost: Needs = listens;

/** As it was drawn where something holds, and otherwise always the same. */
export function where(needs: Needs, otherwise: Word = false): Required<Choice>['made'] {
  return (drawn, choices) => (needs(choices) ? drawn : otherwise);
}

export interface Options extends Choice {
  /** Where it may be there at all. Default: everywhere. */
  readonly needs?: Needs;
  readonly round?: Round | typeof whole;
}

/** A key that may be missing, or a list or map that may be empty. */
export function optional(place: string, { needs, round, ...choice }: Options = {}): Choice {
  const path = place.replaceAll('?', '');
  return {
    ...(needs && { made: where(needs) }),
    says: { [path]: itself },
    asks: [[value(place)]],
    ...(round && { rounds: { [path]: round } }),
    ...choice,
  };
}

/** A number of which only the least differs from all others. */
export function number(place: string, least: number, choice: Choice): Choice {
  return {
    says: { [place.replaceAll('?', '')]: made => (made === least ? least : true) },
    asks: [[isAbove(place, least), made => made !== least]],
    ...choice,
  };
}

/** Something that operations answer and templates ask, and that the sample environment does not say. */
export function answered(template: Expression, choice: Choice = {}): Choice {
  return { asks: [[template]], ...choice };
}

/** A question that is a condition of other choices together. */
export function together(template: Expression, yes: Needs): Choice {
  return { domain: [true], asks: [[template, (_, choices) => yes(choices)]] };
}

export const of = (key: string) => `applications.*.${key}`;
export const field = (key: string) => value(of(key));
export const has = (word: string, list: Expression) => call('has', word, list);
export const not = (condition: Expression) => call('not', condition);
export const isAbove = (place: string, least: number) => call('gt', call('int', value(place)), least);
export const itself = (made: Word) => made;
