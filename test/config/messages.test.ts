import fc from 'fast-check';
import type { Data } from '../../config/merge.ts';
import { type Fault, validate } from '../../config/validate.ts';
import { law } from '../support/law.ts';
import { randomEnvironments } from '../support/random-environments.ts';

/** Any JSON value, except with keys that the reader refuses. */
const anything = fc.oneof(
  fc.constantFrom<Data>(null, true, 0, -1, 1.5, 1e300, '', ' ', 'x', '8080', [], {}, [null], { a: 1 }),
  fc.string(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

/** Places in an environment, and a value for one of them. */
const broken = fc
  .tuple(randomEnvironments, fc.nat(), anything, fc.constantFrom('value', 'key'))
  .map(([environment, pick, value, what]) => {
    const data = structuredClone(environment) as unknown as Record<string, Data>;
    const places = placesOf(data);
    const place = places[pick % places.length];
    if (place) place.holder[what === 'key' ? `${place.key}x` : place.key] = value;
    return data;
  });

interface Place {
  readonly holder: Record<string, Data>;
  readonly key: string;
}

function placesOf(data: Data): Place[] {
  if (typeof data !== 'object' || data === null) return [];
  const holder = data as Record<string, Data>;
  return Object.keys(holder).flatMap(key => [{ holder, key }, ...placesOf(holder[key] ?? null)]);
}

test('every message is lower case, without a full stop and without internals', () => {
  law(
    fc.property(broken, data => {
      for (const { message } of validate(data).faults as readonly Fault[]) {
        expect(message).toMatch(/^[a-z]/);
        expect(message).not.toMatch(/\.$|invalid input|undefined|\[object|zod|\n/i);
        expect(message).toMatch(/expected|found|is missing; add|is unknown|; /);
      }
    }),
    { numRuns: 150 },
  );
});

test('a value has at most one problem', () => {
  law(
    fc.property(broken, data => {
      const paths = validate(data).faults.map(({ path }) => JSON.stringify(path));
      expect(new Set(paths).size).toBe(paths.length);
    }),
    { numRuns: 150 },
  );
});
