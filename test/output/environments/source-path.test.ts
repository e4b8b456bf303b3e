import { mkdirSync, symlinkSync } from 'node:fs';
import { fileOfSource, sourcePath } from '../../../output/environments/source-path.ts';
import { inFolderWith } from '../../support/temporary-folder.ts';

const files = { 'environments/a.yaml': '', 'deep/er/dist/x': '' };

test.each([
  ['dist', 'environments/a.yaml', '../environments/a.yaml'],
  ['dist', './environments/../environments/a.yaml', '../environments/a.yaml'],
  ['deep/er/dist', 'environments/a.yaml', '../../../environments/a.yaml'],
  ['not/there/yet', 'gone/a.yaml', '../../../gone/a.yaml'],
])('of the folder %s the file %s is %s', async (folder, file, path) => {
  expect(await inFolderWith(files, async () => sourcePath(folder, file))).toBe(path);
});

test('one file has one path, through links to its folder and to the output folder', async () => {
  const paths = await inFolderWith(files, async folder => {
    symlinkSync('environments', 'linked');
    symlinkSync('deep/er/dist', 'dist');
    mkdirSync('elsewhere');
    const here = [sourcePath('dist', 'linked/a.yaml'), sourcePath('deep/er/dist', 'environments/a.yaml')];
    process.chdir('elsewhere');
    return [...here, sourcePath('../dist', `${folder}/environments/a.yaml`)];
  });
  expect(new Set(paths)).toEqual(new Set(['../../../environments/a.yaml']));
});

test('a file that is a link keeps the path of the link', async () => {
  const path = await inFolderWith(files, async () => {
    symlinkSync('../deep/er/dist/x', 'environments/b.yaml');
    return sourcePath('dist', 'environments/b.yaml');
  });
  expect(path).toBe('../environments/b.yaml');
});

test('a recorded path leads back to the file from the current folder', async () => {
  const file = await inFolderWith(files, async () => {
    process.chdir('deep');
    return fileOfSource('er/dist', '../../../environments/a.yaml');
  });
  expect(file).toBe('../environments/a.yaml');
});
