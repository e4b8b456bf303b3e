import { App } from 'cdk8s';
import { CacheTier } from '../../../charts/cache/cache-tier.ts';
import { connectionsOf } from '../../../charts/network/connections.ts';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { manifestsOf, objectOf } from '../../support/manifests.ts';

const client = { ...smallApplication, uses: ['cache'] };

const input: Partial<EnvironmentInput> = {
  cache: {
    endpoint: { reason: 'clients of 2015' },
    users: {
      web: { keys: ['web:*', 'pages:*'], channels: ['news'], commands: ['-@geo'] },
      old: { keys: ['*'], reason: 'it has no prefix' },
    },
  },
  applications: { web: client, old: { ...client, uses: ['cache-endpoint'] } },
};

const environment = environmentWith(input);
const manifests = manifestsOf(new CacheTier(new App(), environment));
const files: Record<string, string> = objectOf(manifests, 'ConfigMap', 'cache').data;
const programs = ['cache-replication', 'cache-sentinel', 'cache-exporter', 'cache-endpoint'];

/** The words of a user's rights at these servers. */
function rightsOf(user: string, servers: 'data' | 'sentinel'): string[] {
  const lines = files[`user.${user}`]?.split('\n') ?? [];
  return lines.filter(line => line.startsWith(`${servers} `)).flatMap(line => line.split(' ').slice(1));
}

test('a cache without users has no rights, no passwords and no script of users', () => {
  const without = manifestsOf(new CacheTier(new App(), environmentWith({ cache: {} })));
  const { data } = objectOf(without, 'ConfigMap', 'cache');
  expect(Object.keys(data).filter(name => name.startsWith('user.'))).toEqual([]);
  expect(data['common.sh']).not.toContain('CACHE_USERS');
  expect(JSON.stringify(without)).not.toContain('cache-user-');
});

describe('a cache with users', () => {
  test('gives each application its keys, its channels and its own rules, which come last', () => {
    const rights = rightsOf('web', 'data');
    expect(rights.slice(0, 4)).toEqual(['resetchannels', '~web:*', '~pages:*', '&news']);
    expect(rights[4]).toBe('-@all');
    expect(rights.at(-1)).toBe('-@geo');
    expect(rightsOf('old', 'data').filter(word => /^[~&]/.test(word))).toEqual(['~*']);
  });

  test.each(['web', 'old', ...programs])(
    'has no channel, key or command for %s but those that are named',
    user => {
      for (const servers of ['data', 'sentinel'] as const) {
        const rights = rightsOf(user, servers);
        if (rights.length === 0) continue;
        expect(rights[0]).toBe('resetchannels');
        expect(rights).toContain('-@all');
        expect(rights).not.toContain('+@all');
      }
    },
  );

  test('lets no application near what shows or changes the keys of others', () => {
    const rights = rightsOf('web', 'data');
    const given = [
      'scan',
      'randomkey',
      'dbsize',
      'keys',
      'function',
      'pubsub',
      '@keyspace',
      '@scripting',
      '@pubsub',
    ];
    expect(given.filter(word => rights.includes(`+${word}`))).toEqual([]);
    expect(rights.indexOf('-@dangerous')).toBeGreaterThan(rights.indexOf('+@connection'));
    expect(rights.indexOf('-client|tracking')).toBeGreaterThan(rights.indexOf('+@connection'));
  });

  test('gives the programs of the cache no keys', () => {
    for (const user of programs) expect(rightsOf(user, 'data').join(' ')).not.toMatch(/[~]|allkeys/);
    expect(rightsOf('cache-endpoint', 'sentinel')).toEqual([]);
    expect(rightsOf('cache-replication', 'sentinel')).toEqual([]);
  });

  test('generates a password for each user, and says why one may do more', () => {
    const made = manifests
      .filter(({ kind }) => kind === 'ExternalSecret')
      .map(({ metadata }) => metadata.name);
    expect(made.sort()).toEqual(
      ['cache-auth', ...[...programs, 'web', 'old'].map(user => `cache-user-${user}`)].sort(),
    );
    const reasonOf = (user: string) =>
      objectOf(manifests, 'ExternalSecret', `cache-user-${user}`).metadata.annotations[
        'slipway.dev/reason-rights'
      ];
    expect(reasonOf('old')).toBe('it has no prefix');
    expect(reasonOf('web')).toBeUndefined();
  });

  test.each(['cache', 'cache-sentinel'])('mounts every password in the servers of %s', name => {
    const { volumes, containers } = objectOf(manifests, 'StatefulSet', name).spec.template.spec;
    const volume = volumes.find((found: { name: string }) => found.name === 'users');
    const paths = volume.projected.sources.map(
      ({ secret }: { secret: { name: string; items: { key: string; path: string }[] } }) =>
        `${secret.name} ${secret.items[0]?.key} ${secret.items[0]?.path}`,
    );
    expect(paths).toEqual([...programs, 'old', 'web'].map(user => `cache-user-${user} password ${user}`));
    expect(volume.projected.defaultMode).toBe(0o440);
    const mounted = containers.map(
      ({ volumeMounts }: { volumeMounts: { name: string; mountPath: string }[] }) =>
        volumeMounts.filter(mount => mount.name === 'users').map(({ mountPath }) => mountPath),
    );
    expect(mounted).toEqual([['/etc/cache-users'], []]);
    expect(containers[0].env).toContainEqual({ name: 'CACHE_USERS', value: '/etc/cache-users' });
  });

  test('lets the exporter in as its user, without settings', () => {
    const [, exporter] = objectOf(manifests, 'StatefulSet', 'cache').spec.template.spec.containers;
    expect(exporter.env).toContainEqual({ name: 'REDIS_USER', value: 'cache-exporter' });
    expect(exporter.env).toContainEqual({ name: 'REDIS_EXPORTER_CONFIG_COMMAND', value: '-' });
    expect(exporter.env).toContainEqual({
      name: 'REDIS_PASSWORD',
      valueFrom: { secretKeyRef: { name: 'cache-user-cache-exporter', key: 'password' } },
    });
  });

  test('lets the endpoint ask for the primary as its user', () => {
    expect(objectOf(manifests, 'ConfigMap', 'cache-endpoint').data['haproxy.cfg']).toContain(
      `tcp-check send "AUTH cache-endpoint \${REDIS_PASSWORD}\\r\\n"`,
    );
    const [haproxy] = objectOf(manifests, 'Deployment', 'cache-endpoint').spec.template.spec.containers;
    expect(haproxy.env[1].valueFrom.secretKeyRef.name).toBe('cache-user-cache-endpoint');
  });

  test('tells each application its user and its password', () => {
    const graph = connectionsOf(environment);
    expect(graph.variablesOf('web')).toContainEqual({ name: 'REDIS_USERNAME', value: 'web' });
    expect(graph.variablesOf('web')).toContainEqual({
      name: 'REDIS_PASSWORD',
      value: { secret: 'cache-user-web', key: 'password' },
    });
    expect(graph.variablesOf('old')).toContainEqual({
      name: 'REDIS_URL',
      value: 'redis://$(REDIS_USERNAME):$(REDIS_PASSWORD)@cache-endpoint:6379',
    });
  });
});
