import { expectedSecrets } from '../../output/expected-secrets.ts';
import { environmentWith, smallApplication } from '../support/environment.ts';

test('a small environment expects no Secret', () => {
  expect(expectedSecrets(environmentWith())).toEqual([]);
});

test('expects each Secret that the environment names, once and in order', () => {
  const secrets = { TOKEN: { secret: 'token', key: 'value' }, OTHER: { secret: 'token', key: 'other' } };
  const environment = environmentWith({
    applications: { web: { ...smallApplication, secrets } },
    database: { external: true, host: 'db.example.com', network: '10.0.0.0/16', secret: 'managed-database' },
    cache: { external: true, host: 'cache.example.com', network: '10.0.0.0/16', secret: 'managed-cache' },
  });
  expect(expectedSecrets(environment)).toEqual(['managed-cache', 'managed-database', 'token']);
});

test('an environment with a secret store expects no Secret', () => {
  const secrets = { TOKEN: { secret: 'token', key: 'value' } };
  const cluster = { storageClass: 'ssd', secretStore: 'vault' };
  expect(
    expectedSecrets(environmentWith({ cluster, applications: { web: { ...smallApplication, secrets } } })),
  ).toEqual([]);
});

test('expects each ConfigMap that the environment names, also with a secret store', () => {
  const cluster = { storageClass: 'ssd', secretStore: 'vault' };
  const envFrom = [{ configMap: 'web' }, { secret: 'web' }, { configMap: 'base', prefix: 'B_' }];
  const applications = { web: { ...smallApplication, envFrom } };
  expect(expectedSecrets(environmentWith({ cluster, applications }))).toEqual([
    'ConfigMap/base',
    'ConfigMap/web',
  ]);
});
