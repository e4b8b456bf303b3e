import { connectionsOf } from '../../../charts/network/connections.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';

const backup = { destination: 's3://bucket/path', schedule: '0 0 2 * * *', retention: '30d' } as const;

function variablesOf(input: Parameters<typeof environmentWith>[0], application = 'web') {
  const variables = connectionsOf(environmentWith(input)).variablesOf(application);
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

function web(...uses: string[]) {
  return { web: { ...smallApplication, uses } };
}

/** The ports that are open between two ends, by name. */
function portsBetween(input: Parameters<typeof environmentWith>[0], from: string, to: string): number[] {
  return connectionsOf(environmentWith(input))
    .connections.filter(connection => connection.from.name === from && connection.to.name === to)
    .flatMap(({ ports }) => ports.map(({ port }) => port));
}

describe('connections', () => {
  test('give an application the variables of libpq for the poolers, with a checked certificate', () => {
    expect(variablesOf({ applications: web('database'), database: { storage: '1Gi' as const } })).toEqual({
      PGHOST: 'database-pooler-rw',
      PGPORT: '5432',
      PGDATABASE: { secret: 'database-app', key: 'dbname' },
      PGUSER: { secret: 'database-app', key: 'username' },
      PGPASSWORD: { secret: 'database-app', key: 'password' },
      PGSSLMODE: 'verify-full',
      PGSSLROOTCERT: '/etc/slipway/database/ca.crt',
      PGCONNECT_TIMEOUT: '5',
      DATABASE_READ_HOST: 'database-pooler-ro',
    });
  });

  test('mount only the certificate of the authority, not its key', () => {
    const graph = connectionsOf(
      environmentWith({ applications: web('database'), database: { storage: '1Gi' as const } }),
    );
    expect(graph.filesOf('web')).toEqual([
      { mountPath: '/etc/slipway/database', secret: 'database-tls', keys: ['ca.crt'] },
    ]);
  });

  test('send reads to the primary if there is no replica', () => {
    const input = { applications: web('database'), database: { storage: '1Gi' as const, instances: 1 } };
    expect(variablesOf(input)).toMatchObject({ DATABASE_READ_HOST: 'database-pooler-rw' });
  });

  test('give an application the address of a managed database and its Secret', () => {
    const database = {
      external: true,
      host: 'db.example.com',
      readHost: 'read.example.com',
      network: '10.20.0.0/16',
      secret: 'db',
    } as const;
    expect(variablesOf({ applications: web('database'), database })).toEqual({
      PGHOST: 'db.example.com',
      PGPORT: '5432',
      PGDATABASE: 'app',
      PGUSER: { secret: 'db', key: 'username' },
      PGPASSWORD: { secret: 'db', key: 'password' },
      PGSSLMODE: 'require',
      PGCONNECT_TIMEOUT: '5',
      DATABASE_READ_HOST: 'read.example.com',
    });
  });

  test('give an application the sentinels to ask and the password', () => {
    expect(variablesOf({ applications: web('cache'), cache: {} })).toEqual({
      REDIS_SENTINELS:
        'cache-sentinel-0.cache-sentinel.production.svc:26379,cache-sentinel-1.cache-sentinel.production.svc:26379,cache-sentinel-2.cache-sentinel.production.svc:26379',
      REDIS_MASTER_NAME: 'cache',
      REDIS_PASSWORD: { secret: 'cache-auth', key: 'password' },
      REDIS_TLS_CA_FILE: '/etc/slipway/cache/ca.crt',
    });
  });

  test('give an application that uses the plain endpoint one URL, and open nothing else of the cache', () => {
    const cache = { endpoint: { reason: 'old clients' } };
    const input = { applications: { ...web('cache-endpoint'), shop: smallApplication }, cache };
    expect(variablesOf(input)).toEqual({
      REDIS_HOST: 'cache-endpoint',
      REDIS_PORT: '6379',
      REDIS_PASSWORD: { secret: 'cache-auth', key: 'password' },
      REDIS_URL: 'redis://:$(REDIS_PASSWORD)@cache-endpoint:6379',
    });
    expect(portsBetween(input, 'web', 'cache-endpoint')).toEqual([6379]);
    expect(portsBetween(input, 'web', 'cache')).toEqual([]);
    expect(portsBetween(input, 'web', 'cache-sentinel')).toEqual([]);
    expect(portsBetween(input, 'shop', 'cache-endpoint')).toEqual([]);
    expect(portsBetween(input, 'cache-endpoint', 'cache')).toEqual([6379]);
    expect(portsBetween(input, 'cache-endpoint', 'cache-sentinel')).toEqual([]);
    expect(portsBetween(input, 'prometheus', 'cache-endpoint')).toEqual([9121]);
  });

  test.each([
    [false, 'redis'],
    [true, 'rediss'],
  ])('give an application the URL of a managed cache, with TLS: %s', (tls, scheme) => {
    const cache = { external: true, host: 'c.example.com', network: '10.0.0.0/8', secret: 'c', tls } as const;
    expect(variablesOf({ applications: web('cache'), cache })).toEqual({
      REDIS_HOST: 'c.example.com',
      REDIS_PORT: '6379',
      REDIS_PASSWORD: { secret: 'c', key: 'password' },
      REDIS_URL: `${scheme}://:$(REDIS_PASSWORD)@c.example.com:6379`,
    });
  });

  test('give an application the URL of the Service of another one, and open the port of its pods', () => {
    const applications = { ...web('mail-out'), 'mail-out': { ...smallApplication, port: 3000 } };
    expect(portsBetween({ applications }, 'web', 'mail-out')).toEqual([3000]);
    expect(variablesOf({ applications })).toEqual({ MAIL_OUT_URL: 'http://mail-out:80' });
  });

  test('give an application nothing for what it does not use', () => {
    const input = { applications: { ...web('cache'), shop: smallApplication }, cache: {} };
    expect(variablesOf(input, 'shop')).toEqual({});
  });

  test('open the object store for instances and for the jobs that restore them', () => {
    const input = { database: { storage: '1Gi' as const, backup } };
    expect(portsBetween(input, 'database', 'object-store')).toEqual([443]);
    expect(portsBetween(input, 'database-jobs', 'object-store')).toEqual([443]);
  });

  test('open the port that the endpoint of the object store names', () => {
    const input = {
      database: { storage: '1Gi' as const, backup: { ...backup, endpoint: 'http://store.minio:9000' } },
    };
    expect(portsBetween(input, 'database', 'object-store')).toEqual([9000]);
  });

  test('open nothing to the cloud if a Secret has the keys of the object store', () => {
    const input = { database: { storage: '1Gi' as const, backup: { ...backup, secret: 'keys' } } };
    expect(portsBetween(input, 'database', 'pod-identity')).toEqual([]);
    expect(
      portsBetween({ database: { storage: '1Gi' as const, backup } }, 'database', 'pod-identity'),
    ).toEqual([80]);
  });

  test('open an application to the gateway only if it has a host', () => {
    expect(portsBetween({}, 'gateway', 'web')).toEqual([]);
    const applications = { web: { ...smallApplication, host: 'app.example.com', port: 3000 } };
    expect(portsBetween({ applications }, 'gateway', 'web')).toEqual([3000]);
    expect(portsBetween({ applications }, 'gateway', 'certificate-solver')).toEqual([8089]);
  });

  test('have nothing for a database and a cache that are not described', () => {
    const names = connectionsOf(environmentWith()).components.map(({ pods }) => pods.name);
    expect(names).toEqual(['web']);
  });
});
