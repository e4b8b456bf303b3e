import { interpreted } from '../../config/units/operation.ts';
import { renderEnvironment } from '../render.ts';
import { type Choices, randomChoices } from './choices.ts';
import { Definitions } from './definitions.ts';
import { SymbolicEnvironment } from './environment.ts';
import { keptByHelm } from './kept.ts';
import { Loops } from './loops.ts';
import type { Chosen } from './merge.ts';
import type { Variant } from './node.ts';
import { Interpretation } from './operations.ts';
import { Symbols } from './symbols.ts';

/** Syntheses enough that every condition that constructs make of up to four choices shows. */
const sampleCount = 400;

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

/** Everything that all samples synthesize. */
export interface Samples {
  readonly symbols: Symbols;
  readonly loops: Loops;
  readonly definitions: Definitions;
  readonly choices: readonly Choices[];
  readonly objects: readonly Sampled[];
  readonly data: readonly Sampled[];
  readonly chosen: readonly Chosen[];
}

/** Synthesizes environments of markers, one for each combination of choices that is tried. */
export function takeSamples(): Samples {
  const symbols = new Symbols();
  const loops = new Loops();
  const definitions = new Definitions();
  const choices = randomChoices(sampleCount);
  const objects = new Map<string, Sampled>();
  const data = new Map<string, Sampled>();
  for (const [index, one] of choices.entries()) {
    const interpretation = new Interpretation(symbols, loops, definitions, one);
    const { environment } = new SymbolicEnvironment(symbols, one);
    const { objects: rendered } = interpreted(interpretation.interpreter, () =>
      renderEnvironment(environment),
    );
    const bits = 1n << BigInt(index);
    for (const { manifest, origin } of rendered) {
      const { kind, metadata } = manifest;
      const found = symbols.loopsOf(metadata.name);
      if (found.has('used') || found.has('caller')) continue;
      const tier = origin.split('/')[1] ?? '';
      const ofApplication = found.has('application');
      const sampled = { tier, kind, name: metadata.name, ofApplication, variants: [] };
      add(objects, `${tier} ${kind} ${metadata.name}`, sampled, { value: keptByHelm(manifest), bits });
    }
    for (const { name, ofApplication, data: value } of interpretation.named.values()) {
      const plain = JSON.parse(JSON.stringify(value));
      add(data, name, { tier: '', kind: '', name, ofApplication, variants: [] }, { value: plain, bits });
    }
  }
  return {
    symbols,
    loops,
    definitions,
    choices,
    objects: [...objects.values()],
    data: [...data.values()],
    chosen: chosenValues(symbols, choices),
  };
}

function add(all: Map<string, Sampled>, key: string, empty: Sampled, variant: Variant): void {
  const sampled = all.get(key) ?? empty;
  all.set(key, sampled);
  sampled.variants.push(variant);
}

/** Values that constructs branch on and copy besides. */
function chosenValues(symbols: Symbols, choices: readonly Choices[]): Chosen[] {
  const number = (pipeline: string, value: (choices: Choices) => number): Chosen => ({
    marker: symbols.number({ pipeline, kind: 'integer', loops: [] }),
    bySample: choices.map(value),
  });
  const text = (
    pipeline: string,
    kind: 'word' | 'boolean',
    loops: readonly string[],
    value: (choices: Choices) => string | boolean,
  ): Chosen => ({ marker: symbols.text({ pipeline, kind, loops }), bySample: choices.map(value) });
  return [
    number('$.Values.cluster.zones', ({ zones }) => zones),
    number('$.Values.database.instances', ({ instances }) => instances),
    number('$.Values.cache.replicas', ({ cacheReplicas }) => cacheReplicas),
    number('add $.Values.cache.replicas -1', ({ cacheReplicas }) => cacheReplicas - 1),
    text('$.Values.cluster.kubernetes', 'word', [], ({ kubernetes }) => kubernetes),
    text('$.Values.database.dataDurability', 'word', [], ({ dataDurability }) => dataDurability),
    text('$.Values.database.pooler.mode', 'word', [], ({ poolMode }) => poolMode),
    text('$app.delivery.autoPromotion', 'boolean', ['application'], choices => choices.autoPromotion),
  ];
}
