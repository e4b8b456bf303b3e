import { leavesIn } from '../../config/leaves.ts';
import type { Path } from '../../config/path.ts';
import { validate } from '../../config/validate.ts';
import { fullEnvironments } from '../support/full-environments.ts';
import { processorSeconds } from '../support/processor-time.ts';

/** Texts at each character of which a bad regular expression starts again. */
const texts = ['x', 'a-', 'a.', 'eyJ-', '1.', '://', '--a', ' a=', '{{', '%2', '\n', '(', '"'].map(piece =>
  piece.repeat(Math.floor(300_000 / piece.length)),
);

/** Places that get the text in one run. They are far from each other, so that no check needs two of them. */
const placesAtOnce = 6;

/** The data with the text at a place. */
function replaced(data: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text;
  const inner = replaced((data as Record<PropertyKey, unknown>)[key], rest, text);
  return Array.isArray(data) ? data.with(Number(key), inner) : { ...(data as object), [key]: inner };
}

/** The places of texts and numbers that no environment before has. */
const places = fullEnvironments.map((data, index) => {
  const before = new Set(
    fullEnvironments.slice(0, index).flatMap(other => [...leavesIn(other)].map(([path]) => path.join('/'))),
  );
  const isNew = ([path, value]: [Path, unknown]) => typeof value !== 'boolean' && !before.has(path.join('/'));
  return [...leavesIn(data)].filter(isNew).map(([path]) => path);
});

test.each(texts.map(text => [text.slice(0, 4), text]))(
  'a text of 300,000 characters is checked in little time at any place: %j…',
  (_, text) => {
    const seconds = processorSeconds(() => {
      for (const [index, environment] of fullEnvironments.entries()) {
        const [all = [], rounds = 0] = [
          places[index],
          Math.ceil((places[index]?.length ?? 0) / placesAtOnce),
        ];
        for (let round = 0; round < rounds; round += 1) {
          const chosen = all.filter((_, position) => position % rounds === round);
          validate(chosen.reduce<unknown>((data, path) => replaced(data, path, text), environment));
        }
      }
    });
    expect(places.flat().length).toBeGreaterThan(500);
    // Measured: less than 2. An expression of quadratic time takes a minute for one text.
    expect(seconds).toBeLessThan(20);
  },
);
