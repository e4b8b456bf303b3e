import { environmentFiles } from '../../config/files.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

test('finds every environment of a folder, sorted by name', async () => {
  const names = ['b.yaml', 'a.ts', 'c.json', 'd.yml', 'e.mjs', 'f.js', 'g.mts'];
  const others = ['README.md', '_base.yaml', '.hidden.yaml', 'types.d.ts', 'h.yaml.bak', 'folder/i.yaml'];
  const files = Object.fromEntries([...names, ...others].map(name => [`environments/${name}`, '']));
  expect(await inFolderWith(files, () => environmentFiles('environments'))).toEqual(
    ['a.ts', 'b.yaml', 'c.json', 'd.yml', 'e.mjs', 'f.js', 'g.mts'].map(name => `environments/${name}`),
  );
});

test.each([[{ 'other/a.yaml': '' }], [{ 'environments/README.md': '' }]])(
  'says what to do when there is none: %j',
  async files => {
    await expect(inFolderWith(files, () => environmentFiles('environments'))).rejects.toThrow(
      'environments: found no environment file, expected at least one such as environments/production.yaml; add one or name the files with --environment',
    );
  },
);
