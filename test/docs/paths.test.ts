import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type Piece, pageOf, pages, root } from './pages.ts';
import { exists, existsNear, isFromRoot, isPath, repository } from './paths.ts';

/** Files that a page names and that are not ours, each with where it is. */
const elsewhere: Readonly<Record<string, string>> = {
  'api/openapi-spec/swagger.json': 'kubernetes/kubernetes',
  'lib/cli/cmds/synth.js': 'cdk8s-cli',
  'construct-metadata.json': 'what cdk8s-cli writes',
  'ui/package.json': 'argoproj/argo-cd',
  'kubernetes-schemas/<key>/v1.36.3-standalone-strict/deployment-apps-v1.json': 'the cache',
  'crd-schemas/<key>/argoproj.io/rollout_v1alpha1.json': 'the cache',
  'imports/<key>/argo-rollouts.ts': 'the cache',
  'test/cases/config/units/quantity/SHORT-NAME.yaml': 'a file that a reader may write',
  'Chart.yaml': 'any chart',
  'file.ts': 'any file of ours',
};

/** Words in backticks and in blocks, without what a console adds. */
const words = (pieces: readonly Piece[]): Piece[] =>
  pieces.flatMap(({ place, text }) =>
    text
      .split(/[\s'"`=,;:()]+/)
      .map(word => ({ place, text: word.replace(/^\.\.?\/(node_modules\/slipway\/)?/, '') })),
  );

const missing = (pieces: readonly Piece[]): string[] =>
  words(pieces)
    .filter(({ text }) => isPath(text) && !(text in elsewhere) && !exists(text))
    .map(({ place, text }) => `${place}: ${text}`);

test('every path in backticks exists', () => {
  const spans = pages.flatMap(page => page.spans);
  expect(words(spans).filter(({ text }) => isPath(text)).length).toBeGreaterThan(200);
  expect(missing(spans)).toEqual([]);
});

test('every file that a page names without its folder is near a folder that the page names', () => {
  const lost = pages.flatMap(({ path, spans, links }) => {
    const targets = links.map(({ text }) => posix.join(posix.dirname(path), text.split('#')[0] ?? ''));
    const named = [path, ...words(spans).map(({ text }) => text), ...targets];
    return words(spans)
      .filter(
        ({ text }) => isPath(text) && !isFromRoot(text) && !(text in elsewhere) && !existsNear(text, named),
      )
      .map(({ place, text }) => `${place}: ${text}`);
  });
  expect(lost).toEqual([]);
});

test('every path in a block exists', () => {
  expect(missing(pages.flatMap(page => page.blocks))).toEqual([]);
});

test('every file that a listing of the tree shows is in its folder', () => {
  const listings = pages
    .flatMap(page => page.blocks)
    .flatMap(({ place, text }) =>
      [...text.matchAll(/^(dist\/\S+\/) +(.*\.\w+.*)$/gm)].map(match => ({ place, match })),
    );
  const absent = listings.flatMap(({ place, match: [, folder = '', names = ''] }) =>
    names
      .split(/\s+/)
      .filter(name => isPath(name) && !exists(folder + name))
      .map(name => `${place}: ${folder}${name}`),
  );
  expect(listings.length).toBeGreaterThan(5);
  expect(absent).toEqual([]);
});

test('every file of others is named by a page', () => {
  const named = new Set(
    words(pages.flatMap(({ spans, blocks }) => [...spans, ...blocks])).map(({ text }) => text),
  );
  expect(Object.keys(elsewhere).filter(path => !named.has(path))).toEqual([]);
});

const byPath = new Map(pages.map(page => [page.path, page]));

/** What is wrong with a link of a page; empty if it leads somewhere. */
function fault(from: string, link: string): string {
  if (/^https:\/\//.test(link)) return URL.canParse(link) ? '' : 'no such URL';
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? from : posix.join(posix.dirname(from), path);
  if (!existsSync(join(root, target))) return 'no such file';
  if (anchor === undefined || byPath.get(target)?.anchors.has(anchor)) return '';
  return 'no such heading';
}

test('every link leads to a file and a heading that exist', () => {
  const faults = pages.flatMap(({ path, links }) =>
    links
      .map(({ place, text }) => ({ place, text, why: fault(path, text) }))
      .filter(({ why }) => why !== '')
      .map(({ place, text, why }) => `${place}: ${text}: ${why}`),
  );
  expect(pages.flatMap(page => page.links).length).toBeGreaterThan(50);
  expect(faults).toEqual([]);
});

test.each([
  ['a.md#a-heading', 'no such file'],
  ['docs/data.md#no-such-heading', 'no such heading'],
  ['docs/data.md', ''],
])('a link to %s is judged', (link, why) => {
  expect(fault('README.md', link)).toBe(why);
});

test('an anchor is made as GitHub makes it', () => {
  const { anchors } = pageOf('page.md', '# What it does: `a`, "b"\n\n## Same\n\n## Same\n');
  expect([...anchors]).toEqual(['what-it-does-a-b', 'same', 'same-1']);
});

test('every page that a program, a script or a manifest names exists', () => {
  const files = repository.filter(
    path => /\.(ts|js|mjs|cjs|sh|go|ya?ml|tpl)$/.test(path) && !path.startsWith('test/docs/'),
  );
  const named = files.flatMap(path =>
    [
      ...readFileSync(join(root, path), 'utf8').matchAll(
        /(?<![\w/-] ?)docs\/(?:decisions\/)?[\w-]+\.md(?:#[\w-]+)?/g,
      ),
    ].map(([page]) => ({ path, page })),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(
    named.filter(({ page }) => fault('README.md', page) !== '').map(({ path, page }) => `${path}: ${page}`),
  ).toEqual([]);
});
