import { distance } from 'fastest-levenshtein';

/** Beyond these a suggestion takes longer than it helps: each fault compares with each word, letter by letter. */
const mostWords = 2000;
const longestWord = 300;

/**
 * The allowed word that was most likely meant: at most a third of its letters differ, or they are the same in another
 * order, or one word is cut short.
 */
export function didYouMean(found: string, allowed: readonly string[]): string | undefined {
  if (allowed.length > mostWords || found.length > longestWord) return undefined;
  const ranked = allowed
    .map(word => ({ word, off: difference(found.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, off }) => off <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.off - b.off);
  return ranked[0]?.word;
}

function difference(found: string, word: string): number {
  const isCutShort = found.length >= 3 && (word.startsWith(found) || found.startsWith(word));
  if (isCutShort) return 1;
  const off = distance(found, word);
  const isReordered = off === 2 && found.length === word.length && lettersOf(found) === lettersOf(word);
  return isReordered ? 1 : off;
}

function lettersOf(word: string): string {
  return [...word].sort().join('');
}

/** `a, b or c`, the first twenty only. */
export function anyOf(words: readonly string[]): string {
  const named = words.length > 20 ? [...words.slice(0, 20), `${words.length - 20} more`] : words;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} or ${named.at(-1)}`;
}
