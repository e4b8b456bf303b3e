import { comments, literals, names, otherComments, type Passage, pages } from './passages.ts';
import { type Banned, bannedIn, bannedName } from './words.ts';

/** Where the phrases stand on purpose: the list of them, and its test. */
const list = ['test/architecture/words.ts', 'test/architecture/words.test.ts'];

function offenses(passages: readonly Passage[], find: (text: string) => Banned[]): string[] {
  return passages
    .filter(({ path }) => !list.includes(path))
    .flatMap(({ path, line, text }) =>
      find(text).map(
        ({ line: below, found, instead }) => `${path}:${line + below}: "${found}", say: ${instead}`,
      ),
    );
}

test('comments are plain American English', () => {
  expect(offenses([...comments(), ...otherComments()], bannedIn)).toEqual([]);
});

test('messages and other texts are plain American English', () => {
  expect(offenses(literals(), bannedIn)).toEqual([]);
});

test('pages are plain American English', () => {
  expect(offenses(pages(), bannedIn)).toEqual([]);
});

test('names say what they hold, in American spelling', () => {
  expect(offenses(names(), bannedName)).toEqual([]);
});

test.each([
  ['a.ts: is no TypeScript: …', 'is no TypeScript'],
  ['values that\n   * are no\n   * secrets', 'are no secrets'],
  ['the one beside it', 'beside'],
  ['besides, it is late', 'besides'],
  ['what nobody reads', 'nobody'],
  ['starts by itself', 'by itself'],
  ['the user is told', 'is told'],
  ['a file of its own', 'of its own'],
  ['a Secret of its own that the pod reads', 'of its own'],
  ['waits for ever', 'for ever'],
  ['both colours', 'colours'],
  ['behaviour', 'behaviour'],
  ['the centre', 'centre'],
  ['CPU utilisation', 'utilisation'],
  ['is normalised', 'normalised'],
  ['is organised', 'organised'],
  ['to analyse', 'analyse'],
  ['is labelled', 'labelled'],
  ['misspelt', 'misspelt'],
])('refuses %j', (text, found) => {
  expect(bannedIn(text)).toEqual([expect.objectContaining({ found })]);
});

test.each([
  'there is no such key',
  'there can be no variable',
  'is no longer there',
  'is no more than 3',
  'is no larger than that',
  'otherwise it is raised, precise, likewise, a promise, an exercise, an enterprise',
  'four hours of our resources',
  'two analyses, one analysis',
  'labeled, controlled, installed and called',
  'has no environment',
  'objects of their own namespace',
])('allows %j', text => {
  expect(bannedIn(text)).toEqual([]);
});

test('names the line of a phrase', () => {
  expect(bannedIn('/**\n * One.\n * Nobody.\n */')).toEqual([expect.objectContaining({ line: 2 })]);
});

test.each([
  ['bothColours', 'Colours'],
  ['relabelled', 'relabelled'],
  ['initialiseAll', 'initialise'],
  ['told', 'told'],
  ['Surroundings', 'Surroundings'],
])('refuses the name %s', (name, found) => {
  expect(bannedName(name)).toEqual([expect.objectContaining({ found })]);
});
