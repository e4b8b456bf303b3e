import { interpreted } from '../../../config/units/operation.ts';
import { hookOfHelm } from '../hooks.ts';
import { keptByHelm } from '../kept.ts';
import { type Expression, type Field, piped } from '../template/expression.ts';
import { type Choices, choicesOf, type Word } from './choice.ts';
import { Definitions } from './definitions.ts';
import { EnvironmentOfMarkers } from './environment.ts';
import { Interpretation } from './interpretation.ts';
import { Loops } from './loops.ts';
import { Model, type SampleContext, type Source } from './model.ts';
import { carryOut } from './operations.ts';
import { Symbols } from './symbols.ts';
import { table } from './table.ts';

/** Syntheses enough that every condition that constructs make of up to four choices shows. */
const sampleCount = 1600;

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
  /** The item of a list of the application that it is about. - none: the application as a whole. */
  readonly item?: Field;
  /** The loop of the environment whose item it is about. - none: the environment as a whole. */
  readonly loop?: string;
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
export interface Samples extends SampleContext {
  readonly choices: readonly Choices[];
  readonly objects: readonly Sampled[];
  readonly data: readonly Sampled[];
  readonly copied: readonly Copied[];
}

/** Synthesizes environments of markers, one for each combination of choices that is tried. */
export function takeSamples({ schema, render }: Source): Samples {
  const model = new Model(schema);
  const [symbols, loops, definitions] = [new Symbols(), new Loops(), new Definitions()];
  const context = { model, symbols, loops, definitions, said: new Map<string, Field>() };
  const choices = Array.from({ length: sampleCount }, (_, index) => choicesOf(table, index));
  const [objects, data] = [new Map<string, Sampled>(), new Map<string, Sampled>()];
  for (const [index, chosen] of choices.entries()) {
    const here = new Interpretation(symbols, loops, definitions, chosen);
    const environment = new EnvironmentOfMarkers(context, { index, choices: chosen }).build();
    const rendered = interpreted(
      (operation, operands) => carryOut(operation, here, operands),
      () =>
        render(environment).objects.map(({ manifest, origin }) => ({
          origin,
          manifest: hookOfHelm(keptByHelm(manifest)),
        })),
    );
    const bits = 1n << BigInt(index);
    for (const { manifest, origin } of rendered) {
      const { kind, metadata } = manifest;
      const loopsOfName = symbols.loopsOf(metadata.name);
      if (loopsOfName.has('used') || loopsOfName.has('caller')) continue;
      const [, tier = ''] = origin.split('/');
      const part = { tier, kind, name: metadata.name, ofApplication: loopsOfName.has('application') };
      addTo(objects, part, { value: manifest, bits });
    }
    for (const [name, { ofApplication, item, loop, data: named }] of here.namedData) {
      const value = JSON.parse(JSON.stringify(named));
      const about = { ofApplication, ...(item && { item }), ...(loop && { loop }) };
      addTo(data, { tier: '', kind: '', name, ...about }, { value, bits });
    }
  }
  const copied = copiedValues(context, choices);
  return { ...context, choices, objects: [...objects.values()], data: [...data.values()], copied };
}

/** Adds what a part of a chart is in a sample. */
function addTo(parts: Map<string, Sampled>, part: Omit<Sampled, 'variants'>, variant: Variant): void {
  const key = `${part.tier} ${part.kind} ${part.name}`;
  const sampled = parts.get(key) ?? { ...part, variants: [] };
  parts.set(key, sampled);
  sampled.variants.push(variant);
}

/** The values that samples say in place of markers, and what is computed of them: constructs may copy both. */
function copiedValues({ model, symbols, said }: SampleContext, choices: readonly Choices[]): Copied[] {
  const itself = { template: (field: Expression) => field, of: (word: Word) => word };
  return Object.entries(model.choices).flatMap(([id, { says = { [id]: itself.of }, computed }]) =>
    Object.entries(says).flatMap(([place, say]) => {
      const field = said.get(place);
      if (field === undefined) return [];
      const isBoolean = field.type === 'boolean';
      return [itself, ...(computed ? [computed] : [])].map(({ template, of }): Copied => {
        const expression = template(field);
        const marker = symbols.marker(expression);
        const bySample = choices.map(sample => {
          const word = say(sample[id] ?? false, sample);
          return word === true && !isBoolean ? marker : of(word);
        });
        const inText = isBoolean ? symbols.text(piped('toString', expression)) : String(marker);
        return { marker, inText, bySample };
      });
    }),
  );
}
