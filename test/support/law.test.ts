import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { environmentSchema } from '../../config/environment.ts';
import { recordedEnvironments } from './environment-cases.ts';
import { casesFolder, casesOfTest, law, readCase } from './law.ts';
import { inFolderWith } from './temporary-folder.ts';

const tests = join(casesFolder, '..');

/** The message of a law that fails. Its last lines are the case. */
function failure(run: () => void): string {
  try {
    run();
  } catch (error) {
    return String((error as Error).message);
  }
  throw new Error('the law holds');
}

describe('a law that fails', () => {
  const small = fc.property(fc.nat(1000), number => number < 7);

  test('names its seed, the smallest values and the file to record them in', () => {
    const message = failure(() => law(small));
    expect(message).toMatch(/^Property failed after \d+ tests\n\{ seed: 1, path: /);
    expect(message).toContain('\nCounterexample: [7]\n');
    const [, file = '', text = ''] = /write (\S+):\n\n([\s\S]*)$/.exec(message) ?? [];
    expect(file).toBe('test/cases/support/law/SHORT-NAME.yaml');
    expect(load(text)).toEqual({ test: expect.getState().currentTestName, values: [7] });
  });

  test('says so if no file can hold the values', () => {
    const never = fc.property(fc.bigInt(), () => false);
    expect(failure(() => law(never))).toMatch(/record them as a separate test\.$/);
  });

  test('finds the same values in every run', () => {
    expect(failure(() => law(small))).toBe(failure(() => law(small)));
  });
});

describe('a recorded case', () => {
  const values = (test: string) => `test: ${test}\nvalues: [123456789]\n`;
  const folder = 'support/law';

  test('is tried by the law of its test, before random values', async () => {
    const files = { [`${folder}/large.yaml`]: values('is tried by the law of its test') };
    const first: number[] = [];
    await inFolderWith(files, async cwd => {
      const cases = casesOfTest<[number]>(cwd);
      law(
        fc.property(fc.nat(9), number => void first.push(number)),
        { cases },
      );
    });
    expect(first[0]).toBe(123_456_789);
    expect(first).toHaveLength(101);
  });

  test('is not tried by another test', async () => {
    const files = { [`${folder}/large.yaml`]: values('of another name') };
    await inFolderWith(files, async cwd => {
      const cases = casesOfTest<[number]>(cwd);
      law(
        fc.property(fc.nat(9), number => number < 10),
        { cases },
      );
    });
  });
});

describe('test/cases/', () => {
  const files = readdirSync(casesFolder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(casesFolder, join(entry.parentPath, entry.name)));
  const ofLaws = files.filter(file => !file.startsWith('environments/'));

  test.each(ofLaws)('%s names an existing test that has a law', file => {
    const source = join(tests, `${file.split('/').slice(0, -1).join('/')}.test.ts`);
    expect(existsSync(source)).toBe(true);
    const text = readFileSync(source, 'utf8');
    expect(text).toContain(readCase(join(casesFolder, file)).test);
    expect(text).toContain('law(');
  });

  test.each(recordedEnvironments())(
    'environments/%s is an environment that the schema accepts',
    (_, input) => {
      expect(environmentSchema.safeParse(input).error?.issues ?? []).toEqual([]);
    },
  );
});

test('every property is a law: same values in every run, recorded cases', () => {
  const withoutLaw = readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && !/^support\/law(\.test)?\.ts$/.test(file))
    .filter(file => /\bfc\.assert\(/.test(readFileSync(join(tests, file), 'utf8')));
  // Write law(property) of test/support/law.ts instead of fc.assert(property).
  expect(withoutLaw).toEqual([]);
});
