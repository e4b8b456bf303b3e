import type { Values } from './chart.ts';

type Json = Values[string];

const web = (value: { readonly [key: string]: Json }): Values => ({ applications: { web: value } });

const small = { cpu: '100m', memory: '64Mi' };
const sidecar = {
  name: 'proxy',
  image: 'registry/proxy:1',
  env: {},
  secrets: {},
  resources: { requests: small, limits: small },
};

/** Values over those of production with one fault in the containers of an application, and the value that is named. */
export const faultsOfContainers: readonly (readonly [what: string, values: Values, named: string])[] = [
  [
    'a variable that is also a field of the pod',
    web({ env: { A: 'b' }, podFields: { A: 'status.podIP' } }),
    'applications.web.podFields.A',
  ],
  [
    'a private key in a file',
    web({ files: { key: { mountPath: '/etc/key', text: '-----BEGIN RSA PRIVATE KEY-----' } } }),
    'applications.web.files.key.text',
  ],
  [
    'files that are too large for a pod',
    web({ files: { data: { mountPath: '/etc/data', text: '€'.repeat(16_385) } } }),
    'applications.web.files',
  ],
  [
    'a file without a text',
    web({ files: { data: { mountPath: '/etc/data' } } }),
    '/applications/web/files/data/text',
  ],
  [
    'a folder that ends with a slash',
    web({ secretFiles: { a: { mountPath: '/run/a/', secret: 'a' } } }),
    '/applications/web/secretFiles/a/mountPath',
  ],
  [
    'two containers of one name',
    web({ initContainers: [{ name: 'web-app', env: {} }] }),
    'applications.web.initContainers[0].name',
  ],
  [
    'a sidecar without a version',
    web({ sidecars: [{ ...sidecar, image: 'registry/proxy' }] }),
    'applications.web.sidecars[0].image',
  ],
  [
    'a sidecar whose limit is below its request',
    web({ sidecars: [{ ...sidecar, resources: { requests: small, limits: { ...small, cpu: '50m' } } }] }),
    'applications.web.sidecars[0].resources.limits.cpu',
  ],
  [
    'a variable of a sidecar that is set twice',
    web({ sidecars: [{ ...sidecar, env: { A: 'b' }, secrets: { A: { secret: 's', key: 'k' } } }] }),
    'applications.web.sidecars[0].secrets.A',
  ],
  [
    'a reference of a sidecar to a variable of the application',
    web({ sidecars: [{ ...sidecar, args: ['$(PGHOST)'] }] }),
    'applications.web.sidecars[0].args[0]',
  ],
  [
    'a reference of an init container to no variable',
    web({ initContainers: [{ name: 'first', env: { A: '$(PGHOST)$(NOTHING)' } }] }),
    'applications.web.initContainers[0].env.A',
  ],
  [
    'a password of a sidecar',
    web({ sidecars: [{ ...sidecar, env: { DB_PASSWORD: 'hunter2' } }] }),
    'applications.web.sidecars[0].env.DB_PASSWORD',
  ],
  [
    'a password in the arguments of an init container',
    web({ initContainers: [{ name: 'first', env: {}, args: ['--password', 'hunter2'] }] }),
    'applications.web.initContainers[0].args',
  ],
  ['a source of no variables', web({ envFrom: [{ prefix: 'A_' }] }), 'applications.web.envFrom[0]'],
  ['two sources in one', web({ envFrom: [{ secret: 'a', configMap: 'b' }] }), 'applications.web.envFrom[0]'],
  ['a source twice', web({ envFrom: [{ secret: 'a' }, { secret: 'a' }] }), 'applications.web.envFrom'],
  [
    'a reference that begins with no prefix of a source',
    web({ env: { URL: '$(HOME)' }, envFrom: [{ secret: 'a', prefix: 'APP_' }] }),
    'applications.web.env.URL',
  ],
];
