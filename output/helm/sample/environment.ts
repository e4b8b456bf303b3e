import { Duration } from 'cdk8s';
import type { Environment } from '../../../config/environment.ts';
import { call, type Expression, type Field, include, inside, values } from '../template/expression.ts';
import { loopsOf } from '../template/inspect.ts';
import {
  app,
  cache,
  cacheName,
  cluster,
  database,
  isWord,
  name,
  type Round,
  value,
  type Word,
  whole,
} from './choice.ts';
import { caller, type Kind, kindsOf, loopThrough, ofKind, used, usedPort, wholeLoops } from './loops.ts';
import type { Sample, SampleContext } from './model.ts';
import { SymbolicQuantity } from './quantity.ts';
import { type Collection, type Fields, type Scalar, type Shape, typeOfShape, wordsOf } from './shape.ts';
import { filledIn } from './table.ts';
import { ofNeighbors } from './table-kinds.ts';

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
    const { others } = this.context.model;
    return {
      ...this.object([others], values),
      databases: this.databases(),
      caches: this.caches(),
      applications: this.applications(),
    } as unknown as Environment;
  }

  /** The database that templates are about: `database`, or a further one. */
  private databases(): object {
    const { symbols, model } = this.context;
    if (this.sample.choices.database === 'none' || model.database === undefined) return {};
    // An external one has none of the keys of one that runs here.
    return { [symbols.text(cluster)]: this.value(model.database, { ...database, certain: 0 }) };
  }

  /** What an application says of its connection to that database. */
  private connections(): object {
    const { symbols, model } = this.context;
    if (!this.sample.choices.usesDatabase || model.connection === undefined) return {};
    const connection = call('get', value('applications.*.connections'), cluster);
    const of = call('default', call('dict'), connection);
    const field: Field = { ...app, of, at: 'applications.*.connections.*' };
    return { [symbols.text(cluster)]: this.value(model.connection, field) };
  }

  /** The cache that templates are about: `cache`, or a further one. */
  private caches(): object {
    const { symbols, model } = this.context;
    if (this.sample.choices.cache === 'none' || model.cache === undefined) return {};
    return { [symbols.text(cacheName)]: this.value(model.cache, cache) };
  }

  /** The application that templates are about, one that it uses, and one that uses it. */
  private applications(): object {
    const { usesDatabase, usesCache, usesEndpoint, usesApplication, isUsed } = this.sample.choices;
    const { symbols, model } = this.context;
    const [subject = '', other = '', third = ''] = [name, used, caller].map(key => symbols.text(key));
    const uses = [
      usesDatabase && symbols.text(cluster),
      usesCache && symbols.text(cacheName),
      usesEndpoint && `${symbols.text(cacheName)}-endpoint`,
      usesApplication && other,
    ];
    const small = new EnvironmentOfMarkers(this.context, this.sample, true);
    const neighbor = (key: Field, uses: readonly string[]) => {
      const of = call('get', value('applications'), key);
      return { ...(small.value(model.application, { ...app, of }) as object), uses, connections: {} };
    };
    return {
      [subject]: {
        ...(this.value(model.application, app) as object),
        uses: uses.filter(Boolean),
        connections: this.connections(),
      },
      ...(usesApplication && {
        [other]: { ...neighbor(used, []), ...this.spoken() },
      }),
      ...(isUsed && { [third]: { ...neighbor(caller, [subject]), ...this.callerJobs() } }),
    };
  }

  /** The Jobs of the application that uses the one in question. */
  private callerJobs(): object {
    const { callerHasJob, callerExamines } = this.sample.choices;
    return { ...(callerHasJob && { beforeRelease: job }), ...(callerExamines && { delivery: examined }) };
  }

  /** What the application that another one uses speaks, and its named ports. */
  private spoken(): object {
    const { usedHasPaths, usedHasPorts, usedPortIsUdp } = this.sample.choices;
    const { symbols } = this.context;
    const number = (key: string) => symbols.marker(inside(usedPort.item, key, 'integer'));
    const protocol = usedPortIsUdp ? 'UDP' : 'TCP';
    const port = { port: number('port'), servicePort: number('servicePort'), protocol };
    return {
      protocol: usedHasPaths ? 'HTTP' : 'gRPC',
      ports: usedHasPorts ? { [symbols.text(usedPort.key)]: port } : {},
    };
  }

  private value(shape: Shape, field: Field): unknown {
    if (shape.kind === 'scalar') return this.scalar(shape, field);
    if (shape.kind === 'object') return this.object(shape.alternatives, field);
    if (shape.kind !== 'either') return this.collection(shape, field);
    const isObject = this.isChosen(field, call('kindIs', 'map', field));
    const { words } = shape.scalar;
    if (!isObject) return words?.[0] ?? this.marker(shape.scalar, field);
    // A word such as false has no keys to ask for.
    return this.value(shape.object, words ? { ...field, certain: field.path.length - 1 } : field);
  }

  /** Whether something is there, or is the larger of two. */
  private isChosen({ at = '' }: Field, question: Expression): boolean {
    if (this.isSmall) return filledIn.includes(at) || ofNeighbors[at] === true;
    return this.context.model.chosenAt(at, this.sample, { asks: [[question]] }) !== false;
  }

  private wordOf(words: readonly Word[], field: Field): Word {
    if (this.isSmall) return ofNeighbors[field.at ?? ''] ?? words.at(-1) ?? false;
    const asks = words.map(word => (typeof word === 'boolean' ? ([field] as const) : isWord(field, word)));
    return this.context.model.chosenAt(field.at ?? '', this.sample, { domain: words, asks });
  }

  private scalar(shape: Scalar, field: Field): unknown {
    const { words, type } = shape;
    const { said } = this.context;
    const isChoice = words && !(type === 'word' && this.isOnlyCopied(field));
    const word = isChoice ? this.wordOf(words, field) : this.saidAt(field.at ?? '');
    if (word === undefined || (word === true && type !== 'boolean')) return this.marker(shape, field);
    if (!this.isSmall) said.set(field.at ?? '', { ...withoutDoubt(field), type });
    return word;
  }

  /** A word within a list or a map, for which the table has no row: constructs do not branch on it. */
  private isOnlyCopied(field: Field): boolean {
    const isInLoop = loopsOf(field).some(loop => !wholeLoops.includes(loop));
    return isInLoop && !this.context.model.hasRowFor(field.at ?? '');
  }

  private saidAt(place: string): Word | undefined {
    const ofNeighbor = this.isSmall ? ofNeighbors[place] : undefined;
    return ofNeighbor ?? this.context.model.saidAt(place, this.sample.choices);
  }

  private marker({ holds, type }: Scalar, field: Field): unknown {
    const { symbols } = this.context;
    const typed: Field = { ...withoutDoubt(field), type };
    if (holds === 'quantity') return new SymbolicQuantity(symbols, typed);
    if (holds === 'duration') return Duration.seconds(symbols.number(include('seconds', { ...field, type })));
    if (holds === 'image') return { repository: 'image', reference: symbols.text(typed) };
    return symbols.marker(typed);
  }

  /** The one of some objects whose words are chosen, or that these words are of. */
  private object(alternatives: readonly Fields[], field: Field, words: Kind = {}): object {
    const fields = alternatives.length === 1 ? alternatives[0] : this.alternative(alternatives, field);
    return Object.fromEntries(
      Object.entries(fields ?? {}).flatMap(([key, { shape, isOptional }]) => {
        if (words[key] !== undefined) return [[key, words[key]]];
        const inner = inside(field, key, typeOfShape(shape));
        if (!isOptional) return [[key, this.value(shape, inner)]];
        const uncertain = { ...inner, certain: inner.certain ?? inner.path.length - 1 };
        return this.isThere(shape, field, inner, key) ? [[key, this.value(shape, uncertain)]] : [];
      }),
    );
  }

  private isThere(shape: Shape, outer: Field, inner: Field, key: string): boolean {
    const parent = outer.certain === undefined ? outer : call('default', call('dict'), outer);
    const isOfWords = shape.kind === 'either' || (shape.kind === 'scalar' && shape.words !== undefined);
    return this.isChosen(isOfWords ? { ...inner, at: `${inner.at}?` } : inner, call('hasKey', parent, key));
  }

  /** A key with different words in each object tells them apart. */
  private alternative(alternatives: readonly Fields[], field: Field): Fields | undefined {
    const keys = Object.keys(alternatives[0] ?? {});
    const isTelling = (key: string) => alternatives.every(fields => wordsOf(fields, key).length > 0);
    const key = keys.find(isTelling) ?? '';
    const words = alternatives.flatMap(fields => wordsOf(fields, key));
    const chosen = this.wordOf(words, inside(field, key, 'word'));
    return alternatives.find(fields => wordsOf(fields, key).includes(chosen));
  }

  private collection(shape: Collection, field: Field): unknown {
    const { model, symbols, loops } = this.context;
    const [place, list] = [field.at ?? '', withoutDoubt(field)];
    if (!shape.isNeverEmpty && !this.isChosen(field, field)) return shape.kind === 'map' ? {} : [];
    const round = model.rounds.get(place);
    if (round === whole) {
      // The first key of an item stands for the whole list.
      const block = symbols.text(call('toYaml', list));
      return shape.kind === 'list' ? [{ key: block }] : { [block]: block };
    }
    if (round?.kinds && shape.item.kind === 'object')
      return this.kinds(shape, shape.item.alternatives, list, round);
    const loop = loopThrough(shape, list, place, model.questionAt(place), round);
    const isItself = round?.over === undefined && !shape.isAlsoItem;
    loops.add(isItself && field.certain !== undefined ? { ...loop, overIfThere: field } : loop);
    const item = this.value(shape.item, loop.item);
    if (shape.kind === 'list') return [item];
    return { [symbols.text({ ...(loop.key ?? loop.item), type: 'text' })]: item };
  }

  /** An item of each kind that is said to be there. */
  private kinds(shape: Collection, alternatives: readonly Fields[], field: Field, round: Round): unknown[] {
    const { model, loops } = this.context;
    return kindsOf(alternatives, round.kinds ?? []).flatMap(([fields, kind]) => {
      const id = [field.at, ...Object.values(kind)].join(' ');
      if (model.saidAt(id, this.sample.choices) === false) return [];
      const loop = ofKind(loopThrough(shape, field, id, model.questionAt(id), round), kind);
      loops.add(loop);
      return [this.object([fields], loop.item, kind)];
    });
  }
}

/** The Job of an application that uses the one in question: that it is there is all that is read. */
const job = { command: ['prepare'], deadline: Duration.minutes(10), retries: 0 };
/** The same of its releases. */
const examined = {
  strategy: 'blueGreen',
  autoPromotion: true,
  analysis: { interval: Duration.seconds(30), count: 5, successRate: 1, job },
  scaleDownDelay: Duration.minutes(15),
};

/** A value that is there: what it lies in is there, too. */
function withoutDoubt({ certain: _certain, ...field }: Field): Field {
  return field;
}
