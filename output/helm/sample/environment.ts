import { Duration } from 'cdk8s';
import type { Environment } from '../../../config/environment.ts';
import { call, type Field, include, inside, literal, values } from '../template/expression.ts';
import { type Asked, app, isWord, name, type Round, value, whole } from './choice.ts';
import { type Collection, caller, type Kind, kindsOf, loopThrough, ofKind, used } from './loops.ts';
import type { Sample, SampleContext } from './model.ts';
import { SymbolicQuantity } from './quantity.ts';
import { type Fields, type Scalar, type Shape, typeOfShape, type Word } from './shape.ts';
import { filledIn } from './table.ts';

/**
 * Builds an environment whose values are markers of where a template finds them, but for those that choices say. What
 * may be missing or empty and what is one of a few words is a choice, with or without a row of the table.
 */
export class EnvironmentOfMarkers {
  constructor(
    private readonly context: SampleContext,
    private readonly sample: Sample,
    /** Whether what may be missing is. Default: as choices say. */
    private readonly isSmall = false,
  ) {}

  build(): Environment {
    const { application, others } = this.context.model;
    const applications = this.applications(application);
    return { ...this.object([others], values), applications } as unknown as Environment;
  }

  /** The application that templates are about, one that it uses, and one that uses it. */
  private applications(shape: Shape): object {
    const { usesDatabase, usesCache, usesApplication, isUsed } = this.sample.choices;
    const [subject, other, third] = [name, used, caller].map(key => this.context.symbols.text(key));
    const small = new EnvironmentOfMarkers(this.context, this.sample, true);
    const of = (key: Field): Field => ({ ...app, of: call('get', value('applications'), key) });
    const uses = [
      ...(usesDatabase ? ['database'] : []),
      ...(usesCache ? ['cache'] : []),
      ...(usesApplication ? [other] : []),
    ];
    return {
      [subject ?? '']: { ...(this.value(shape, app) as object), uses },
      ...(usesApplication && { [other ?? '']: { ...(small.value(shape, of(used)) as object), uses: [] } }),
      ...(isUsed && { [third ?? '']: { ...(small.value(shape, of(caller)) as object), uses: [subject] } }),
    };
  }

  private value(shape: Shape, field: Field): unknown {
    switch (shape.kind) {
      case 'scalar':
        return this.scalar(shape, field);
      case 'object':
        return this.object(shape.alternatives, field);
      case 'either': {
        const isObject = this.isChosen(field, () => [[call('kindIs', literal('map'), field)]]);
        return isObject ? this.value(shape.object, field) : this.marker(shape.scalar, field);
      }
      default:
        return this.collection(shape, field);
    }
  }

  /** Whether something is there, or is the larger of two. */
  private isChosen({ at = '' }: Field, asks: () => readonly Asked[]): boolean {
    if (this.isSmall) return filledIn.includes(at);
    return this.context.model.chosenAt(at, this.sample, [false, true], asks) !== false;
  }

  private wordOf(words: readonly Word[], field: Field): Word {
    if (this.isSmall) return words.at(-1) ?? false;
    const asks = () =>
      words.map(
        (word): Asked => (typeof word === 'boolean' ? [field] : [isWord(field, word), made => made === word]),
      );
    return this.context.model.chosenAt(field.at ?? '', this.sample, words, asks);
  }

  private scalar(shape: Scalar, field: Field): unknown {
    const { words, type } = shape;
    const { model, said } = this.context;
    const word = words ? this.wordOf(words, field) : model.saidAt(field.at ?? '', this.sample.choices);
    if (word === undefined || (word === true && type !== 'boolean')) return this.marker(shape, field);
    if (!this.isSmall) said.set(field.at ?? '', { ...withoutDoubt(field), type });
    return word;
  }

  private marker({ holds, type }: Scalar, field: Field): unknown {
    const { symbols } = this.context;
    const typed: Field = { ...withoutDoubt(field), type };
    if (holds === 'quantity') return new SymbolicQuantity(symbols, typed);
    if (holds === 'duration') return Duration.seconds(symbols.number(include('seconds', typed)));
    if (holds === 'image') return { repository: 'image', reference: symbols.text(typed) };
    return type === 'integer' || type === 'number' ? symbols.number(typed) : symbols.text(typed);
  }

