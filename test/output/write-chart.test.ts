import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { load } from 'js-yaml';
import type { DataObject } from '../../config/merge.ts';
import { helmChart } from '../../output/helm/chart.ts';
import { mergedValues } from '../../output/helm/values/values.ts';
import { writeChart } from '../../output/write-chart.ts';
import { backedUp, environmentFile, filesBelow } from '../support/output-folder.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

const environments = {
  'environments/production.yaml': environmentFile('production', backedUp('s3://backups/production')),
  'environments/staging.yaml': environmentFile('staging'),
};
const [production, staging] = Object.keys(environments) as [string, string];

/** It has more to say than production: another database, and a cache. */
const fuller = environmentFile('staging', `${backedUp('s3://backups/staging')}cache: { memory: 1Gi }\n`);

/** Templates are generated once; every test takes those. */
beforeAll(() => void helmChart([]), 240_000);

function afterChart<Result>(run: (before: Record<string, string>) => Promise<Result>): Promise<Result> {
  return inFolderWith(environments, async () => {
    await writeChart('chart');
    return run(filesBelow('chart'));
  });
}

/** What Helm makes of the values file of an environment. */
function valuesIn(chart: Readonly<Record<string, string>>, name: string): DataObject {
  const [chartValues, file] = ['values.yaml', `values-${name}.yaml`].map(
    path => load(chart[path] ?? '') as DataObject,
  );
  return mergedValues(chartValues ?? {}, file ?? {});
}

test('a chart of one environment leaves every file as it is', () =>
  afterChart(async before => {
    const { replacement } = await writeChart('chart', { files: [staging] });
    expect(replacement).toMatchObject({ written: [], removed: [] });
    expect(filesBelow('chart')).toEqual(before);
  }));

test('an environment that becomes the one that says the most leaves the values of the others', () =>
  afterChart(async before => {
    expect(before['values.yaml']).toContain('as production has them');
    writeFileSync(staging, fuller);
    await writeChart('chart', { files: [staging] });
    const after = filesBelow('chart');
    expect(after['values.yaml']).toContain('as staging has them');
    expect(after['values-production.yaml']).toContain('cache: null');
    expect(valuesIn(after, 'production')).toEqual(valuesIn(before, 'production'));
    expect(valuesIn(after, 'staging')).toMatchObject({ cache: { memory: '1Gi' } });
  }));

test('charts of single environments end in the chart of all at once', () =>
  afterChart(async before => {
    for (const file of [staging, production]) await writeChart('turns', { files: [file] });
    expect(filesBelow('turns')).toEqual(before);
  }));

test('an environment whose file is gone leaves the chart of all, and no other chart', () =>
  afterChart(async before => {
    rmSync(staging);
    const ofProduction = await writeChart('chart', { files: [production] });
    expect(ofProduction.decision).toMatchObject({ kept: [{ name: 'staging' }], removed: [] });
    expect(filesBelow('chart')).toEqual(before);
    const all = await writeChart('chart');
    expect(all.decision).toMatchObject({ kept: [], removed: [{ name: 'staging' }] });
    expect(all.replacement.removed).toEqual(['values-staging.yaml']);
  }));

test('an environment is removed by name', () =>
  afterChart(async () => {
    const { replacement } = await writeChart('chart', { files: [production], remove: ['staging'] });
    expect(replacement.removed).toEqual(['values-staging.yaml']);
    expect(filesBelow('chart')['README.md']).not.toContain('staging');
  }));

describe('what is refused touches nothing', () => {
  const refused = (before: Readonly<Record<string, string>>, message: string) =>
    writeChart('chart', { files: [staging] }).then(
      () => expect('nothing was refused').toBe(message),
      (error: Error) => {
        expect(error.message).toBe(message);
        expect(filesBelow('chart')).toEqual(before);
      },
    );

  test('values of an environment that is kept, and that are gone', () =>
    afterChart(async () => {
      rmSync('chart/values-production.yaml');
      await refused(
        filesBelow('chart'),
        'chart/values-production.yaml: expected the values of production, found no such file; restore the file from Git, or name environments/production.yaml with --environment too',
      );
    }));

  test('values of an environment that is kept, and whose file holds no values', () =>
    afterChart(async () => {
      writeFileSync('chart/values-production.yaml', '- 1\n');
      await refused(
        filesBelow('chart'),
        'chart/values-production.yaml: expected the values of production, found no keys; restore the file from Git, or name environments/production.yaml with --environment too',
      );
    }));

  test('templates of another version, which the values of others may not fit', () =>
    afterChart(async () => {
      const record = filesBelow('chart')['.slipway.json'] ?? '';
      const other = record.replace(/("templates\/NOTES.txt": ")..../, '$10000');
      writeFileSync('chart/.slipway.json', other);
      await refused(
        filesBelow('chart'),
        'chart: found templates of another version of slipway, which the values of production were made for; expected the same templates for all; name environments/production.yaml with --environment too',
      );
    }));

  test('a backup destination of an environment that is kept', () =>
    afterChart(async before => {
      appendFileSync(staging, backedUp('s3://backups/production'));
      await refused(
        before,
        'environments/staging.yaml:7: database.backup.destination: found "s3://backups/production", as in production, which chart still contains; give each environment its own destination; otherwise their backups overwrite each other; if production is no longer needed, add --remove production',
      );
    }));
});
