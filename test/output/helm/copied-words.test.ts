import { environmentSchema } from '../../../config/environment.ts';
import { interpreted } from '../../../config/units/operation.ts';
import { choicesOf } from '../../../output/helm/sample/choice.ts';
import { Definitions } from '../../../output/helm/sample/definitions.ts';
import { EnvironmentOfMarkers } from '../../../output/helm/sample/environment.ts';
import { Interpretation } from '../../../output/helm/sample/interpretation.ts';
import { Loops } from '../../../output/helm/sample/loops.ts';
import { Model } from '../../../output/helm/sample/model.ts';
import { carryOut } from '../../../output/helm/sample/operations.ts';
import type { Shape } from '../../../output/helm/sample/shape.ts';
import { Symbols } from '../../../output/helm/sample/symbols.ts';
import { table } from '../../../output/helm/sample/table.ts';
import { renderEnvironment } from '../../../output/render.ts';

/** A word of an environment that a marker stands for, and how to put another one there. */
interface Marked {
  readonly place: string;
  readonly marker: string;
  readonly words: readonly string[];
  readonly set: (word: string) => void;
}

/** Within a list or a map of an application, or of the environment. */
const isInItem = /^\.applications\.\*\..*\*|^\.(?!applications\.).*\*/;

type Values = Record<string, unknown>;

/** Every marker in place of one of a few words. */
function markedIn(value: unknown, shape: Shape | undefined, place: string): Marked[] {
  if (typeof value !== 'object' || value === null || shape === undefined) return [];
  return Object.entries(value).flatMap(([key, inner]): Marked[] => {
    const innerShape = shapeAt(shape, key);
    const at = shape.kind === 'map' || shape.kind === 'list' ? `${place}.*` : `${place}.${key}`;
    if (innerShape?.kind !== 'scalar') return markedIn(inner, innerShape, at);
    const words = (innerShape.words ?? []).map(String);
    // A marker, not a word of another alternative.
    if (typeof inner !== 'string' || words.length === 0 || !/^zq\d+qz$/.test(inner)) return [];
    const set = (word: string) => {
      (value as Values)[key] = word;
    };
    return [{ place: at, marker: inner, words, set }];
  });
}

function shapeAt(shape: Shape, key: string): Shape | undefined {
  if (shape.kind === 'map' || shape.kind === 'list') return shape.item;
  if (shape.kind === 'either') return shapeAt(shape.object, key);
  if (shape.kind !== 'object') return undefined;
  return shape.alternatives.find(fields => fields[key])?.[key]?.shape;
}

test('constructs only copy the words of lists and maps that no row of the table names', () => {
  const model = new Model(environmentSchema);
  const [symbols, loops, definitions] = [new Symbols(), new Loops(), new Definitions()];
  const context = { model, symbols, loops, definitions, said: new Map() };
  const branched = new Set<string>();
  const seen = new Set<string>();
  for (let index = 0; index < 60; index += 1) {
    const choices = choicesOf(table, index);
    const here = new Interpretation(symbols, loops, definitions, choices);
    const environment = new EnvironmentOfMarkers(context, { index, choices }).build();
    const text = () =>
      JSON.stringify(
        interpreted(
          (operation, operands) => carryOut(operation, here, operands),
          () => renderEnvironment(environment),
        ).objects.map(({ manifest }) => manifest),
      );
    const expected = text();
    const marked = markedIn(environment, model.shape, '').filter(({ place }) => isInItem.test(place));
    for (const { place, marker, words, set } of marked) {
      seen.add(place);
      for (const word of words) {
        set(word);
        if (text() !== expected.replaceAll(marker, word)) branched.add(`${place}: ${word}`);
      }
      set(marker);
    }
  }
  expect(seen.size).toBeGreaterThan(2);
  expect([...branched]).toEqual([]);
});
