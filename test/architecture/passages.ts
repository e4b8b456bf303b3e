import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles, root, writtenSources } from './sources.ts';
import { commentsIn, literalsIn, namesIn, type Words } from './texts.ts';

export interface Passage extends Words {
  /** Path from the root. */
  readonly path: string;
}

const programs = writtenSources();
const files = projectFiles();

/** The comments of all programs, with their slashes and stars. */
export function comments(): Passage[] {
  return programs.flatMap(({ path, tree, text }) =>
    commentsIn(tree, text).map(words => ({ path, ...words })),
  );
}

/** What stands in quotes in programs, and the fixed parts of templates. */
export function literals(): Passage[] {
  return programs.flatMap(({ path, tree, text }) =>
    literalsIn(tree, text).map(words => ({ path, ...words })),
  );
}

/** What programs call their things. */
export function names(): Passage[] {
  return programs.flatMap(({ path, tree, text }) => namesIn(tree, text).map(words => ({ path, ...words })));
}

/** All pages of Markdown. */
export function pages(): Passage[] {
  return files.filter(path => path.endsWith('.md')).map(path => ({ path, line: 1, text: textOf(path) }));
}

/** The comments of scripts, manifests and other languages: one passage a file, with its other lines left empty. */
export function otherComments(): Passage[] {
  return files
    .filter(path => /\.(sh|ya?ml|tpl|go|css)$|^\.ci\//.test(path))
    .map(path => {
      const lines = textOf(path).split('\n');
      const bare = lines.map(line =>
        /^\s*(#|\/\/|\/?\*)/.test(line) ? line.replace(/^\s*(#|\/\/)/, '') : '',
      );
      return { path, line: 1, text: bare.join('\n') };
    });
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
