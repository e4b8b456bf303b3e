import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { notices as known, noticesOf } from '../../../config/notices.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { chart, chartValues, succeed } from './chart.ts';

const storage = '20Gi';
const backup = { destination: 's3://backups', schedule: '0 0 2 * * *', retention: '30d' } as const;
const web = { ...smallApplication, host: 'app.example.com' };
const managed = { external: true, network: '10.0.0.0/8', secret: 'managed' } as const;

/** The notices in what Helm prints after an installation. */
async function notices(input: Partial<EnvironmentInput>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'slipway-helm-'));
  try {
    const file = join(folder, 'values.yaml');
    await writeFile(file, dump(chartValues(environmentWith(input))));
    const args = ['install', 'slipway', chart, '--dry-run=client', '--values', file];
    const { stdout } = await succeed('helm4', args);
    return stdout.split('\n').filter(line => line.startsWith('Notice: '));
  } finally {
    await rm(folder, { recursive: true });
  }
}

test.each<[string, Partial<EnvironmentInput>]>([
  ['three of everything', { database: { storage }, cache: {} }],
  ['nothing', {}],
  [
    'managed services',
    { database: { ...managed, host: 'db.example.com' }, cache: { ...managed, host: 'c.example.com' } },
  ],
  ['a plain endpoint', { cache: { endpoint: { reason: 'of "old" clients' } } }],
  [
    'further caches',
    {
      caches: {
        queue: { replicas: 2, endpoint: { reason: 'old' } },
        sessions: { replicas: 2 },
        store: { ...managed, host: 's.example.com' },
      },
    },
  ],
  [
    'users with reasons',
    {
      cache: { users: { web: { keys: ['*'], reason: 'of "old" keys' } } },
      caches: { queue: { users: { web: { keys: ['*'], reason: 'old' } } } },
      applications: { web: { ...smallApplication, uses: ['cache', 'queue'] } },
    },
  ],
  ['two of everything', { database: { storage, instances: 2 }, cache: { replicas: 2 } }],
  [
    'two instances that may lose commits',
    { database: { storage, instances: 2, dataDurability: 'preferred' } },
  ],
  ['three instances that may lose commits', { database: { storage, dataDurability: 'preferred' } }],
  ['one instance without a backup', { database: { storage, instances: 1 } }],
  ['one instance with a backup', { database: { storage, instances: 1, backup } }],
  ['an old Kubernetes', { cluster: { storageClass: 'ssd', kubernetes: '1.34' } }],
  [
    'a narrow API server, and an object store anywhere',
    {
      cluster: { storageClass: 'ssd', apiServer: { cidrs: ['10.0.0.1/32'] } },
      database: { storage, backup },
    },
  ],
  [
    'a narrow API server, and a narrow object store',
    {
      cluster: { storageClass: 'ssd', apiServer: { cidrs: ['10.0.0.1/32'] } },
      database: { storage, backup: { ...backup, cidrs: ['10.1.0.0/16'] } },
    },
  ],
  ['a gateway that is known', { applications: { web } }],
  [
    'a gateway of which nothing is known',
    { cluster: { storageClass: 'ssd', namespaces: { gateway: 'contour' } }, applications: { web } },
  ],
  [
    'an Ingress controller',
    { cluster: { storageClass: 'ssd', ingressClass: 'nginx' }, applications: { web } },
  ],
  [
    'an Ingress controller with labels',
    {
      cluster: { storageClass: 'ssd', ingressClass: 'nginx', podLabels: { gateway: { app: 'nginx' } } },
      applications: { web },
    },
  ],
  ['an image by digest', { applications: { web: { ...web, image: `app@sha256:${'0a'.repeat(32)}` } } }],
  [
    'eight images by tag',
    { applications: Object.fromEntries([...'hgfedcba'].map(name => [name, smallApplication])) },
  ],
  [
    'seven applications with more rights',
    {
      applications: Object.fromEntries(
        [...'gfedcba'].map(name => [
          name,
          {
            ...smallApplication,
            securityContext: {
              runAsNonRoot: name !== 'b',
              readOnlyRootFilesystem: false,
              reason: `s6 "${name}"`,
            },
          },
        ]),
      ),
    },
  ],
  [
    'a capability of the restricted profile',
    {
      applications: {
        web: {
          ...smallApplication,
          securityContext: { capabilities: ['NET_BIND_SERVICE'], reason: 'port 80' },
        },
      },
    },
  ],
  [
    'pull secrets of one application next to a store of Secrets',
    {
      cluster: { storageClass: 'ssd', secretStore: 'vault' },
      applications: { web: { ...smallApplication, imagePullSecrets: ['registry'] } },
    },
  ],
  [
    'pull secrets of all pods next to a store of Secrets',
    { cluster: { storageClass: 'ssd', secretStore: 'vault' }, imagePullSecrets: ['registry'] },
  ],
  ['pull secrets without a store of Secrets', { imagePullSecrets: ['registry'] }],
  [
    'a public preview',
    {
      applications: {
        web: {
          ...smallApplication,
          host: 'app.example.com',
          delivery: { preview: { host: 'new.example.com', public: { reason: 'a demonstration' } } },
          uses: ['cache'],
        },
      },
      cache: {},
    },
  ],
])('the notes of the chart give the same notices as synth for %s', async (_what, input) => {
  const expected = noticesOf(environmentWith(input)).map(
    ({ path, message }) => `Notice: ${path}: ${message}.`,
  );
  expect(await notices(input)).toEqual(expected);
});

test('the notes of the chart know when each notice holds', async () => {
  const library = join(import.meta.dirname, '../../../output/helm/library');
  const notes = await readFile(join(library, 'templates/NOTES.txt'), 'utf8');
  expect(Object.keys(known).filter(name => !notes.includes(`%NOTICE_${name}%`))).toEqual([]);
});
