import fc from 'fast-check';
import { cpu, environmentVariable, memory, text, variableValue } from '../scalars.ts';
import { termination } from './resolution.ts';

const prefix = fc.constantFrom('APP_', 'Y', '_');
const secret = fc.constantFrom('a-secret', 'on', 'database-app');

const amounts = fc.record({ cpu, memory });
/** Resources of which every request is within its limit, and every folder within the limit of local disk. */
export const resources = fc.oneof(
  amounts.map(requests => ({ requests })),
  fc
    .record({
      requests: amounts,
      most: fc.constantFrom({ cpu: '16' }, {}),
      disk: fc.constantFrom(
        undefined,
        { limits: { ephemeralStorage: '3Ti' } },
        { requests: { ephemeralStorage: '4000Gi' } },
        { requests: { ephemeralStorage: '1.5Gi' }, limits: { ephemeralStorage: '3Ti' } },
      ),
    })
    .map(({ requests, most, disk }) => ({
      requests: { ...requests, ...disk?.requests },
      limits: { ...most, memory: '17179869184', ...(disk && 'limits' in disk ? disk.limits : {}) },
    })),
);
const words = fc.array(text, { minLength: 1, maxLength: 2 });
const image = fc.constantFrom('registry.example.com/other:1.2.3', `b@sha256:${'0123456789abcdef'.repeat(4)}`);
const program = {
  ...termination,
  command: words,
  args: words,
  env: fc.dictionary(environmentVariable, variableValue),
};
const initContainer = fc.record(
  { name: fc.constantFrom('first', 'on'), image, resources, ...program },
  { requiredKeys: ['name'] },
);
const sidecar = fc.record(
  {
    name: fc.constantFrom('proxy', 'null'),
    image,
    resources,
    secrets: fc.dictionary(environmentVariable, fc.record({ secret, key: fc.constantFrom('on', 'tls.crt') })),
    ...program,
  },
  { requiredKeys: ['name', 'image', 'resources'] },
);
const byName = { maxLength: 2, selector: ({ name }: { readonly name: string }) => name };

/** Files and further containers of an application, and variables that come from whole objects, from its pod and from its resources. */
export const container = {
  envFrom: fc.uniqueArray(
    fc.oneof(
      fc.record({ secret, prefix }, { requiredKeys: ['secret'] }),
      fc.record({ configMap: fc.constantFrom('settings', 'null'), prefix }, { requiredKeys: ['configMap'] }),
    ),
    { maxLength: 3, selector: source => JSON.stringify(source) },
  ),
  files: fc.dictionary(
    fc.constantFrom('config', 'on', 'z'),
    fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.oneof(text, fc.constant('[server]\nport = 8080 # $(A)\n\n')))
      .map(([name, content]) => ({ mountPath: `/etc/app/${name}.toml`, text: content })),
    { maxKeys: 2 },
  ),
  secretFiles: fc.dictionary(
    fc.constantFrom('keys', 'on', 'tls'),
    fc
      .record(
        {
          secret,
          keys: fc.uniqueArray(fc.constantFrom('on', 'tls.crt', '1'), { minLength: 1 }),
          defaultMode: fc.constantFrom('0644', '0444', '0004', '0777'),
        },
        { requiredKeys: ['secret'] },
      )
      .chain(rest => fc.constantFrom('/run/keys', '/srv/on').map(mountPath => ({ mountPath, ...rest }))),
    { maxKeys: 2 },
  ),
  initContainers: fc.uniqueArray(initContainer, byName),
  sidecars: fc.uniqueArray(sidecar, byName),
  podFields: fc.dictionary(
    fc.constantFrom('POD_IP', 'on', 'zz'),
    fc.constantFrom('status.podIP', 'metadata.name', 'limits.cpu', 'requests.memory'),
  ),
};
