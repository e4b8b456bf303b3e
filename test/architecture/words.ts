const functionWords =
  'and|as|at|by|can|for|from|has|in|is|may|of|on|or|so|that|to|when|where|which|with|without';

/** Phrases that this project does not use, and what it says instead. A space stands for any white space. */
const phrases: readonly (readonly [phrase: string, instead: string])[] = [
  [
    '(?<!there (?:\\w+ )?)(?:is|are|was|were|be) no (?!longer |more |less |one |\\w+er than )[a-z]+',
    'is not a',
  ],
  ['besides?', 'next to, or apart from'],
  ['nobody', 'no one, or who it is'],
  ['somebody', 'someone, or who it is'],
  ['by (?:itself|themselves)', 'automatically, or what does it'],
  ['(?:is|are|was|were|be|been|being) told', 'is reported, or says'],
  // `objects of their own namespace` is fine: a noun follows.
  [`of (?:its|their) own(?! (?!(?:${functionWords}) )[a-z]+)`, 'its own, before the noun'],
  ['for ever', 'forever'],
  ['furthermore|moreover', 'nothing'],
];

/** British spellings. The words after a `?!` end so in American English too. */
const spellings: readonly (readonly [spelling: string, instead: string])[] = [
  ['\\w*(?:behavi|col|fav|flav|hon|harb|hum|lab|neighb|rum)our\\w*', '-or'],
  ['\\w*(?:centre|fibre|litre|metre|theatre)s?', '-er'],
  [
    '(?!\\w*(?:wise|prise|praise|raise|rais)(?:s|d|ing)?\\b)\\w+(?:al|an|er|ar|or|il|im|in|on|um|ut|gn|st|th|at|et|it|iv)is(?:e|es|ed|er|ers|ing|ation|ations)',
    '-iz',
  ],
  ['analys(?:e|ed|er|ing)', 'analyz'],
  ['\\w*(?:cancel|fuel|label|level|model|signal|travel|tunnel)l(?:ed|ing|er)', 'one l'],
  ['artefacts?|acknowledgements?|judgements?|catalogues?', 'artifact, acknowledgment, judgment, catalog'],
  ['defence|licence|grey|programmes?|whilst|amongst', 'defense, license, gray, program, while, among'],
  ['fulfils?|learnt|(?:mis)?spelt', 'fulfill, learned, spelled'],
];

interface Ban {
  readonly pattern: RegExp;
  readonly instead: string;
}

const wholeWords = ([words, instead]: readonly [string, string]): Ban => ({
  pattern: new RegExp(`\\b(?:${words.replaceAll(' ', '\\s+')})\\b`, 'gi'),
  instead,
});

const spellingBans = spellings.map(wholeWords);
const bans = [...phrases.map(wholeWords), ...spellingBans];

/** A phrase that a text should not hold, where it is, counted in lines from 0, and what to say instead. */
export interface Banned {
  readonly line: number;
  readonly found: string;
  readonly instead: string;
}

/** The phrases and spellings in a text that this project does not use. */
export function bannedIn(text: string, among: readonly Ban[] = bans): Banned[] {
  const plain = text.replaceAll(/\n[^\S\n]*\*[^\S\n]?/g, '\n');
  return among.flatMap(({ pattern, instead }) =>
    [...plain.matchAll(pattern)].map(({ index, 0: found }) => ({
      line: plain.slice(0, index).split('\n').length - 1,
      found: found.replaceAll(/\s+/g, ' '),
      instead,
    })),
  );
}

/** Names that say nothing about what they hold. */
const vagueNames = new Set('calm crowd furnish hastened one own play surroundings telling told'.split(' '));

/** What is wrong with a name: it says nothing, or a word in it has British spelling: `colour` in `bothColours`. */
export function bannedName(name: string): Banned[] {
  if (vagueNames.has(name.toLowerCase())) {
    return [{ line: 0, found: name, instead: 'what it holds or does' }];
  }
  return bannedIn(name.replaceAll(/_|(?<=[a-z])(?=[A-Z])/g, ' '), spellingBans);
}
