import * as fc from 'fast-check';
import { byDependency, circlesIn, isHalved, referencesIn } from '../../../config/units/references.ts';
import { environmentOf, expanded } from '../../support/kubelet.ts';
import { law } from '../../support/law.ts';

const names = ['A', 'B', 'C', 'D', 'E'];
const piece = fc.constantFrom(
  '$',
  '$$',
  '$$$',
  '(',
  ')',
  'A',
  '$(A)',
  '$(B)',
  '$(C)',
  '$(D)',
  '$$(E)',
  '$(',
  '\n',
  'é',
);
const text = fc.array(piece, { maxLength: 6 }).map(pieces => pieces.join(''));

/** Variables in any order; those without a value come from a Secret. */
const variables = fc
  .uniqueArray(fc.record({ name: fc.constantFrom(...names), value: fc.option(text, { nil: undefined }) }), {
    selector: variable => variable.name,
  })
  .map(all => all.map(({ name, value }) => (value === undefined ? { name } : { name, value })));

function referencesOf(all: readonly { name: string; value?: string }[]): Map<string, string[]> {
  return new Map(all.map(({ name, value = '' }) => [name, referencesIn(value)]));
}

describe('references', () => {
  test.each([
    ['$(A)', ['A']],
    ['$(A)$(B)$(A)', ['A', 'B']],
    ['$$(A)', []],
    ['$$$(A)', ['A']],
    ['$(A', []],
    ['$A and $B', []],
    ['$($(A)', ['$(A']],
  ])('of %s are found as the kubelet finds them', (value, found) => {
    expect(referencesIn(value)).toEqual(found);
  });

  test('are all that the kubelet replaces', () => {
    law(
      fc.property(text, value => {
        const plain = new Map<string, string>();
        const marked = new Map(referencesIn(value).map(name => [name, 'x']));
        const isReplaced = expanded(value, marked) !== expanded(value, plain);
        expect(isReplaced).toBe(marked.size > 0);
      }),
    );
  });

  test.each([
    ['US$$', true],
    ['kill $$ now', true],
    ['$$(A)', false],
    ['$$$$', false],
    ['$5', false],
  ])('of %s with two dollars lose one: %s', (value, isLost) => {
    expect(isHalved(value)).toBe(isLost);
  });
});

describe('variables in order', () => {
  test('are sorted by name where none refers to another', () => {
    expect(byDependency('variables', [{ name: 'B' }, { name: 'A', value: '1' }])).toEqual([
      { name: 'A', value: '1' },
      { name: 'B' },
    ]);
  });

  test('come after those that they refer to', () => {
    const all = [
      { name: 'DATABASE_URL', value: 'postgres://app:$(PGPASSWORD)@$(PGHOST)' },
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'PGHOST', value: 'database' },
      { name: 'PGPASSWORD' },
    ];
    expect(byDependency('variables', all).map(({ name }) => name)).toEqual([
      'LOG_LEVEL',
      'PGHOST',
      'PGPASSWORD',
      'DATABASE_URL',
    ]);
  });

  test('leave no reference unresolved, except in a circle', () => {
    law(
      fc.property(variables, all => {
        if (circlesIn(referencesOf(all)).length > 0) return;
        const known = environmentOf(byDependency('variables', all));
        for (const { name, value } of all) {
          if (value !== undefined) expect(known.get(name)).toBe(expanded(value, known));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('have no duplicates, whatever they refer to', () => {
    law(
      fc.property(variables, all => {
        const sorted = byDependency('variables', all).map(({ name }) => name);
        expect([...sorted].sort()).toEqual(all.map(({ name }) => name).sort());
      }),
    );
  });

  test('have the same order for any order of the input', () => {
    law(
      fc.property(variables, all => {
        expect(byDependency('variables', [...all].reverse())).toEqual(byDependency('variables', all));
      }),
    );
  });
});

describe('circles', () => {
  test('are found once each, without names that only lead to them', () => {
    const references = new Map([
      ['A', ['B']],
      ['B', ['C']],
      ['C', ['B']],
      ['D', ['D']],
      ['E', []],
    ]);
    expect(circlesIn(references)).toEqual([['B', 'C'], ['D']]);
  });

  test('of ten thousand variables are found at once', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `V${index}`);
    const references = new Map(many.map((name, index) => [name, [many[(index + 1) % many.length] ?? '']]));
    expect(circlesIn(references)).toHaveLength(1);
  });
});
