import { loadEnvironments } from '../../config/load.ts';
import { BadInput } from '../../config/problem.ts';
import { readEnvironmentFile } from '../../config/read/environment-file.ts';
import { growthOf } from '../support/processor-time.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

const resources = '{ requests: { cpu: 100m, memory: 64Mi } }';
const head = 'name: a\ncluster: { storageClass: s }\n';
const web = `applications:\n  web:\n    image: web:1.0.0\n    resources: ${resources}\n`;

function lines(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
}

/** Texts with any number of faults, by the part of the program that finds them. */
const texts: Readonly<Record<string, (count: number) => string>> = {
  'typos in applications': count =>
    `${head}applications:\n${lines(count, index => `  a${index}: { image: web:1.0.0, resources: ${resources}, prot: 1 }`)}`,
  'unknown keys': count => head + lines(count, index => `key${index}: 1`),
  'names that are wrong': count => `${head}applications:\n${lines(count, index => `  A${index}: {}`)}`,
  'values of another type': count => `${head}${web}    env:\n${lines(count, index => `      A${index}: 1`)}`,
  'uses that lead nowhere': count => `${head}${web}    uses:\n${lines(count, index => `      - b${index}`)}`,
  'items that are wrong': count =>
    `${head}${web}    tolerations:\n${lines(count, () => '      - { key: 1 }')}`,
};

async function problemsIn(text: string) {
  const failure = await inFolderWith({ 'a.yaml': text }, () => loadEnvironments(['a.yaml'])).catch(
    (error: unknown) => error,
  );
  return failure instanceof BadInput ? failure.problems : [];
}

test.each(Object.entries(texts))(
  'eight times as many faults take about eight times as long: %s',
  async (_, text) => {
    const few = await problemsIn(text(500));
    expect(few).toHaveLength(500);
    expect(few.every(({ line }) => line !== undefined)).toBe(true);
    // 8 to 10 were seen; quadratic is 64.
    expect(await growthOf(count => problemsIn(text(count)), 500, 4000)).toBeLessThan(32);
  },
);

test('the lines of a file are computed once for any number of faults', async () => {
  for (const [file, text] of Object.entries({ 'a.yaml': 'name: a\n', 'a.json': '{ "name": "a" }' })) {
    const { lines } = await inFolderWith({ [file]: text }, () => readEnvironmentFile(file));
    expect(lines?.()).toBe(lines?.());
    expect(lines?.().lineOf('name')).toBe(1);
  }
});
