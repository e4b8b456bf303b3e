import { App } from 'cdk8s';
import { PlatformTier } from '../../../charts/platform/platform-tier.ts';
import { secretsPage } from '../../../charts/platform/secrets-page.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { expectedSecrets } from '../../../output/expected-secrets.ts';
import { renderEnvironment } from '../../../output/render.ts';
import { checkObjects } from '../../../rules/check.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

const cluster = { storageClass: 'ssd', secretStore: 'vault' };

function stored(input: Partial<EnvironmentInput>): Manifest[] {
  const tier = new PlatformTier(new App(), environmentWith({ cluster, ...input }));
  return manifestsOf(tier).filter(({ kind }) => kind === 'ExternalSecret');
}

const naming = (secrets: Record<string, { secret: string; key: string }>) => ({
  applications: { web: { ...smallApplication, secrets } },
});
const stripe = naming({ KEY: { secret: 'stripe', key: 'api-key' }, HOOK: { secret: 'stripe', key: 'hook' } });

const backup = {
  destination: 's3://b/p',
  schedule: '0 0 2 * * *',
  retention: '30d',
  secret: 'object-store',
} as const;
const network = '10.0.0.0/16';

test('copies the Secrets of an application, a database, a cache and a backup, with the keys that they read', () => {
  const database = { external: true as const, host: 'db.example.com', network, secret: 'managed-db' };
  const cache = { external: true as const, host: 'cache.example.com', network, secret: 'managed-cache' };
  const keys = [
    ...stored({ ...stripe, database, cache }),
    ...stored({ applications: {}, database: { storage: '10Gi', backup } }),
  ].map(({ metadata, spec }) => [
    metadata.name,
    spec.data.map(({ secretKey }: { secretKey: string }) => secretKey),
  ]);
  expect(Object.fromEntries(keys)).toEqual({
    'managed-cache': ['password'],
    'managed-db': ['password', 'username'],
    stripe: ['api-key', 'hook'],
    'object-store': ['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY'],
  });
});

test('a Secret that an application takes whole is copied whole, whatever else reads a key of it', () => {
  const web = { ...smallApplication, envFrom: [{ secret: 'stripe' }] };
  const worker = stripe.applications.web;
  for (const applications of [
    { web, worker },
    { web: worker, worker: web },
  ]) {
    const [secret, ...others] = stored({ applications });
    expect(others).toEqual([]);
    expect(secret?.spec.dataFrom).toEqual([{ extract: { key: 'production/stripe' } }]);
    expect(secret?.spec).not.toHaveProperty('data');
  }
});

test('a ConfigMap is not copied, and the page says that it must exist', () => {
  const applications = { web: { ...smallApplication, envFrom: [{ configMap: 'settings' }] } };
  expect(stored({ applications })).toEqual([]);
  expect(secretsPage(environmentWith({ applications }))).toContain(
    'These must exist in namespace `production` before the first sync. Slipway does not make them.\n\n- `settings`\n',
  );
});

test('the rules accept ConfigMaps from outside, and refuse others', () => {
  const environment = environmentWith({
    applications: { web: { ...smallApplication, envFrom: [{ configMap: 'settings' }, { secret: 'keys' }] } },
  });
  const { objects } = renderEnvironment(environment);
  expect(checkObjects(objects, expectedSecrets(environment))).toEqual([]);
  expect(checkObjects(objects, ['settings', 'keys']).map(({ found }) => found)).toEqual([
    'envFrom of container web-app takes ConfigMap settings, which nothing makes',
  ]);
});

test('a Secret is below the namespace in the store', () => {
  const { spec } = objectOf(stored(stripe), 'ExternalSecret', 'stripe');
  expect(spec.secretStoreRef).toEqual({ kind: 'ClusterSecretStore', name: 'vault' });
  expect(spec.data[0].remoteRef).toEqual({ key: 'production/stripe', property: 'api-key' });
});

test('a store that allows no slash has another prefix', () => {
  const [secret] = stored({ ...stripe, cluster: { ...cluster, secretPrefix: 'shop-' } });
  expect(secret?.spec.data[0].remoteRef.key).toBe('shop-stripe');
});

test('a value that is gone from the store stays, and a Secret that is no longer named is deleted', () => {
  const { spec } = objectOf(stored(stripe), 'ExternalSecret', 'stripe');
  expect([spec.target.deletionPolicy, spec.target.creationPolicy]).toEqual(['Retain', 'Owner']);
});

test('comes before everything that reads it', () => {
  const { objects } = renderEnvironment(environmentWith({ cluster, ...stripe }));
  const secret = objects.find(({ manifest }) => manifest.kind === 'ExternalSecret')?.manifest;
  expect(secret?.metadata.annotations?.['argocd.argoproj.io/sync-wave']).toBe('0');
});

test('does not copy Secrets that controllers make in the namespace', () => {
  const secrets = {
    URI: { secret: 'database-app', key: 'uri' },
    PASSWORD: { secret: 'cache-auth', key: 'password' },
    CERTIFICATE: { secret: 'web-tls', key: 'tls.crt' },
  };
  const applications = { web: { ...smallApplication, host: 'app.example.com', secrets } };
  expect(stored({ applications, database: { storage: '10Gi' }, cache: {} })).toEqual([]);
});

test('copies nothing without a store', () => {
  expect(stored({ ...stripe, cluster: { storageClass: 'ssd' } })).toEqual([]);
});

test('the rules know the keys of copied Secrets', () => {
  const { objects } = renderEnvironment(environmentWith({ cluster, ...stripe }));
  expect(checkObjects(objects)).toEqual([]);
});

test('the page of the environment lists what the store must have', () => {
  expect(secretsPage(environmentWith({ cluster, ...stripe }))).toContain(
    '| `stripe` | `production/stripe` | `api-key`, `hook` |',
  );
  expect(secretsPage(environmentWith(stripe))).toContain('| `stripe` | `api-key`, `hook` |');
  const applications = { web: { ...smallApplication, envFrom: [{ secret: 'stripe' }] } };
  expect(secretsPage(environmentWith({ applications }))).toContain('| `stripe` | all |');
});
