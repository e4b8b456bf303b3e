import { mkdirSync, writeFileSync } from 'node:fs';
import { loadEnvironments } from '../../config/load.ts';
import { faultsOf } from '../support/faults.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

const environment = (files: string, name = 'base') => `name: ${name}
cluster: { storageClass: standard }
applications:
  web:
    image: registry.example.com/web:1.0.0
    resources: { requests: { cpu: 100m, memory: 64Mi } }
    files: ${files}
`;
const settings = (rest: string) => environment(`{ settings: { mountPath: /etc/app.toml, ${rest} } }`);

async function textIn(files: Readonly<Record<string, string>>, file: string) {
  const [loaded] = await inFolderWith(files, () => loadEnvironments([file]));
  return loaded?.applications.web?.files.settings?.text;
}

async function refusalOf(content: Buffer): Promise<string> {
  const files = { 'base.yaml': settings('file: app.toml') };
  const loading = inFolderWith(files, async () => {
    writeFileSync('app.toml', content);
    await loadEnvironments(['base.yaml']);
  });
  return loading.then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  );
}

test('the text of a file next to the environment is kept to the last line feed', async () => {
  const files = { 'env/base.yaml': settings('file: ./app.toml'), 'env/app.toml': 'a = 1\n\n' };
  expect(await textIn(files, 'env/base.yaml')).toBe('a = 1\n\n');
});

test('an environment in TypeScript names files in the same way', async () => {
  const data = {
    name: 'base',
    cluster: { storageClass: 'ssd' },
    applications: {
      web: {
        image: 'registry.example.com/web:1.0.0',
        resources: { requests: { cpu: '100m', memory: '64Mi' } },
        files: { settings: { mountPath: '/etc/a', file: '../shared/a.txt' } },
      },
    },
  };
  const files = { 'env/base.json': JSON.stringify(data), 'shared/a.txt': 'shared' };
  expect(await textIn(files, 'env/base.json')).toBe('shared');
});

describe('a file of an extended environment', () => {
  const base = { 'base/base.yaml': settings('file: app.toml'), 'base/app.toml': 'of the base' };
  const derived = (patch: string) => ({
    ...base,
    'derived/app.toml': 'of the derived',
    'derived/derived.yaml': `extends: ../base/base.yaml\nname: derived\n${patch}`,
  });
  const patch = (rest: string) => `applications: { web: { files: { settings: { ${rest} } } } }\n`;

  test('is relative to the file that names it', async () => {
    expect(await textIn(derived(''), 'derived/derived.yaml')).toBe('of the base');
  });

  test('is replaced by another file', async () => {
    expect(await textIn(derived(patch('file: app.toml')), 'derived/derived.yaml')).toBe('of the derived');
  });

  test('is replaced by a text', async () => {
    expect(await textIn(derived(patch('text: mine')), 'derived/derived.yaml')).toBe('mine');
  });

  test('leaves no text when it is removed', async () => {
    await expect(textIn(derived(patch('file: null')), 'derived/derived.yaml')).rejects.toThrow(
      'derived/derived.yaml:3: applications.web.files.settings: has no text; add text, or the name of a file in file',
    );
  });
});

const start = 'base.yaml:7: applications.web.files.settings.file: found "app.toml", which';

test.each([
  [
    'latin-1',
    Buffer.from('gr\xfcn', 'latin1'),
    'is not UTF-8, expected text; save it as UTF-8, or put it into the image',
  ],
  [
    'carriage returns',
    Buffer.from('a = 1\nb = 2\r\n'),
    'has a control character (U+000D) in line 2, expected text with no control characters but tabs and line feeds; remove it',
  ],
  [
    'more than fits',
    Buffer.alloc(49_153, 'a'),
    'has 49153 bytes, expected at most 49152; put it into the image, or into a volume',
  ],
])('a file of %s is refused', async (_, content, message) => {
  expect(await refusalOf(content)).toBe(`${start} ${message}`);
});

test('a file of the greatest size is accepted', async () => {
  expect(await refusalOf(Buffer.alloc(49_152, 'a'))).toBe('nothing was refused');
});

test('all files together have the same limit, in bytes', () => {
  const files = {
    a: { mountPath: '/a', text: '€'.repeat(8192) },
    b: { mountPath: '/b', text: '€'.repeat(8192) },
  };
  expect(faultsOf({ web: { files } })).toEqual([]);
  expect(faultsOf({ web: { files: { ...files, c: { mountPath: '/c', text: 'x' } } } })).toEqual([
    'applications.web.files: has 49153 bytes in all, expected at most 49152, since pods carry them as annotations; put large files into the image, or into a volume',
  ]);
});

test('every file that cannot be read is reported', async () => {
  const entries = '{ a: { mountPath: /a, file: a }, b: { mountPath: /b, file: b } }';
  const loading = inFolderWith({ 'base.yaml': environment(entries) }, async () => {
    mkdirSync('b');
    await loadEnvironments(['base.yaml']);
  });
  await expect(loading).rejects.toThrow(
    /files\.a\.file: .* does not exist.*\n.*files\.b\.file: .* is a folder/,
  );
});

test('a reason allows a file with what looks like a secret', () => {
  const files = { key: { mountPath: '/a', text: '-----BEGIN PRIVATE KEY-----' } };
  expect(faultsOf({ web: { files } })).toHaveLength(1);
  expect(faultsOf({ web: { files, notSecret: { key: 'a key for tests' } } })).toEqual([]);
});
