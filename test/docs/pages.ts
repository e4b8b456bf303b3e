import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { marked, type Token } from 'marked';

export const root = join(import.meta.dirname, '../..');

/** A piece of a page, with the place where a reader finds it. */
export interface Piece {
  /** `docs/data.md:12`. */
  readonly place: string;
  readonly text: string;
}

/** A fenced block. Its info string says the language and, after a space, what surrounds a fragment. */
export interface Block extends Piece {
  readonly language: string;
  /** `environment` of ` ```yaml environment `. Empty: the block is complete. */
  readonly context: string;
}

export interface Page {
  /** Path from the root. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** What stands in backticks within a line. */
  readonly spans: readonly Piece[];
  /** Targets of links. */
  readonly links: readonly Piece[];
  /** What a link to a heading ends with, as GitHub makes it. */
  readonly anchors: ReadonlySet<string>;
}

/** Every page that a reader of the repository or of the tree meets. */
export const pages: readonly Page[] = [
  'README.md',
  'CONTRIBUTING.md',
  ...markdownBelow('docs'),
  ...markdownBelow('dist'),
  ...markdownBelow('examples'),
].map(path => pageOf(path, readFileSync(join(root, path), 'utf8')));

export const blocksIn = (...languages: string[]): Block[] =>
  pages.flatMap(page => page.blocks).filter(({ language }) => languages.includes(language));

function markdownBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.md'))
    .map(file => posix.join(folder, file))
    .sort();
}

export function pageOf(path: string, text: string): Page {
  const blocks: Block[] = [];
  const spans: Piece[] = [];
  const links: Piece[] = [];
  const headings: string[] = [];
  let read = 0;
  const placeOf = (raw: string): string => {
    const found = text.indexOf(raw, read);
    if (found >= 0) read = found;
    return `${path}:${text.slice(0, read).split('\n').length}`;
  };
  const visit = (token: Token): void => {
    const place = placeOf(token.raw);
    if (token.type === 'code') {
      const [language = '', context = ''] = (token.lang ?? '').split(' ');
      blocks.push({ place, text: token.text, language, context });
    }
    if (token.type === 'codespan') spans.push({ place, text: token.text });
    if (token.type === 'link') links.push({ place, text: token.href });
    if (token.type === 'heading') headings.push(token.text);
  };
  marked.walkTokens(marked.lexer(text), visit);
  return { path, text, blocks, spans, links, anchors: anchorsOf(headings) };
}

/** GitHub's rule: lower case, punctuation left out, `-` for a space, a number from the second of a name. */
function anchorsOf(headings: readonly string[]): Set<string> {
  const anchors = new Set<string>();
  for (const heading of headings) {
    const anchor = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-');
    let unique = anchor;
    for (let repeated = 1; anchors.has(unique); repeated++) unique = `${anchor}-${repeated}`;
    anchors.add(unique);
  }
  return anchors;
}
