import { App } from 'cdk8s';
import { DataTier } from '../../../charts/data/data-tier.ts';
import { poolerName } from '../../../charts/data/endpoints.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith } from '../../support/environment.ts';
import { type Manifest, manifestsOf, objectOf } from '../../support/manifests.ts';

type DatabaseInput = Partial<Exclude<EnvironmentInput['database'], undefined | { external: true }>>;

const small = { storage: '20Gi' } as const;

function render(database: DatabaseInput = {}, rest: Partial<EnvironmentInput> = {}): Manifest[] {
  const environment = environmentWith({ database: { ...small, ...database }, ...rest });
  return manifestsOf(new DataTier(new App(), environment));
}

function clusterWith(database: DatabaseInput = {}, rest: Partial<EnvironmentInput> = {}): Manifest {
  return objectOf(render(database, rest), 'Cluster', 'database').spec;
}

function names(manifests: readonly Manifest[]): string[] {
  return manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
}

test('makes nothing for an environment without a database', () => {
  expect(manifestsOf(new DataTier(new App(), environmentWith()))).toEqual([]);
});

test('makes nothing for an external database', () => {
  const database = { external: true, host: 'db.example.com', network: '10.1.0.0/16', secret: 'db' } as const;
  expect(manifestsOf(new DataTier(new App(), environmentWith({ database })))).toEqual([]);
});

describe('the instances', () => {
  test('are three, of the requested major version by digest', () => {
    const { instances, imageName } = clusterWith({ version: 16 });
    expect(instances).toBe(3);
    expect(imageName).toMatch(/^ghcr\.io\/cloudnative-pg\/postgresql:16\.\d+-\S+@sha256:[0-9a-f]{64}$/);
  });

  test('have separate volumes for data and write-ahead log, of the encrypting class', () => {
    const { storage, walStorage } = clusterWith({ walStorage: '4Gi' });
    expect(storage).toEqual({ size: '20Gi', storageClass: 'encrypted-ssd' });
    expect(walStorage).toEqual({ size: '4Gi', storageClass: 'encrypted-ssd' });
  });

  test('never share a node, and are spread evenly over zones', () => {
    const { affinity, topologySpreadConstraints } = clusterWith();
    expect(affinity).toEqual({ podAntiAffinityType: 'required', topologyKey: 'kubernetes.io/hostname' });
    expect(topologySpreadConstraints).toEqual([
      expect.objectContaining({
        topologyKey: 'topology.kubernetes.io/zone',
        maxSkew: 1,
        whenUnsatisfiable: 'DoNotSchedule',
      }),
    ]);
  });

  test('are counted over the zones together with the Jobs that bind their volumes, and without poolers', () => {
    const [{ labelSelector }] = clusterWith().topologySpreadConstraints;
    expect(labelSelector).toEqual({
      matchLabels: { 'cnpg.io/cluster': 'database' },
      matchExpressions: [{ key: 'cnpg.io/podRole', operator: 'NotIn', values: ['pooler'] }],
    });
  });

  test.each([
    [2, 2],
    [3, 3],
    [5, 3],
  ])('of %i wait until %i zones have nodes for them', (instances, zones) => {
    const [{ minDomains }] = clusterWith({ instances }).topologySpreadConstraints;
    expect(minDomains).toBe(zones);
  });

  test.each([[1], [3]])('of %i run, like their poolers, on the nodes of the environment', instances => {
    const nodeSelector = { pool: 'database' };
    const tolerations = [{ key: 'dedicated', operator: 'Exists' as const }];
    const manifests = render({ instances, nodeSelector, tolerations });
    const pooler = objectOf(manifests, 'Pooler', poolerName('database', 'rw')).spec.template.spec;
    for (const place of [objectOf(manifests, 'Cluster', 'database').spec.affinity, pooler]) {
      expect(place).toMatchObject({ nodeSelector, tolerations });
    }
  });

  test('are not spread over zones if there is only one', () => {
    const cluster = { storageClass: 'encrypted-ssd', zones: 1 };
    const { affinity, topologySpreadConstraints } = clusterWith({}, { cluster });
    expect(affinity.podAntiAffinityType).toBe('required');
    expect(topologySpreadConstraints).toBeUndefined();
  });

  test('confirm a commit when a replica has it, and promote only a replica with every confirmed commit', () => {
    expect(clusterWith().postgresql.synchronous).toEqual({
      method: 'any',
      number: 1,
      dataDurability: 'required',
      failoverQuorum: true,
    });
  });

  test.each([2, 3, 5])(
    'of %i lose no confirmed commit, unless the environment prefers to continue',
    instances => {
      const durability = (database: DatabaseInput) =>
        clusterWith(database).postgresql.synchronous.dataDurability;
      expect(durability({ instances })).toBe('required');
      expect(durability({ instances, dataDurability: 'preferred' })).toBe('preferred');
    },
  );

  test('wait for no replica, and block no drain, if there is only one', () => {
    const { postgresql, enablePDB, affinity } = clusterWith({ instances: 1 });
    expect(postgresql.synchronous).toBeUndefined();
    expect(enablePDB).toBe(false);
    expect(affinity).toBeUndefined();
  });

  test('refuse connections without TLS and the superuser from outside', () => {
    const { postgresql, enableSuperuserAccess } = clusterWith();
    expect(postgresql.pg_hba).toEqual(['hostnossl all all all reject']);
    expect(enableSuperuserAccess).toBe(false);
  });

  test('have the cloud identity of the environment', () => {
    const identity = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/database' };
    expect(clusterWith({ identity }).serviceAccountTemplate.metadata.annotations).toEqual(identity);
    expect(clusterWith().serviceAccountTemplate).toBeUndefined();
  });

  test('are not removed by Argo CD before a person confirms it', () => {
    const { annotations } = objectOf(render(), 'Cluster', 'database').metadata;
    expect(annotations['argocd.argoproj.io/sync-options']).toBe('Prune=confirm,Delete=confirm');
  });
});

