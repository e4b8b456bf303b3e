import { comments, type Passage, pages } from './passages.ts';
import { type Sentence, sentencesOfComment, sentencesOfPage } from './sentences.ts';

const mostWords = 25;

function tooLong(passages: readonly Passage[], split: (text: string) => Sentence[]): string[] {
  return passages.flatMap(({ path, line, text }) =>
    split(text)
      .filter(({ words }) => words > mostWords)
      .map(sentence => `${path}:${line + sentence.line} ${sentence.words} words: ${sentence.text}`),
  );
}

test('a sentence of a doc comment has at most 25 words', () => {
  const docComments = comments().filter(({ text }) => text.startsWith('/**'));
  expect(tooLong(docComments, sentencesOfComment)).toEqual([]);
});

test('a sentence of a page has at most 25 words', () => {
  expect(tooLong(pages(), sentencesOfPage)).toEqual([]);
});

const page = `# A heading of four words

One sentence, two
lines. Another (kubernetes \`pkg/apis/apps/v1/defaults.go\`), e.g. with \`a span of code\`.

| a table | counts nothing |
| ------- | -------------- |

- An item. See [its page](https://example.com).
- **Bold** item

\`\`\`ts
const nothing = 'counts here';
\`\`\`

<!-- No sentence. -->
The end.
`;

test('the sentences of a page are counted without its tables and code', () => {
  expect(sentencesOfPage(page).map(({ line, words }) => [line, words])).toEqual([
    [2, 4],
    [3, 4],
    [8, 2],
    [8, 3],
    [9, 2],
    [16, 2],
  ]);
});

const comment = `/**
 * What a pod asks for, the sum
 * of all. Default: none.
 *
 *     validations: no sentence
 *
 * @param name Names of Secrets.
 * @throws BadInput when there is none
 */`;

test('the sentences of a doc comment are counted without its code and tags', () => {
  expect(sentencesOfComment(comment).map(({ line, words }) => [line, words])).toEqual([
    [1, 9],
    [2, 2],
    [6, 3],
    [7, 5],
  ]);
});
