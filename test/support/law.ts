import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';

/** Values that once broke a law. The law of the test that a file names tries them first: docs/testing.md. */
export const casesFolder = join(import.meta.dirname, '..', 'cases');

/** The seed of all random values: the same in every run, unless `SEED` sets another. */
export const seed = Number(process.env.SEED ?? 1);

/** A factor for the number of random values. Default: 1. */
export const times = Number(process.env.TIMES ?? 1);

/** A file of `test/cases/`: the name of a test, or its constant part, and one value for each argument of its law. */
export interface Case {
  readonly test: string;
  readonly values: readonly unknown[];
}

/** The recorded values that once broke a law, and how to record further ones. */
export interface Cases<Values> {
  readonly known: () => readonly Values[];
  /** How to record values that break the law. */
  readonly advice: (values: Values) => string;
}

export interface Options<Values> {
  /** The number of random values. Default: 100. */
  readonly numRuns?: number;
  /** Default: the files in the folder of `test/cases/` that mirrors the test's file. */
  readonly cases?: Cases<Values>;
}

/**
 * Asserts that a property holds, first for the recorded values, then for random ones, which are the same in every run.
 * @throws with the seed, the smallest values that fast-check found, and where to record them.
 */
export function law<Values extends [unknown, ...unknown[]]>(
  property: fc.IAsyncProperty<Values>,
  options?: Options<Values>,
): Promise<void>;
export function law<Values extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Values>,
  options?: Options<Values>,
): void;
export function law<Values extends [unknown, ...unknown[]]>(
  property: fc.IProperty<Values> | fc.IAsyncProperty<Values>,
  { numRuns = 100, cases = casesOfTest<Values>() }: Options<Values> = {},
): Promise<void> | void {
  const examples = [...cases.known()];
  return fc.assert(property as fc.IProperty<Values>, {
    seed,
    examples,
    numRuns: examples.length + numRuns * times,
    reporter: details => {
      if (!details.failed) return;
      const { counterexample, errorInstance } = details;
      const advice = counterexample === null ? '' : `\n\n${cases.advice(counterexample)}`;
      throw new Error(`${fc.defaultReportMessage(details)}${advice}`, { cause: errorInstance });
    },
  });
}

/** The cases of the running test, in a folder that mirrors its file. */
export function casesOfTest<Values extends readonly unknown[]>(folder = casesFolder): Cases<Values> {
  const { currentTestName = '', testPath = '' } = expect.getState();
  const testFolder = join(folder, mirrored(testPath));
  const known = (): Values[] =>
    filesIn(testFolder)
      .map(file => readCase(file))
      .filter(({ test }) => currentTestName.includes(test))
      .map(({ values }) => values as unknown as Values);
  const advice = (values: Values): string => {
    const place = `${relative(process.cwd(), testFolder)}/SHORT-NAME.yaml`;
    if (!isPlain(values)) return 'The values are not plain data: record them as a separate test.';
    return `To record these values, write ${place}:\n\n${toYaml({ test: currentTestName, values })}`;
  };
  return { known, advice };
}

/** `test/config/units/quantity.test.ts` has its cases in `config/units/quantity/`. */
function mirrored(testPath: string): string {
  return relative(join(import.meta.dirname, '..'), testPath).replace(/\.test\.ts$/, '');
}

/** The paths of the files in a folder, sorted; none if the folder does not exist. */
export function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map(name => join(folder, name));
}

export function readCase(file: string): Case {
  const read = load(readFileSync(file, 'utf8')) as Partial<Case> | undefined;
  if (typeof read?.test !== 'string' || !Array.isArray(read.values)) {
    throw new Error(`${file}: expected the keys test and values; docs/testing.md shows a case`);
  }
  return { test: read.test, values: read.values };
}

/** A case as YAML. */
export function toYaml(value: unknown): string {
  return dump(JSON.parse(JSON.stringify(value)));
}

function isPlain(values: readonly unknown[]): boolean {
  try {
    expect(load(toYaml(values))).toEqual(values);
    return true;
  } catch {
    return false;
  }
}
