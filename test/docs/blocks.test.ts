import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import { loadEnvironments } from '../../config/load.ts';
import { synthesize } from '../../output/synthesize.ts';
import { Violations } from '../../rules/violation.ts';
import { type Fragment, holds, holdsSomewhere, writeFragments } from './fragments.ts';
import { blocksIn, pages, root } from './pages.ts';

const { folder, fragments } = writeFragments();
afterAll(() => rmSync(folder, { recursive: true }));

test('every block says a language and a context that are tested', () => {
  const contexts: Readonly<Record<string, readonly string[]>> = {
    '': [''],
    sh: [''],
    console: [''],
    mermaid: [''],
    csv: [''],
    ts: ['', 'environment', 'application'],
    yaml: ['', 'environment', 'application', 'object', 'cdk8s'],
    json: ['dist/.slipway.json'],
  };
  const untested = pages
    .flatMap(page => page.blocks)
    .filter(({ language, context }) => !contexts[language]?.includes(context))
    .map(({ place, language, context }) => `${place}: ${language} ${context}`);
  expect(untested).toEqual([]);
});

test('every ts block compiles against the types of environment files', () => {
  const count = fragments.filter(({ block }) => block.language === 'ts').length;
  expect(count).toBeGreaterThan(5);
  expect(compile()).toBe('');
});

/** What the compiler says; empty if it is content. */
function compile(): string {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  try {
    return execFileSync(process.execPath, [compiler, '--noEmit', '--project', folder], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const made = new Map<string, Promise<unknown[]>>();

/** The objects of a fragment's environment, made once for all blocks of a page. */
function objectsOf(fragment: Fragment): Promise<unknown[]> {
  const objects = made.get(fragment.file) ?? makeObjects(fragment);
  made.set(fragment.file, objects);
  return objects;
}

async function makeObjects({ file }: Fragment): Promise<unknown[]> {
  const { objects, violations } = synthesize(await loadEnvironments([file]));
  if (violations.length > 0) throw new Violations(violations);
  return objects.map(({ manifest }) => manifest);
}

test.each(fragments.map(fragment => [fragment.block.place, fragment] as const))(
  'the environment of %s is accepted',
  async (_, fragment) => {
    expect((await objectsOf(fragment)).length).toBeGreaterThan(10);
  },
);

const objectBlocks = blocksIn('yaml').filter(({ context }) => context === 'object');

test.each(objectBlocks.map(block => [block.place, block] as const))(
  'the object of %s is one of dist/, or made from an environment of its page',
  async (place, { text }) => {
    const [page] = place.split(':');
    const ofPage = fragments.filter(({ block }) => block.place.startsWith(`${page}:`));
    const objects = (await Promise.all(ofPage.map(objectsOf))).flat();
    expect(holdsSomewhere([...objects, ...committedObjects()], load(text))).toBe(true);
  },
);

function committedObjects(): unknown[] {
  return readdirSync(join(root, 'dist/production'), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.yaml'))
    .flatMap(file => loadAll(readFileSync(join(root, 'dist/production', file), 'utf8')) as unknown[]);
}

test('every json block is a part of the file that it names', () => {
  const others = blocksIn('json').filter(
    ({ context, text }) => !holds(JSON.parse(readFileSync(join(root, context), 'utf8')), JSON.parse(text)),
  );
  expect(others.map(({ place }) => place)).toEqual([]);
});

test('every validation plugin that a cdk8s.yaml names can be made', () => {
  const blocks = blocksIn('yaml').filter(({ context }) => context === 'cdk8s');
  expect(blocks.length).toBeGreaterThan(0);
  for (const { text } of blocks) {
    const { validations } = load(text) as { validations: Record<string, string>[] };
    for (const { package: path = '', class: name = '', properties } of validations) {
      const file = join(root, path.replace('node_modules/slipway/', ''));
      expect(existsSync(file)).toBe(true);
      const Plugin = createRequire(import.meta.url)(file)[name];
      expect(new Plugin(properties)).toEqual(properties);
    }
  }
});

test('a part is found only where all of it stands', () => {
  const whole = { spec: [{ name: 'a', more: 1 }] };
  expect(holdsSomewhere(whole, { name: 'a' })).toBe(true);
  expect(holdsSomewhere(whole, { name: 'b' })).toBe(false);
  expect(holds(whole, { name: 'a' })).toBe(false);
});
