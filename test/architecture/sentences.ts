/** A sentence and the line it begins in, counted from 0. */
export interface Sentence {
  readonly line: number;
  readonly text: string;
  readonly words: number;
}

/** The sentences of a page of Markdown. Headings, tables and blocks of code are left out. */
export function sentencesOfPage(page: string): Sentence[] {
  const bare = page
    .replaceAll(/^---\n[\s\S]*?\n---\n|<!--[\s\S]*?-->|^([ \t]*)(```|~~~)[\s\S]*?^\1\2/gm, blank)
    .replaceAll(/^[ \t]*(\||#|>?[ \t]*\||\[[^\]]*\]:).*$/gm, '');
  return paragraphs(bare).flatMap(sentencesOf);
}

/** The sentences of a doc comment. Blocks of code and lines of a table are left out. */
export function sentencesOfComment(comment: string): Sentence[] {
  const text = comment
    .replaceAll(/^\/\*\*|\*\/$/g, '')
    .replaceAll(/^[ \t]*\*/gm, '')
    .replaceAll(/^ {4,}.*$|^[ \t]*\|.*$/gm, '')
    .replaceAll(/@\w+( \w+(?= [A-Z`]))?/g, '- ');
  return paragraphs(text).flatMap(sentencesOf);
}

/** As many line breaks as there were. */
function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, '');
}

interface Paragraph {
  readonly line: number;
  readonly text: string;
}

/** What empty lines and the marks of lists divide. */
function paragraphs(text: string): Paragraph[] {
  const found: { line: number; text: string }[] = [];
  let isOpen = false;
  for (const [line, content] of text.split('\n').entries()) {
    const item = /^\s*(?:[-*+]|\d+\.)\s+/.exec(content);
    const last = found.at(-1);
    if (content.trim() === '') isOpen = false;
    else if (last && isOpen && !item) last.text += `\n${content}`;
    else {
      found.push({ line, text: content.slice(item?.[0].length ?? 0) });
      isOpen = true;
    }
  }
  return found;
}

/** A code span is one word, a link counts by its text, a source in parentheses is left out. */
function sentencesOf({ line, text }: Paragraph): Sentence[] {
  const plain = text
    .replaceAll(/`[^`]*`/g, span => `code${blank(span)}`)
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\([^()]*\)/g, aside => `${/code|\/|KEP|#\d/.test(aside) ? '' : aside}${blank(aside)}`);
  let below = 0;
  return plain.split(/(?<=(?<!\b(?:e\.g|i\.e|vs|approx))[.!?]["')*]*)\s+/).map(sentence => {
    const start = line + below;
    below += sentence.split('\n').length - 1;
    return { line: start, text: sentence.replaceAll(/\s+/g, ' ').trim(), words: wordsIn(sentence) };
  });
}

function wordsIn(sentence: string): number {
  return sentence.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
}