describe('the poolers', () => {
  test('serve writes and reads, two of each, one of which may be evicted at a time', () => {
    const manifests = render();
    expect(names(manifests)).toEqual(
      expect.arrayContaining(['Pooler/database-pooler-rw', 'Pooler/database-pooler-ro']),
    );
    expect(objectOf(manifests, 'Pooler', 'database-pooler-ro').spec).toMatchObject({
      type: 'ro',
      instances: 2,
    });
    expect(objectOf(manifests, 'PodDisruptionBudget', 'database-pooler-ro').spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { 'cnpg.io/poolerName': 'database-pooler-ro' } },
    });
  });

  test('serve only writes if there is no replica', () => {
    expect(names(render({ instances: 1 })).filter(name => name.startsWith('Pooler/'))).toEqual([
      'Pooler/database-pooler-rw',
    ]);
  });

  test('use TLS on both sides and open no more connections than allowed', () => {
    const pooler = { maxClientConnections: 500, poolSize: 30 };
    const { pgbouncer } = objectOf(render({ pooler }), 'Pooler', 'database-pooler-rw').spec;
    expect(pgbouncer.poolMode).toBe('transaction');
    expect(pgbouncer.parameters).toMatchObject({
      client_tls_sslmode: 'require',
      server_tls_sslmode: 'verify-full',
      max_client_conn: '500',
      default_pool_size: '30',
      max_db_connections: '30',
    });
  });
});

