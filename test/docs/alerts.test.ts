import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages, root } from './pages.ts';

test('docs/observability.md lists every alert once, and no other', () => {
  const made = readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .flatMap(file => [...readFileSync(join(root, 'dist', file), 'utf8').matchAll(/- alert: (\w+)/g)])
    .map(([, name]) => name);
  const text = pages.find(({ path }) => path === 'docs/observability.md')?.text ?? '';
  const tables = text.slice(text.indexOf('## Alerts'), text.indexOf('### '));
  const listed = [...tables.matchAll(/`([A-Z][a-z]+[A-Z]\w+)`/g)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual([...new Set(made)].toSorted());
});
