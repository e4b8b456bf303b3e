import { interpreted } from '../../../config/units/operation.ts';
import { keptByHelm } from '../kept.ts';
import { type Expression, type Field, piped } from '../template/expression.ts';
import { type Choices, choicesOf } from './choice.ts';
import { Definitions } from './definitions.ts';
import { EnvironmentOfMarkers } from './environment.ts';
import { Interpretation } from './interpretation.ts';
import { Loops } from './loops.ts';
import { Model, type SampleContext, type Source } from './model.ts';
import { carryOut } from './operations.ts';
import type { Word } from './shape.ts';
import { Symbols } from './symbols.ts';
import { table } from './table.ts';

/** Syntheses enough that every condition that constructs make of up to four choices shows. */
const sampleCount = 400;

/** A value in those samples whose bits are set. */
export interface Variant {
  readonly value: unknown;
  readonly bits: bigint;
}

/** A part of a chart in every sample that has it. */
export interface Sampled {
  /** Tier of an object; empty for data. */
  readonly tier: string;
  readonly kind: string;
  /** Name of the object, with markers, or of the data. */
  readonly name: string;
  readonly ofApplication: boolean;
  readonly variants: Variant[];
}

/** A value that is not a marker in some samples, and what it is in each. */
export interface Copied {
  readonly marker: string | number;
  /** Its marker as a text, or in one. */
  readonly inText: string;
  readonly bySample: readonly Word[];
}

/** Everything that all samples synthesize. */
export interface Samples {
  readonly model: Model;
  readonly symbols: Symbols;
  readonly loops: Loops;
  readonly definitions: Definitions;
  readonly choices: readonly Choices[];
  readonly objects: readonly Sampled[];
  readonly data: readonly Sampled[];
  readonly copied: readonly Copied[];
}

/** Synthesizes environments of markers, one for each combination of choices that is tried. */
export function takeSamples({ schema, render }: Source): Samples {
  const context = {
    model: new Model(schema),
    symbols: new Symbols(),
    loops: new Loops(),
    said: new Map<string, Field>(),
  };
  const { symbols, loops } = context;
  const definitions = new Definitions();
  const indexes = Array.from({ length: sampleCount }, (_, index) => index);
  const samples = indexes.map(index => ({ index, choices: choicesOf(table, index) }));
  const [objects, data] = [new Parts(), new Parts()];
  for (const sample of samples) {
    const interpretation = new Interpretation(symbols, loops, definitions, sample.choices);
    const environment = new EnvironmentOfMarkers(context, sample).build();
    const { objects: rendered } = interpreted(
      (operation, operands) => carryOut(operation, interpretation, operands),
      () => render(environment),
    );
    const bits = 1n << BigInt(sample.index);
    for (const { manifest, origin } of rendered) {
      const { kind, metadata } = manifest;
      const loopsOfName = symbols.loopsOf(metadata.name);
      if (loopsOfName.has('used') || loopsOfName.has('caller')) continue;
      const [, tier = ''] = origin.split('/');
      const part = { tier, kind, name: metadata.name, ofApplication: loopsOfName.has('application') };
      objects.add(part, { value: keptByHelm(manifest), bits });
    }
    for (const { name, ofApplication, data: named } of interpretation.namedData.values()) {
      const plain = JSON.parse(JSON.stringify(named));
      data.add({ tier: '', kind: '', name, ofApplication }, { value: plain, bits });
    }
  }
  const choices = samples.map(sample => sample.choices);
  const copied = copiedValues(context, choices);
  return { ...context, definitions, choices, objects: objects.all, data: data.all, copied };
}

/** Parts of a chart, each with all that it is in some sample. */
class Parts {
  private readonly byKey = new Map<string, Sampled>();

  add(part: Omit<Sampled, 'variants'>, variant: Variant): void {
    const key = `${part.tier} ${part.kind} ${part.name}`;
    const sampled = this.byKey.get(key) ?? { ...part, variants: [] };
    this.byKey.set(key, sampled);
    sampled.variants.push(variant);
  }

  get all(): Sampled[] {
    return [...this.byKey.values()];
  }
}

/** The values that samples say in place of markers, and what is computed of them: constructs may copy both. */
function copiedValues({ model, symbols, said }: SampleContext, choices: readonly Choices[]): Copied[] {
  const itself = { template: (field: Expression) => field, of: (word: Word) => word };
  return Object.entries(model.choices).flatMap(([id, { says = { [id]: itself.of }, computed = {} }]) =>
    Object.entries(says).flatMap(([place, say]): Copied[] => {
      const field = said.get(place);
      if (field === undefined) return [];
      const { type } = field;
      return [itself, computed[place] ?? []].flat().map(({ template, of }) => {
        const expression = template(field);
        const marker = type === 'integer' ? symbols.number(expression) : symbols.text(expression);
        const bySample = choices.map(sample => {
          const word = say(sample[id] ?? false, sample);
          return word === true && type !== 'boolean' ? marker : of(word);
        });
        const asText = type === 'boolean' ? symbols.text(piped('toString', expression)) : String(marker);
        return { marker, inText: asText, bySample };
      });
    }),
  );
}
