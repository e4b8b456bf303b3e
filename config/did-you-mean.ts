import { distance } from 'fastest-levenshtein';

/** Above these limits a suggestion would take too long: each fault is compared with each word, letter by letter. */
const mostWords = 2000;
const longestWord = 300;

/**
 * The allowed word that the user most likely meant. At most a third of the letters differ, or the letters have another
 * order, or one word is the beginning of the other.
 */
export function didYouMean(found: string, allowed: readonly string[]): string | undefined {
  if (allowed.length > mostWords || found.length > longestWord) return undefined;
  const ranked = allowed
    .map(word => ({ word, edits: editsBetween(found.toLowerCase(), word.toLowerCase()) }))
    .filter(({ word, edits }) => edits <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.edits - b.edits);
  return ranked[0]?.word;
}

function editsBetween(found: string, word: string): number {
  const isCutShort = found.length >= 3 && (word.startsWith(found) || found.startsWith(word));
  if (isCutShort) return 1;
  const edits = distance(found, word);
  const isReordered = edits === 2 && found.length === word.length && lettersOf(found) === lettersOf(word);
  return isReordered ? 1 : edits;
}

function lettersOf(word: string): string {
  return [...word].sort().join('');
}

/** `a, b or c`; of more than twenty words the first twenty and the number of the others. */
export function anyOf(words: readonly string[]): string {
  const named = words.length > 20 ? [...words.slice(0, 20), `${words.length - 20} more`] : words;
  return named.length < 2 ? named.join('') : `${named.slice(0, -1).join(', ')} or ${named.at(-1)}`;
}
