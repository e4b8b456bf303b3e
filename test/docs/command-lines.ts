import { type Block, blocksIn, type Piece, pages } from './pages.ts';

/** One command of a page: what stands between `&&`, `|` and `;`. */
export interface CommandLine extends Piece {
  /** `text` is the whole line. */
  readonly program: string;
  readonly args: readonly string[];
  /** Names of the environment variables that are set before it. */
  readonly variables: readonly string[];
  /** From a block, or a part of a sentence. */
  readonly isSpan: boolean;
}

/** What a reader is asked to run. A word in backticks is a command when it begins with one of these. */
export const programs: ReadonlySet<string> = new Set(
  'npm npx slipway cdk8s kubectl helm git go date grep find ls rm touch export openssl tail cut'.split(' '),
);

/** Every command of every page, in order. */
export function commandLines(): CommandLine[] {
  const ofBlocks = blocksIn('sh', 'bash', 'console').flatMap(block =>
    linesOf(block).flatMap(text => commandsOf({ place: block.place, text }, false)),
  );
  const ofSpans = pages
    .flatMap(page => page.spans)
    .flatMap(span => commandsOf(span, true).filter(({ program }) => programs.has(program)));
  return [...ofBlocks, ...ofSpans];
}

/** All lines of a script; of a console those behind `$`, and those of its output that begin with a program. */
function linesOf({ language, text }: Block): string[] {
  const lines = text.replaceAll(/\\\n\s*/g, '').split('\n');
  if (language !== 'console') return lines;
  return lines
    .map(line => line.trim())
    .filter(line => line.startsWith('$ ') || programs.has(line.split(' ')[0] ?? ''))
    .map(line => line.replace(/^\$ /, ''));
}

export function commandsOf({ place, text }: Piece, isSpan: boolean): CommandLine[] {
  return splitCommands(text).flatMap(words => {
    const isVariable = (word: string): boolean => /^[A-Z_]+=/.test(word);
    const firstOther = words.findIndex(word => !isVariable(word));
    if (firstOther < 0) return [];
    const called = words.slice(firstOther);
    const [program = '', ...args] = called[0] === 'npx' ? called.slice(1) : called;
    const variables = words.slice(0, firstOther).map(word => word.split('=')[0] ?? '');
    const inner = words.flatMap(word => /\$\((.*)\)/s.exec(word)?.[1] ?? []);
    const substituted = inner.flatMap(line => commandsOf({ place, text: line }, isSpan));
    return [{ place, text, program, args: args.map(unquoted), variables, isSpan }, ...substituted];
  });
}

const unquoted = (word: string): string => word.replace(/^(["'])(.*)\1$/s, '$2');

/** The words of each command of a shell's line, as they are written, without comments. */
export function splitCommands(line: string): string[][] {
  const commands: string[][] = [[]];
  let word = '';
  const open: string[] = [];
  const endWord = (): void => {
    if (word !== '') commands.at(-1)?.push(word);
    word = '';
  };
  for (const [place, character] of [...line].entries()) {
    const innermost = open.at(-1);
    if (innermost === undefined) {
      if (character === '#' && word === '') break;
      if (/[\s|;&]/.test(character)) {
        endWord();
        if (character !== ' ') commands.push([]);
        continue;
      }
    }
    word += character;
    if (character === innermost) open.pop();
    else if (innermost === "'") continue;
    else if (character === "'" || character === '"') open.push(character);
    else if (character === '(' && line[place - 1] === '$') open.push(')');
  }
  endWord();
  return commands.filter(words => words.length > 0);
}
