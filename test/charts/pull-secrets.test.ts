import { secretsPage } from '../../charts/platform/secrets-page.ts';
import { noticesOf } from '../../config/notices.ts';
import { expectedSecrets } from '../../output/expected-secrets.ts';
import { renderEnvironment } from '../../output/render.ts';
import { environmentWith, smallApplication } from '../support/environment.ts';
import type { Manifest } from '../support/manifests.ts';

const environment = environmentWith({
  imagePullSecrets: ['registry'],
  applications: {
    web: { ...smallApplication, beforeRelease: { command: ['migrate'] }, imagePullSecrets: ['partner'] },
    files: { ...smallApplication, kind: 'stateful', port: 8080, health: '/' },
    report: {
      image: smallApplication.image,
      resources: smallApplication.resources,
      kind: 'scheduled',
      schedule: { cron: '0 3 * * *' },
    },
  },
  database: { storage: '20Gi' },
  cache: { endpoint: { reason: 'old clients' } },
});
const { objects } = renderEnvironment(environment);
const manifests = objects.map(({ manifest }) => manifest as Manifest);

/** Pull secrets of everything that makes pods, by kind and name. */
const pullSecrets = Object.fromEntries(
  manifests.flatMap(({ kind, metadata, spec }) => {
    const pod = spec?.template?.spec ?? spec?.jobTemplate?.spec.template.spec;
    const found = kind === 'Cluster' ? spec : pod?.containers && pod;
    return found ? [[`${kind} ${metadata.name}`, found.imagePullSecrets]] : [];
  }),
);

test('every pod of an environment has its pull secrets, and those of its application after them', () => {
  const ofAll = [{ name: 'registry' }];
  const ofWeb = [{ name: 'registry' }, { name: 'partner' }];
  expect(pullSecrets).toEqual({
    'Rollout web': ofWeb,
    'Job web-before-release': ofWeb,
    'StatefulSet files': ofAll,
    'CronJob report': ofAll,
    'Cluster database': ofAll,
    'Pooler database-pooler-rw': ofAll,
    'Pooler database-pooler-ro': ofAll,
    'StatefulSet cache': ofAll,
    'StatefulSet cache-sentinel': ofAll,
    'Deployment cache-endpoint': ofAll,
  });
});

test('pods have no such field without pull secrets', () => {
  const { objects } = renderEnvironment(environmentWith({ database: { storage: '20Gi' }, cache: {} }));
  expect(JSON.stringify(objects.map(({ manifest }) => manifest))).not.toContain('imagePullSecrets');
});

test('pull secrets must exist, also next to a store of Secrets, which fetches none of them', () => {
  const withStore = { ...environment, cluster: { ...environment.cluster, secretStore: 'vault' } };
  expect(expectedSecrets(withStore)).toEqual(['partner', 'registry']);
  expect(secretsPage(withStore)).toContain('- `partner`\n- `registry`\n');
  expect(noticesOf(withStore).map(({ path }) => path)).toContain('imagePullSecrets');
  expect(noticesOf(environment).map(({ path }) => path)).not.toContain('imagePullSecrets');
});
