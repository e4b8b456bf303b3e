import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Production, production, proofs } from './proofs.ts';

const docs = join(import.meta.dirname, '../../docs');

interface Row {
  readonly name: string;
  readonly links: readonly string[];
}

/** The rows of the table in docs/reference.md. */
function rows(): Row[] {
  const lines = readFileSync(join(docs, 'reference.md'), 'utf8')
    .split('\n')
    .filter(line => line.startsWith('| '));
  return lines.slice(1).map(line => ({
    name: line.split('|')[1]?.trim() ?? '',
    links: [...line.matchAll(/\]\(([^)#]+)\)/g)].map(match => match[1] ?? ''),
  }));
}

describe('the reference architecture', () => {
  let environment: Production;
  beforeAll(async () => {
    environment = await production();
  });

  test('has a row in the table for every proof, and a proof for every row', () => {
    expect(rows().map(({ name }) => name)).toEqual(Object.keys(proofs));
  });

  describe.each(rows())('$name', ({ name, links }) => {
    test('is carried by the production environment, figure by figure', () => {
      proofs[name]?.(environment);
      expect.hasAssertions();
    });

    test('links to a file that makes it and to an object', () => {
      expect(links).toContainEqual(expect.stringMatching(/^\.\.\/charts\//));
      expect(links).toContainEqual(expect.stringMatching(/^\.\.\/dist\/production\//));
    });
  });
});
