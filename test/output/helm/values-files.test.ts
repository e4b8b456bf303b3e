import fc from 'fast-check';
import { load } from 'js-yaml';
import { environmentSchema } from '../../../config/environment.ts';
import type { DataObject } from '../../../config/merge.ts';
import {
  mergedValues,
  type NamedValues,
  ownValuesFile,
  valuesFileOf,
  valuesFiles,
  valuesOf,
} from '../../../output/helm/values/values.ts';
import { law } from '../../support/law.ts';
import { randomEnvironments } from '../../support/random-environments.ts';

const environment: fc.Arbitrary<NamedValues> = randomEnvironments.map(input => ({
  name: input.name,
  values: valuesOf(environmentSchema.parse(input)),
}));
const environments = fc.uniqueArray(environment, {
  minLength: 1,
  maxLength: 4,
  selector: ({ name }) => name,
});

/** The values of an environment as its file and the chart's own one say them. */
function readBack(files: ReadonlyMap<string, string>, name: string): NamedValues {
  const read = (file: string) => load(files.get(file) ?? '') as DataObject;
  return { name, values: mergedValues(read(ownValuesFile), read(valuesFileOf(name))) };
}

const runs = { numRuns: 60 };

test('what a chart says of an environment is read back with every value, in the same order', () => {
  law(
    fc.property(environments, all => {
      const { files } = valuesFiles(all);
      for (const { name, values } of all) {
        expect(JSON.stringify(readBack(files, name).values)).toBe(JSON.stringify(values));
      }
    }),
    runs,
  );
});

test('environments added one after another, in any order, end in the files of all at once', () => {
  law(
    fc.property(environments, all => {
      let files = new Map<string, string>();
      for (const [index, values] of all.entries()) {
        const kept = all.slice(0, index).map(({ name }) => readBack(files, name));
        files = valuesFiles([values, ...kept]).files;
      }
      expect(files).toEqual(valuesFiles(all).files);
    }),
    runs,
  );
});

test('a key that a person took out of a values file is that of the chart, as it is for Helm', () => {
  const chartValues = { cache: { memory: '4Gi', replicas: 3 }, database: { storage: '1Gi' } };
  expect(mergedValues(chartValues, { cache: { memory: '1Gi' }, database: null })).toEqual({
    cache: { memory: '1Gi', replicas: 3 },
  });
});

test.each(['-_3', '2e4_', '1_0', '.', 'yes'])(
  'the text %s is in quotes, so that Helm reads no number or word',
  text => {
    const { files } = valuesFiles([
      { name: 'odd', values: { name: 'odd', identity: { 'example.com/role': text } } },
    ]);
    expect(files.get(ownValuesFile)).toContain(`'${text}'`);
  },
);
