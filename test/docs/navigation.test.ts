import { dirname } from 'node:path/posix';
import { pages } from './pages.ts';

/** `npm run schema` writes it. */
const generated = 'docs/environment.md';

interface Entry {
  readonly path: string;
  readonly title: string;
}

const readme = pages.find(({ path }) => path === 'README.md')?.text ?? '';
const list = readme.slice(readme.indexOf('## More'));
const order: readonly Entry[] = [...list.matchAll(/\[([^\]]+)\]\((docs\/[^/)]+\.md)\)/g)].map(
  ([, title = '', path = '']) => ({ title, path }),
);
const inDocs = pages.filter(({ path }) => dirname(path) === 'docs');

test('README.md lists every page of docs/', () => {
  expect(order.map(({ path }) => path).sort()).toEqual(inDocs.map(({ path }) => path).sort());
});

test('README.md leads to the folder of decisions', () => {
  expect(list).toContain('(docs/decisions/)');
});

test.each(order.filter(({ path }) => path !== generated).map(entry => [entry.path, entry] as const))(
  '%s ends with links to the next and the previous page and to the top',
  (path, entry) => {
    const place = order.indexOf(entry);
    const link = (label: string, other?: Entry): string[] =>
      other ? [`[${label}: ${other.title}](${other.path.replace('docs/', '')})`] : [];
    const expected = [
      ...link('Next', order[place + 1]),
      ...link('Previous', order[place - 1]),
      '[Top](../README.md#more)',
    ].join(' · ');
    expect(
      inDocs
        .find(page => page.path === path)
        ?.text.trimEnd()
        .split('\n')
        .at(-1),
    ).toBe(expected);
  },
);
