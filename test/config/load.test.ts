import { loadEnvironments } from '../../config/load.ts';
import { inFolderWith } from '../support/temporary-folder.ts';

const base = `name: base
cluster: { storageClass: standard }
applications:
  web:
    image: registry.example.com/web:1.0.0
    host: app.example.com
    resources: { requests: { cpu: 100m, memory: 64Mi } }
    scale:
      min: 3
      max: 9
      rules:
        - { metric: CPUUtilization, threshold: 70, cooldown: 300, adjustment: 1 }
        - { metric: RequestCount, threshold: 1000, cooldown: 180, adjustment: 2 }
database: { storage: 100Gi, version: 16 }
`;

async function extended(patch: string, file = 'derived.yaml') {
  const [environment] = await inFolderWith({ 'base.yaml': base, [file]: patch }, () =>
    loadEnvironments([file]),
  );
  return environment;
}

async function messageOf(files: Readonly<Record<string, string>>, ...load: string[]): Promise<string> {
  const loading = inFolderWith(files, () => loadEnvironments(load));
  return loading.then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  );
}

describe('a file that extends another', () => {
  test('keeps the keys that it does not name', async () => {
    const environment = await extended('extends: base.yaml\nname: derived\n');
    expect(environment?.name).toBe('derived');
    expect(environment?.namespace).toBe('derived');
    expect(environment?.database).toMatchObject({ version: 16 });
  });

  test('replaces a whole list', async () => {
    const rules = '[{ metric: MemoryUtilization, threshold: 80, cooldown: 300, adjustment: 1 }]';
    const environment = await extended(
      `extends: ./base.yaml\nname: derived\napplications: { web: { scale: { rules: ${rules} } } }\n`,
    );
    expect(environment?.applications.web?.scale).toMatchObject({
      min: 3,
      max: 9,
      rules: [{ metric: 'MemoryUtilization' }],
    });
  });

  test('replaces an object by a number', async () => {
    const environment = await extended(
      'extends: ./base.yaml\nname: derived\napplications: { web: { scale: 1 } }\n',
    );
    expect(environment?.applications.web?.scale).toBe(1);
  });

  test('removes with null', async () => {
    const environment = await extended(
      'extends: ./base.yaml\nname: derived\ndatabase: null\napplications: { web: { host: ~ } }\n',
    );
    expect(environment).not.toHaveProperty('database');
    expect(environment?.applications.web).not.toHaveProperty('host');
  });

  test('may itself be extended, from another folder and in another format', async () => {
    const files = {
      'base.yaml': base,
      'more/second.json':
        '{ "extends": "../base.yaml", "name": "second", "database": { "storage": "20Gi" } }',
      'more/deep/third.mjs':
        "export default { extends: '../second.json', name: 'third', cluster: { zones: 1 } };",
    };
    const [third] = await inFolderWith(files, () => loadEnvironments(['more/deep/third.mjs']));
    expect(`${third?.database?.external === false && third.database.storage}`).toBe('20Gi');
    expect(third?.cluster).toMatchObject({ storageClass: 'standard', zones: 1 });
  });

  test('is checked after the merge, so that the base may be incomplete', async () => {
    const files = {
      '_base.yaml': 'cluster: { storageClass: standard }\n',
      'whole.yaml': 'extends: ./_base.yaml\nname: whole\n',
    };
    const [whole] = await inFolderWith(files, () => loadEnvironments(['whole.yaml']));
    expect(whole?.name).toBe('whole');
  });
});

describe('a problem', () => {
  test('names the file that the value comes from, with its line', async () => {
    const files = {
      'base.yaml': base.replace('min: 3', 'min: none'),
      'a.yaml': 'extends: base.yaml\nname: a\n',
    };
    expect(await messageOf(files, 'a.yaml')).toBe(
      'a.yaml: applications.web.scale.min (from base.yaml:9): expected a whole number from 0 to 10000, found "none"',
    );
  });

  test('of a file that others extend is reported once', async () => {
    const files = {
      'base.yaml': base.replace('min: 3', 'min: 0'),
      'a.yaml': 'extends: base.yaml\nname: a\n',
      'b.yaml': 'extends: a.yaml\nname: b\n',
    };
    expect(await messageOf(files, 'base.yaml', 'a.yaml', 'b.yaml')).toBe(
      'base.yaml:9: applications.web.scale.min: found 0 for an application of kind web, expected at least 1: its requests would fail until the first replica is ready; raise min',
    );
  });

  test('that only the merged data has is reported for the loaded file', async () => {
    const files = {
      'base.yaml': base,
      'a.yaml': 'extends: base.yaml\nname: a\napplications: { web: { scale: { max: 2 } } }\n',
    };
    expect(await messageOf(files, 'base.yaml', 'a.yaml')).toBe(
      'a.yaml: applications.web.scale.min (from base.yaml:9): found 3, which is above max (2); lower min or raise max',
    );
  });

  test('does not hide the others, in the same file or in the next', async () => {
    const broken = base
      .replace('min: 3', 'min: 10')
      .replace('100m', '0')
      .replace('version: 16', 'version: 9');
    const files = { 'a.yaml': broken, 'b.yaml': '\t', 'c.yaml': 'name: c\n' };
    const message = await messageOf(files, 'a.yaml', 'b.yaml', 'c.yaml', 'd.yaml');
    expect(message.split('\n').sort()).toEqual([
      'a.yaml:14: database.version: expected a whole number from 15 to 18, found 9',
      'a.yaml:7: applications.web.resources.requests.cpu: expected CPU in cores such as 500m, 0.5 or 2, found 0',
      'a.yaml:9: applications.web.scale.min: found 10, which is above max (9); lower min or raise max',
      'b.yaml: is empty, expected an environment; begin with name and cluster',
      'c.yaml: cluster: is missing; add what the cluster offers, at least its storageClass',
      'd.yaml: does not exist; name an environment file that exists',
    ]);
  });
});

test('a circle of files is refused, and the message shows it', async () => {
  const files = {
    'a.yaml': 'extends: b.yaml\nname: a\n',
    'b.yaml': 'extends: c.yaml\nname: b\n',
    'c.yaml': 'name: c\nextends: a.yaml\n',
  };
  expect(await messageOf(files, 'a.yaml')).toBe(
    'c.yaml:2: extends: leads back to the file itself (a.yaml -> b.yaml -> c.yaml -> a.yaml); remove one of these',
  );
});

test('a folder instead of a file is refused', async () => {
  expect(await messageOf({ 'a/b.yaml': base }, 'a')).toBe(
    'a: is a folder, expected a file; name an environment file that exists',
  );
});

test('a key $schema is for editors', async () => {
  const environment = await extended(
    '{ "$schema": "../x.json", "extends": "base.yaml", "name": "b" }',
    'b.json',
  );
  expect(environment?.name).toBe('b');
});

test('a key that JavaScript reserves reaches no prototype', async () => {
  const text = '{ "name": "a", "cluster": { "storageClass": "s", "__proto__": { "polluted": true } } }';
  await messageOf({ 'a.json': text }, 'a.json');
  expect({}).not.toHaveProperty('polluted');
});
