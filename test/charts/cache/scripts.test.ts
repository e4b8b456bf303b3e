import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationFiles } from '../../../charts/cache/settings.ts';
import type { ManagedCache } from '../../../config/cache.ts';
import { environmentWith } from '../../support/environment.ts';

const folder = join(import.meta.dirname, '../../../charts/cache/scripts');
const scripts = readdirSync(folder);
const { cache } = environmentWith({ cache: {} });

test.each(scripts)('%s is a script that any POSIX shell reads', name => {
  const { status, stderr } = spawnSync('sh', ['-n', join(folder, name)], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test.each(scripts.filter(name => name !== 'users.sh'))('%s reaches the pods', name => {
  const files = configurationFiles(['cache', cache as ManagedCache]);
  expect(files[name]).toBe(readFileSync(join(folder, name), 'utf8'));
});

test('users.sh follows common.sh, where the cache has users', () => {
  const [common, users] = ['common.sh', 'users.sh'].map(name => readFileSync(join(folder, name), 'utf8'));
  const withUsers = { ...(cache as ManagedCache), users: {} };
  expect(configurationFiles(['cache', withUsers])['common.sh']).toBe(`${common}\n${users}`);
});
