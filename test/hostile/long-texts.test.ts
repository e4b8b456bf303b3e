import { validate } from '../../config/validate.ts';
import { fullEnvironments } from '../support/full-environments.ts';
import { processorSeconds } from '../support/processor-time.ts';

/** Texts that make a regular expression begin anew at each of their characters, if it is one that does. */
const texts = ['x', 'a-', 'a.', 'eyJ-', '1.', '://', '--a', ' a=', '{{', '%2', '\n', '(', '"'].map(piece =>
  piece.repeat(Math.floor(300_000 / piece.length)),
);

/** Copies of data, each with one text of it in place of another. */
function* replaced(data: unknown, text: string): Iterable<unknown> {
  if (typeof data === 'string' || typeof data === 'number') yield text;
  if (typeof data !== 'object' || data === null) return;
  for (const [key, value] of Object.entries(data)) {
    for (const inner of replaced(value, text)) {
      const copy = structuredClone(data) as Record<string, unknown>;
      copy[key] = inner;
      yield copy;
    }
  }
}

test.each(texts.map(text => [text.slice(0, 4), text]))(
  'a text of 300,000 characters is judged at once, wherever it stands: %j…',
  (_, text) => {
    const seconds = processorSeconds(() => {
      for (const data of fullEnvironments) for (const one of replaced(data, text)) validate(one);
    });
    // Less than 1 was seen; one expression of quadratic time takes a minute for one text.
    expect(seconds).toBeLessThan(20);
  },
);
