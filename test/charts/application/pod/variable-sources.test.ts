import { environmentWith, smallApplication } from '../../../support/environment.ts';
import { type ApplicationInput, container, tierOf, web, webWith } from '../manifests.ts';

describe('variables of whole objects', () => {
  test('come from a Secret and from a ConfigMap, in the order of the file', () => {
    const envFrom = [{ secret: 'web-env' }, { configMap: 'web-config', prefix: 'APP_' }];
    expect(container(web({ envFrom })).envFrom).toEqual([
      { secretRef: { name: 'web-env' } },
      { prefix: 'APP_', configMapRef: { name: 'web-config' } },
    ]);
  });

  test('are omitted if there are none', () => {
    expect(container(web())).not.toHaveProperty('envFrom');
  });

  test('may be referred to, since the kubelet reads them before env', () => {
    const env = { URL: 'https://$(HOST)/' };
    expect(container(web({ env, envFrom: [{ secret: 'web-env' }] })).env).toEqual([
      { name: 'URL', value: 'https://$(HOST)/' },
    ]);
  });
});

describe('fields of the pod', () => {
  test('come from its status and its metadata', () => {
    expect(container(web({ podFields: { POD_IP: 'status.podIP' } })).env).toEqual([
      { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
    ]);
  });

  test.each(['blueGreen', 'rollingUpdate'] as const)('come from resources of the container, %s', strategy => {
    const input = { podFields: { MEMORY: 'limits.memory' as const }, delivery: { strategy } };
    expect(container(web(input)).env).toEqual([
      { name: 'MEMORY', valueFrom: { resourceFieldRef: { resource: 'limits.memory' } } },
    ]);
  });

  test('replace a variable of a connection with the same name', () => {
    const variables = [{ name: 'PGUSER', value: 'app' }];
    const { env } = container(webWith([{ variables }], { podFields: { PGUSER: 'metadata.name' } }));
    expect(env).toEqual([{ name: 'PGUSER', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]);
  });
});

describe('a variable stands after each one that it refers to', () => {
  const source: readonly (readonly [what: string, name: string, input: Partial<ApplicationInput>])[] = [
    ['of a connection', 'PGHOST', { uses: ['database'] }],
    ['of a Secret of a connection', 'PGPASSWORD', { uses: ['database'] }],
    ['of env', 'Z', { env: { Z: 'x' } }],
    ['of secrets', 'Z', { secrets: { Z: { secret: 's', key: 'k' } } }],
    ['of podFields', 'Z', { podFields: { Z: 'status.podIP' } }],
  ];

  test.each(source)('%s', (_, name, input) => {
    const env = { ...input.env, A: `$(${name})` };
    const applications = { web: { ...smallApplication, ...input, env } };
    const environment = environmentWith({ database: { storage: '10Gi' }, applications });
    const names = container(tierOf(environment)).env.map((variable: { name: string }) => variable.name);
    expect(names).toContain(name);
    expect(names.indexOf('A')).toBeGreaterThan(names.indexOf(name));
  });
});
