import { existsSync, readFileSync } from 'node:fs';
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

    test('links to files and objects that exist', () => {
      expect(links.some(link => link.startsWith('../charts/'))).toBe(true);
      expect(links.some(link => link.startsWith('../dist/production/'))).toBe(true);
      for (const link of links) expect(`${link}: ${existsSync(join(docs, link))}`).toBe(`${link}: true`);
    });
  });
});
