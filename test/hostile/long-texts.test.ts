import { validate } from '../../config/validate.ts';
import { fullEnvironments } from '../support/full-environments.ts';
import { processorSeconds } from '../support/processor-time.ts';

/** Texts at each character of which a bad regular expression starts again. */
const texts = ['x', 'a-', 'a.', 'eyJ-', '1.', '://', '--a', ' a=', '{{', '%2', '\n', '(', '"'].map(piece =>
  piece.repeat(Math.floor(300_000 / piece.length)),
);

/** Copies of data, each with the text at another place that no copy before had it at. */
function* replaced(data: unknown, text: string, tried: Set<string>, place = ''): Iterable<unknown> {
  if ((typeof data === 'string' || typeof data === 'number') && tried.size < tried.add(place).size)
    yield text;
  if (typeof data !== 'object' || data === null) return;
  for (const [key, value] of Object.entries(data)) {
    for (const inner of replaced(value, text, tried, `${place}/${key}`)) {
      const copy = structuredClone(data) as Record<string, unknown>;
      copy[key] = inner;
      yield copy;
    }
  }
}

test.each(texts.map(text => [text.slice(0, 4), text]))(
  'a text of 300,000 characters is checked in little time at any place: %j…',
  (_, text) => {
    const tried = new Set<string>();
    const seconds = processorSeconds(() => {
      for (const data of fullEnvironments) for (const copy of replaced(data, text, tried)) validate(copy);
    });
    expect(tried.size).toBeGreaterThan(150);
    // Measured: less than 1. An expression of quadratic time takes a minute for one text.
    expect(seconds).toBeLessThan(20);
  },
);
