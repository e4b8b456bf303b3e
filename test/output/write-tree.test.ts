import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { synthesizeTree } from '../../output/write-tree.ts';
import { law } from '../support/law.ts';
import { backedUp, environmentFile, filesBelow, filesOf, synced } from '../support/output-folder.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

/** Two environments that Argo CD syncs, one of them with backups, and one that it does not sync. */
const environments = {
  'environments/production.yaml': environmentFile('production', synced + backedUp('s3://backups/production')),
  'environments/staging.yaml': environmentFile('staging', synced),
  'environments/local.yaml': environmentFile('local'),
};
const files = Object.keys(environments);
const [production, staging] = files as [string, string];

/** Runs a function in a folder where all environments have been synthesized to `dist`. */
function afterSynth<Result>(run: (before: Record<string, string>) => Promise<Result>): Promise<Result> {
  return inFolderWith(environments, async () => {
    await synthesizeTree('dist');
    return run(filesBelow('dist'));
  });
}

/** The environments in the list of the ApplicationSet. */
function syncedNames(tree: Readonly<Record<string, string>>): string[] {
  const set = load(tree['argocd/applicationset-environments.yaml'] ?? '') as {
    spec: { generators: { list: { elements: { name: string }[] } }[] };
  };
  return set.spec.generators.flatMap(({ list }) => list.elements.map(({ name }) => name));
}

const write = (file: string, text: string) => writeFileSync(file, text);
const larger = environmentFile('staging', synced).replace('100m', '200m');

test('a synth of one environment keeps every file of the others, and the list of the ApplicationSet, byte for byte', () =>
  afterSynth(async before => {
    const { replacement } = await synthesizeTree('dist', { files: [staging] });
    expect(replacement).toMatchObject({ written: [], removed: [] });
    expect(filesBelow('dist')).toEqual(before);
  }));

test('a synth of one changed environment changes its files and nothing else', () =>
  afterSynth(async before => {
    write(staging, larger);
    const { replacement } = await synthesizeTree('dist', { files: [staging] });
    expect(replacement.removed).toEqual([]);
    expect(replacement.written.length).toBeGreaterThan(0);
    expect(replacement.written.filter(path => !path.startsWith('staging/'))).toEqual([]);
    const after = filesBelow('dist');
    for (const path of [...replacement.written, '.slipway.json']) {
      delete after[path];
      delete before[path];
    }
    expect(after).toEqual(before);
  }));

test('keeps edits by hand in an environment that is kept', () =>
  afterSynth(async () => {
    write('dist/production/README.md', 'mine');
    const { replacement } = await synthesizeTree('dist', { files: [staging] });
    expect(replacement.edited).toEqual([]);
    expect(filesBelow('dist')['production/README.md']).toBe('mine');
  }));

test('a change of one element of the ApplicationSet leaves the others', () =>
  afterSynth(async before => {
    write(staging, environmentFile('staging', synced.replace(' }', ', revision: next }')));
    await synthesizeTree('dist', { files: [staging] });
    const after = filesBelow('dist');
    expect(syncedNames(after)).toEqual(['production', 'staging']);
    const set = 'argocd/applicationset-environments.yaml';
    const lines = (tree: Readonly<Record<string, string>>) => (tree[set] ?? '').split('\n');
    expect(lines(after).filter((line, index) => line !== lines(before)[index])).toEqual([
      '            revision: next',
    ]);
  }));

test('only the environment that Argo CD no longer syncs is removed from its objects', () =>
  afterSynth(async () => {
    write(staging, environmentFile('staging'));
    await synthesizeTree('dist', { files: [staging] });
    const after = filesBelow('dist');
    expect(syncedNames(after)).toEqual(['production']);
    expect(Object.keys(after).filter(path => path.startsWith('argocd/appproject-'))).toEqual([
      'argocd/appproject-production.yaml',
    ]);
  }));

test('a synth of all environments removes one whose file is gone, with all its files', () =>
  afterSynth(async before => {
    rmSync(staging);
    const { decision, replacement } = await synthesizeTree('dist');
    expect(decision.removed.map(({ name, why }) => [name, why])).toEqual([
      ['staging', 'its file environments/staging.yaml is gone'],
    ]);
    expect([...replacement.removed].sort()).toEqual(Object.keys(filesOf('staging', before)));
    const after = filesBelow('dist');
    expect(syncedNames(after)).toEqual(['production']);
    expect(after['argocd/README.md']).not.toContain('staging');
    expect(after['.slipway.json']).not.toContain('staging');
  }));

test('a synth of all environments removes one whose file now has another name', () =>
  afterSynth(async () => {
    write(production, (environments['environments/production.yaml'] ?? '').replace('production', 'prod'));
    const { decision } = await synthesizeTree('dist');
    expect(decision.removed.map(({ name, why }) => [name, why])).toEqual([
      ['production', 'its file environments/production.yaml now describes prod'],
    ]);
    expect(syncedNames(filesBelow('dist'))).toEqual(['prod', 'staging']);
  }));

test('a synth of all environments keeps one whose file is elsewhere, until --remove names it', () =>
  afterSynth(async before => {
    write('audit.yaml', environmentFile('audit', synced));
    await synthesizeTree('dist', { files: ['audit.yaml'] });
    const both = filesBelow('dist');
    const { decision, replacement } = await synthesizeTree('dist');
    expect(decision.kept.map(({ name, why }) => [name, why])).toEqual([
      ['audit', 'because its file audit.yaml is not in environments/'],
    ]);
    expect(replacement.kept.length).toBe(Object.keys(filesOf('audit', both)).length);
    expect(filesBelow('dist')).toEqual(both);
    await synthesizeTree('dist', { remove: ['audit'] });
    expect(filesBelow('dist')).toEqual(before);
  }));

