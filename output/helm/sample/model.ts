import type { z } from 'zod';
import type { Environment } from '../../../config/environment.ts';
import type { Rendered } from '../../render.ts';
import type { Field } from '../template/expression.ts';
import { type Choice, type Choices, drawn, questionId, type Say, type Word } from './choice.ts';
import type { Definitions } from './definitions.ts';
import type { Loops } from './loops.ts';
import { type Fields, type Shape, shapeOf } from './shape.ts';
import type { Symbols } from './symbols.ts';
import { table } from './table.ts';

/** What a chart is made of: a schema, and what renders its environments. */
export interface Source {
  readonly schema: z.core.$ZodType;
  readonly render: (environment: Environment) => Pick<Rendered, 'objects'>;
}

/** What environments of a schema look like, and all that they may choose. */
export class Model {
  readonly shape: Shape;
  /** An application, without what it uses, and how: that is other applications of a sample, or a database. */
  readonly application: Shape;
  /** A database, and what an application says of its connection to one. - none: the schema has none. */
  readonly database?: Shape | undefined;
  readonly connection?: Shape | undefined;
  /** A cache. - none: the schema has none. */
  readonly cache?: Shape | undefined;
  /** All keys of an environment but its applications, databases and caches. */
  readonly others: Fields;
  /** The choices of the table, and those that samples come upon. */
  readonly choices: Record<string, Choice> = { ...table };
  /** How templates go through lists and maps, by place. */
  readonly rounds = new Map(Object.values(table).flatMap(({ rounds = {} }) => Object.entries(rounds)));
  private readonly byPlace = new Map<string, readonly [choice: string, say: Say]>();

  /** @throws for a schema without applications. */
  constructor(schema: z.core.$ZodType) {
    this.shape = shapeOf(schema);
    const [fields = {}] = this.shape.kind === 'object' ? this.shape.alternatives : [];
    const { applications, database: _database, databases, cache: _cache, caches, ...others } = fields;
    const application = itemOf(applications);
    if (application?.kind !== 'object')
      throw new Error('expected a schema with a map of applications, found none');
    const alternatives = application.alternatives.map(({ uses: _uses, connections: _, ...rest }) => rest);
    this.application = { kind: 'object', alternatives };
    this.others = others;
    this.database = itemOf(databases);
    this.connection = itemOf(application.alternatives[0]?.connections);
    this.cache = itemOf(caches);
    for (const [id, { says = {} }] of Object.entries(table)) {
      for (const [place, say] of Object.entries(says)) this.byPlace.set(place, [id, say]);
    }
  }

  /** Id of the question whether a place is there. */
  questionAt(place: string): string | undefined {
    const [choice = ''] = this.byPlace.get(place) ?? [];
    return this.choices[choice]?.asks && questionId(choice);
  }

  /** What a sample says at a place. - undefined: nothing says it. */
  saidAt(place: string, choices: Choices): Word | undefined {
    const [choice = '', say] = this.byPlace.get(place) ?? [];
    return say?.(choices[choice] ?? false, choices);
  }

  /** Whether the table says something of a place. */
  hasRowFor(place: string): boolean {
    return this.byPlace.has(place);
  }

  /** What a sample says at a place; where nothing says it yet, that is this choice from now on. */
  chosenAt(place: string, sample: Sample, further: Choice): Word {
    if (!this.byPlace.has(place)) {
      this.byPlace.set(place, [place, made => made]);
      this.choices[place] = further;
    }
    if (this.choices[place]) sample.choices[place] ??= drawn(place, further, sample.index);
    return this.saidAt(place, sample.choices) ?? false;
  }
}

/** What the items of a map look like. */
function itemOf(field: Fields[string] | undefined): Shape | undefined {
  return field?.shape.kind === 'map' ? field.shape.item : undefined;
}

/** What one synthesis is made of. */
export interface Sample {
  readonly index: number;
  readonly choices: Record<string, Word>;
}

/** What all samples share. */
export interface SampleContext {
  readonly model: Model;
  readonly symbols: Symbols;
  readonly loops: Loops;
  readonly definitions: Definitions;
  /** Fields whose values are said in some sample, by place. */
  readonly said: Map<string, Field>;
}
