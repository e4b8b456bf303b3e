import * as fc from 'fast-check';
import { law } from '../../../support/law.ts';
import { container, web, webWith } from '../manifests.ts';

describe('environment variables', () => {
  test('come from the connections, as literals or as keys of Secrets', () => {
    const variables = [
      { name: 'PGHOST', value: 'database-pooler-rw' },
      { name: 'PGPASSWORD', value: { secret: 'database-app', key: 'password' } },
    ];
    expect(container(webWith([{ variables }])).env).toEqual([
      { name: 'PGHOST', value: 'database-pooler-rw' },
      { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'database-app', key: 'password' } } },
    ]);
  });

  test('come from the environment file', () => {
    const env = { LOG_LEVEL: 'info' };
    const secrets = { API_KEY: { secret: 'payment', key: 'key' } };
    expect(container(web({ env, secrets })).env).toEqual([
      { name: 'API_KEY', valueFrom: { secretKeyRef: { name: 'payment', key: 'key' } } },
      { name: 'LOG_LEVEL', value: 'info' },
    ]);
  });

  test('are omitted if there are none', () => {
    expect(container(web())).not.toHaveProperty('env');
  });

  test('of the environment file replace those of a connection', () => {
    const variables = [
      { name: 'PGSSLMODE', value: 'verify-full' },
      { name: 'PGUSER', value: { secret: 'database-app', key: 'username' } },
    ];
    const input = {
      env: { PGSSLMODE: 'require' },
      secrets: { PGUSER: { secret: 'reports', key: 'username' } },
    };
    expect(container(webWith([{ variables }], input)).env).toEqual([
      { name: 'PGSSLMODE', value: 'require' },
      { name: 'PGUSER', valueFrom: { secretKeyRef: { name: 'reports', key: 'username' } } },
    ]);
  });

  test('have each name once, in order', () => {
    const names = fc.uniqueArray(fc.constantFrom('A', 'B', 'C', 'D', '_E', 'b'));
    law(
      fc.property(names, names, names, (given, plain, secret) => {
        const variables = given.map(name => ({ name, value: 'connection' }));
        const env = Object.fromEntries(
          plain.filter(name => !secret.includes(name)).map(name => [name, 'file']),
        );
        const secrets = Object.fromEntries(secret.map(name => [name, { secret: 's', key: 'k' }]));
        const list: { name: string }[] = container(webWith([{ variables }], { env, secrets })).env ?? [];
        expect(list.map(({ name }) => name)).toEqual([...new Set([...given, ...plain, ...secret])].sort());
      }),
      { numRuns: 50 },
    );
  });
});