describe('the backup', () => {
  const backup = {
    destination: 's3://backups/production',
    schedule: '0 0 2 * * *',
    retention: '30d',
  } as const;

  test('does not exist unless it is requested', () => {
    const manifests = render();
    expect(names(manifests).filter(name => /Backup|ObjectStore/.test(name))).toEqual([]);
    expect(objectOf(manifests, 'Cluster', 'database').spec.plugins).toBeUndefined();
  });

  test('archives write-ahead log with the plugin, never with what 1.31 removes', () => {
    const { plugins, backup: inTree } = clusterWith({ backup });
    expect(plugins).toEqual([
      {
        name: 'barman-cloud.cloudnative-pg.io',
        isWALArchiver: true,
        parameters: { barmanObjectName: 'database-backup', serverName: 'database-17' },
      },
    ]);
    expect(inTree).toBeUndefined();
  });

  test('of every major version has its own archive, which a newer minor version does not change', () => {
    const versions = [15, 16, 17, 18];
    const archives = versions.map(
      version => clusterWith({ version, backup }).plugins[0].parameters.serverName,
    );
    expect(archives).toEqual(versions.map(version => `database-${version}`));
  });

  test('of a newer major version has another schedule, so that it begins with a base backup', () => {
    const schedule = (version: number) =>
      render({ version, backup }).find(({ kind }) => kind === 'ScheduledBackup');
    expect(schedule(17)?.metadata.name).toBe('database-17');
    expect(schedule(18)?.metadata.name).toBe('database-18');
    expect(schedule(18)?.spec).toEqual(schedule(17)?.spec);
  });

  test('goes where the environment says, by cloud identity, encrypted, and is kept as long as it says', () => {
    const { spec, metadata } = objectOf(render({ backup }), 'ObjectStore', 'database-backup');
    expect(spec.retentionPolicy).toBe('30d');
    expect(spec.configuration).toMatchObject({
      destinationPath: 's3://backups/production',
      s3Credentials: { inheritFromIAMRole: true },
      wal: { compression: 'gzip', encryption: 'AES256' },
    });
    expect(spec.configuration.serverName).toBeUndefined();
    expect(metadata.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=confirm,Delete=confirm');
  });

  test('takes keys from a Secret and requests no encryption from an endpoint that may not support it', () => {
    const elsewhere = { ...backup, endpoint: 'https://minio.example.com', secret: 'backup-keys' };
    const { configuration } = objectOf(render({ backup: elsewhere }), 'ObjectStore', 'database-backup').spec;
    expect(configuration.endpointURL).toBe('https://minio.example.com');
    expect(configuration.s3Credentials).toEqual({
      accessKeyId: { name: 'backup-keys', key: 'ACCESS_KEY_ID' },
      secretAccessKey: { name: 'backup-keys', key: 'ACCESS_SECRET_KEY' },
    });
    expect(configuration.wal.encryption).toBeUndefined();
  });

  test('sends the checksums of AWS only to AWS', () => {
    const sidecar = (endpoint?: string) =>
      objectOf(render({ backup: { ...backup, endpoint } }), 'ObjectStore', 'database-backup').spec
        .instanceSidecarConfiguration;
    expect(sidecar('https://minio.example.com').env).toEqual([
      { name: 'AWS_REQUEST_CHECKSUM_CALCULATION', value: 'when_required' },
      { name: 'AWS_RESPONSE_CHECKSUM_VALIDATION', value: 'when_required' },
    ]);
    expect(sidecar().env).toBeUndefined();
  });

  test('has memory for a restore by default, and what the environment says otherwise', () => {
    const sidecar = (resources?: object) =>
      objectOf(render({ backup: { ...backup, ...resources } }), 'ObjectStore', 'database-backup').spec
        .instanceSidecarConfiguration.resources;
    expect(sidecar()).toMatchObject({
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '1', memory: '1Gi' },
    });
    const amounts = { requests: { cpu: '50m', memory: '256Mi' }, limits: { cpu: '2', memory: '4Gi' } };
    expect(sidecar({ resources: amounts })).toMatchObject(amounts);
  });

  test('runs on schedule and once at the start, from a replica where it can', () => {
    expect(objectOf(render({ backup }), 'ScheduledBackup', 'database-17').spec).toEqual({
      cluster: { name: 'database' },
      schedule: '0 0 2 * * *',
      immediate: true,
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      backupOwnerReference: 'self',
      target: 'prefer-standby',
    });
  });
});
