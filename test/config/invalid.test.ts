import { loadEnvironments } from '../../config/load.ts';
import { BadInput } from '../../config/problem.ts';
import {
  expectationsWithoutCase,
  invalidCases,
  makeGeneratedCases,
  removeGeneratedCases,
} from '../support/invalid-cases.ts';

const monsters = makeGeneratedCases();
const cases = invalidCases(monsters);
const started = process.cwd();

afterAll(() => {
  process.chdir(started);
  removeGeneratedCases(monsters);
});

/** Jest loads modules here, but tsx loads them for users: the test of the command covers them. */
const data = cases.filter(({ files }) => files.every(file => !file.endsWith('.ts')));

test.each(data)('refuses $name, with the one message that helps', async ({ folder, files, expected }) => {
  process.chdir(folder);
  const failure = await loadEnvironments(files).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(BadInput);
  expect(`${(failure as BadInput).message}\n`).toBe(expected);
  expect((failure as BadInput).problems).toHaveLength(1);
});

test('has a case for every expected message', () => {
  expect(expectationsWithoutCase(cases)).toEqual([]);
});
