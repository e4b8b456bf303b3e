import { environmentWith, smallApplication } from '../../../support/environment.ts';
import type { Manifest } from '../../../support/manifests.ts';
import { type ApplicationInput, container, podSpec, tierOf, web } from '../manifests.ts';

const amounts = { cpu: '50m', memory: '32Mi' } as const;
const sidecar = {
  name: 'proxy',
  image: 'registry.example.com/proxy:1.0.0',
  resources: { requests: amounts },
};
const strategies = ['blueGreen', 'rollingUpdate'] as const;
const namesOf = (containers: readonly Manifest[] = []) => containers.map(({ name }) => name);

/** The pods of an application that uses a database, with these keys. */
function pods(input: Partial<ApplicationInput>, kubernetes: '1.27' | '1.36' = '1.36'): Manifest {
  const applications = { web: { ...smallApplication, uses: ['database'], ...input } };
  const cluster = { storageClass: 'ssd', kubernetes };
  return podSpec(tierOf(environmentWith({ cluster, database: { storage: '10Gi' }, applications })));
}

describe.each(strategies)('init containers, %s', strategy => {
  const delivery = { strategy };

  test('run in the order of the file, before the application', () => {
    const { initContainers, containers } = pods({
      delivery,
      initContainers: [{ name: 'second' }, { name: 'first' }],
    });
    expect([namesOf(initContainers), namesOf(containers)]).toEqual([['second', 'first'], ['web-app']]);
    expect(initContainers[0]).not.toHaveProperty('restartPolicy');
  });

  test('run the image of the application with its resources, unless they say otherwise', () => {
    const migration = {
      name: 'own',
      image: 'registry.example.com/migrate:2.0.0',
      resources: { requests: amounts },
    };
    const [plain, other] = pods({ delivery, initContainers: [{ name: 'plain' }, migration] }).initContainers;
    expect([plain.image, other.image]).toEqual([smallApplication.image, migration.image]);
    expect(plain.resources.requests).toMatchObject(smallApplication.resources.requests);
    expect(other.resources.requests).toEqual({ ...amounts, 'ephemeral-storage': '64Mi' });
    expect(other.resources.limits).toEqual({ ...amounts, 'ephemeral-storage': '512Mi' });
  });

  test('run their own command and arguments', () => {
    const initContainers = [{ name: 'a', command: ['migrate'], args: ['--all'] }, { name: 'b' }];
    const [first, second] = pods({ delivery, initContainers }).initContainers;
    expect([first.command, first.args]).toEqual([['migrate'], ['--all']]);
    expect([second.command, second.args]).toEqual([undefined, undefined]);
  });
});

test('an init container has the variables, files and security context of the application', () => {
  const spec = pods({
    env: { LEVEL: 'info' },
    envFrom: [{ secret: 'web-env' }],
    files: { a: { mountPath: '/etc/a', text: 'a' } },
    initContainers: [{ name: 'first' }],
  });
  const [init] = spec.initContainers;
  const [main] = spec.containers;
  expect(namesOf(main.env)).toEqual(expect.arrayContaining(['LEVEL', 'PGPASSWORD']));
  for (const field of ['env', 'envFrom', 'volumeMounts', 'securityContext']) {
    expect(init[field]).toEqual(main[field]);
  }
});

test('a variable of an init container overrides that of the application, in the right order', () => {
  const env = { LEVEL: 'info', URL: '$(PGHOST)/x' };
  const initContainers = [{ name: 'first', env: { LEVEL: '$(URL)', A: '$(LEVEL)' } }];
  const found = pods({ env, initContainers }).initContainers[0].env as Manifest[];
  expect(found.filter(({ name }) => ['A', 'LEVEL', 'URL'].includes(name))).toEqual([
    { name: 'URL', value: '$(PGHOST)/x' },
    { name: 'LEVEL', value: '$(URL)' },
    { name: 'A', value: '$(LEVEL)' },
  ]);
});

describe.each(strategies)('sidecars, %s', strategy => {
  const input = { delivery: { strategy }, initContainers: [{ name: 'first' }], sidecars: [sidecar] };

  test('start after init containers and before the application, and run until its end', () => {
    const { initContainers, containers } = pods(input);
    expect([namesOf(initContainers), namesOf(containers)]).toEqual([['first', 'proxy'], ['web-app']]);
    expect(initContainers[1].restartPolicy).toBe('Always');
  });

  test('are plain containers behind that of the application where the minor has no native ones', () => {
    const { initContainers, containers } = pods(input, '1.27');
    expect([namesOf(initContainers), namesOf(containers)]).toEqual([['first'], ['web-app', 'proxy']]);
    expect(containers[1]).not.toHaveProperty('restartPolicy');
  });

  test('keep the lifecycle of the application', () => {
    expect(pods(input).containers[0].lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
  });
});

test('a sidecar has the files and the security context of the application, and its own variables only', () => {
  const spec = pods({
    env: { LEVEL: 'info' },
    envFrom: [{ secret: 'web-env' }],
    sidecars: [{ ...sidecar, env: { A: '$(Z)' }, secrets: { Z: { secret: 's', key: 'k' } } }],
  });
  const [native] = spec.initContainers;
  const [main] = spec.containers;
  for (const field of ['volumeMounts', 'securityContext']) expect(native[field]).toEqual(main[field]);
  expect(native).not.toHaveProperty('envFrom');
  expect(native.env).toEqual([
    { name: 'Z', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
    { name: 'A', value: '$(Z)' },
  ]);
});

test('without further containers a pod has one', () => {
  expect(podSpec(web())).not.toHaveProperty('initContainers');
  expect(podSpec(web()).containers).toEqual([container(web())]);
});