test('removes an environment by name although its file exists, and keeps the others', () =>
  afterSynth(async before => {
    const { decision } = await synthesizeTree('dist', { files: [staging], remove: ['production'] });
    expect(decision.removed.map(({ name }) => name)).toEqual(['production']);
    const after = filesBelow('dist');
    expect(filesOf('production', after)).toEqual({});
    expect(filesOf('local', after)).toEqual(filesOf('local', before));
    expect(syncedNames(after)).toEqual(['staging']);
  }));

test('two users write different environments into one folder', () =>
  inFolderWith(
    {
      'a/environments/production.yaml': environmentFile('production', synced),
      'b/environments/staging.yaml': environmentFile('staging', synced),
    },
    async () => {
      const root = process.cwd();
      mkdirSync('gitops');
      for (const user of ['a', 'b', 'a', 'b']) {
        process.chdir(`${root}/${user}`);
        await synthesizeTree('../gitops/dist');
      }
      const tree = filesBelow('../gitops/dist');
      expect(syncedNames(tree)).toEqual(['production', 'staging']);
      expect(Object.keys(filesOf('production', tree))).toContain('production/README.md');
    },
  ));

test('an environment that moved to another file keeps its files, and the result names the old file', () =>
  afterSynth(async before => {
    renameSync(staging, 'environments/stage.yml');
    const { decision } = await synthesizeTree('dist');
    expect(decision.made.flatMap(({ name, movedFrom = [] }) => [name, movedFrom]).flat()).toEqual([
      'local',
      'production',
      'staging',
      'environments/staging.yaml',
    ]);
    expect(decision.removed).toEqual([]);
    const after = filesBelow('dist');
    expect({ ...after, '.slipway.json': '' }).toEqual({ ...before, '.slipway.json': '' });
  }));

describe('a refused run touches nothing', () => {
  const otherArgoCd = environmentFile('staging', synced).replace(
    'storageClass: encrypted',
    'storageClass: encrypted, namespaces: { argocd: gitops }',
  );
  const cases: [what: string, file: string, text: string, message: string][] = [
    [
      'an environment with the same name as one that another file describes',
      'mine.yaml',
      environmentFile('production', synced),
      'mine.yaml: name: found "production", which dist already has from environments/production.yaml; expected one file for each environment; rename one of the two, name another folder with --output, or delete the file that is no longer used',
    ],
    [
      'an environment with another Argo CD than one that is kept',
      staging,
      otherArgoCd,
      'argocd: cluster.namespaces.argocd is argocd in production and gitops in staging, expected one Argo CD for all environments of a folder; synthesize those of another Argo CD into another folder with --output',
    ],
    [
      'backups to the destination of an environment that is kept',
      staging,
      environmentFile('staging', backedUp('s3://backups/production/')),
      'environments/staging.yaml:7: database.backup.destination: found "s3://backups/production", as in production, which dist still contains; give each environment its own destination; otherwise their backups overwrite each other; if production is no longer needed, add --remove production',
    ],
    [
      'a renamed environment, if the old one is kept and has the same backups',
      production,
      (environments['environments/production.yaml'] ?? '').replace('production', 'prod'),
      'environments/production.yaml:8: database.backup.destination: found "s3://backups/production", as in production, which dist still contains; give each environment its own destination; otherwise their backups overwrite each other; if production is no longer needed, add --remove production',
    ],
  ];

  test.each(cases)('%s', (_, file, text, message) =>
    afterSynth(async before => {
      write(file, text);
      const failure = await synthesizeTree('dist', { files: [file] }).catch((error: Error) => error);
      expect((failure as Error).message).toContain(message);
      expect(filesBelow('dist')).toEqual(before);
      expect(readdirSync('.')).not.toContain('.dist.slipway');
    }),
  );

  test('reports every impossible removal and every fault of the files at once', () =>
    afterSynth(async before => {
      write(staging, environmentFile('Staging'));
      const failing = synthesizeTree('dist', { files: [staging, production], remove: ['production', 'x'] });
      const failure = await failing.catch((error: Error) => error);
      expect((failure as Error).message.split('\n').map(line => line.split(', ')[0])).toEqual([
        'environments/staging.yaml:1: name: expected a name of lowercase letters',
        'dist: found --remove production',
        'dist: found --remove x',
      ]);
      expect(filesBelow('dist')).toEqual(before);
    }));

  test('reports no conflict with a neighbor whose file cannot be read', () =>
    afterSynth(async () => {
      write(production, 'name: production\n');
      write(staging, environmentFile('staging', backedUp('s3://backups/production')));
      const failure = await synthesizeTree('dist').catch((error: Error) => error);
      expect((failure as Error).message).toMatch(
        /^environments\/production.yaml: cluster: is missing; [^\n]*$/,
      );
    }));
});

test('environments synthesized in any order and grouping give the tree of one run', async () => {
  await inFolderWith(environments, async () => {
    await synthesizeTree('whole', { files });
    const whole = filesBelow('whole');
    const turns = fc
      .tuple(
        fc.shuffledSubarray(files, { minLength: files.length }),
        fc.array(fc.subarray(files), { maxLength: 2 }),
      )
      .chain(([order, again]) =>
        fc.subarray([1, 2]).map(cuts => {
          const bounds = [0, ...cuts, order.length];
          const groups = bounds.slice(1).map((end, index) => order.slice(bounds[index], end));
          return [...groups, ...again.filter(group => group.length > 0)];
        }),
      );
    let folder = 0;
    await law(
      fc.asyncProperty(turns, async groups => {
        const output = `turns-${folder++}`;
        for (const group of groups) await synthesizeTree(output, { files: group });
        expect(filesBelow(output)).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });
});