  /** The one of some objects whose words are chosen. */
  private object(alternatives: readonly Fields[], field: Field, kind: Kind = {}): object {
    const fields = alternatives.length === 1 ? alternatives[0] : this.alternative(alternatives, field, kind);
    return Object.fromEntries(
      Object.entries(fields ?? {}).flatMap(([key, { shape, isOptional }]) => {
        if (kind[key] !== undefined) return [[key, kind[key]]];
        const inner = inside(field, key, typeOfShape(shape));
        if (!isOptional) return [[key, this.value(shape, inner)]];
        const uncertain = { ...inner, certain: inner.certain ?? inner.path.length - 1 };
        return this.isThere(shape, field, inner, key) ? [[key, this.value(shape, uncertain)]] : [];
      }),
    );
  }

  private isThere(shape: Shape, outer: Field, { at = '', ...inner }: Field, key: string): boolean {
    const parent = outer.certain === undefined ? outer : call('default', call('dict'), outer);
    const asks = (): Asked[] => [[call('hasKey', parent, literal(key))]];
    const isOfWords = shape.kind === 'scalar' && shape.words !== undefined;
    return this.isChosen({ ...inner, at: isOfWords ? `${at}?` : at }, asks);
  }

  /** A key with different words in each object tells them apart. */
  private alternative(alternatives: readonly Fields[], field: Field, kind: Kind): Fields | undefined {
    const wordsIn = (fields: Fields, key: string) => {
      const shape = fields[key]?.shape;
      return shape?.kind === 'scalar' ? (shape.words ?? []) : [];
    };
    const keys = Object.keys(alternatives[0] ?? {});
    const key =
      keys.find(candidate => alternatives.every(fields => wordsIn(fields, candidate).length > 0)) ?? '';
    const words = alternatives.flatMap(fields => wordsIn(fields, key));
    const word = kind[key] ?? this.wordOf(words, inside(field, key, 'word'));
    return alternatives.find(fields => wordsIn(fields, key).includes(word));
  }

  private collection(shape: Collection, field: Field): unknown {
    const { model, symbols, loops } = this.context;
    const [place, list] = [field.at ?? '', withoutDoubt(field)];
    if (!shape.isNeverEmpty && !this.isChosen(field, () => [[field]])) return shape.kind === 'map' ? {} : [];
    const round = model.roundAt(place);
    if (round === whole) return this.whole(shape, list);
    if (round?.kinds && shape.item.kind === 'object')
      return this.kinds(shape, shape.item.alternatives, list, round);
    const loop = loopThrough(shape, list, place, model.questionAt(place), round);
    loops.add(loop);
    const item = this.value(shape.item, loop.item);
    return shape.kind === 'list'
      ? [item]
      : { [symbols.text({ ...(loop.key ?? loop.item), type: 'text' })]: item };
  }

  /** An item of each kind that is said to be there. */
  private kinds(shape: Collection, alternatives: readonly Fields[], field: Field, round: Round): unknown[] {
    const { model, loops } = this.context;
    return kindsOf(alternatives, round.kinds ?? []).flatMap(kind => {
      const id = [field.at, ...Object.values(kind)].join(' ');
      if (model.saidAt(id, this.sample.choices) === false) return [];
      const loop = ofKind(loopThrough(shape, field, id, model.questionAt(id), round), kind);
      loops.add(loop);
      return [this.object(alternatives, loop.item, kind)];
    });
  }

  /** The first key of an item stands for the whole list. */
  private whole(shape: Collection, field: Field): object {
    const block = this.context.symbols.text(call('toYaml', field));
    return shape.kind === 'list' ? [{ key: block }] : { [block]: block };
  }
}

/** A value that is there: what it lies in is there, too. */
function withoutDoubt({ certain: _certain, ...field }: Field): Field {
  return field;
}
