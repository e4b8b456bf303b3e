import { writtenSources } from './sources.ts';
import { parse } from './syntax.ts';
import { messagesIn } from './texts.ts';

test('messages are lower case without a full stop', () => {
  const wrong = writtenSources()
    .filter(({ path }) => !path.startsWith('test/'))
    .flatMap(({ path, tree }) =>
      messagesIn(tree)
        .filter(message => /^[A-Z][a-z]|[.!]$/.test(message))
        .map(message => `${path}: ${message}`),
    );
  expect(wrong).toEqual([]);
});

test.each([
  ["throw new Error('found a file');", ['found a file']],
  [`throw new BadInput({ message: \`found \${file}; move it\` });`, ['found …; move it']],
  ["finding(object, { found: 'a', allowed: 'Never', fix: 'b' });", ['a', 'b']],
  ["new InvalidArgumentError('Expected a folder.')", []],
])('reads the messages of %j', (text, messages) => {
  expect(messagesIn(parse('a.ts', text))).toEqual(messages);
});
