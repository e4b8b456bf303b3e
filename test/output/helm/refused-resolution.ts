const nameservers = ['192.0.2.53'];
const tls = { mountPath: '/run/tls', secret: 'web-certificate' };
const resources = { requests: { cpu: '50m', memory: '32Mi' }, limits: { memory: '32Mi' } };
const payments = {
  hosts: ['api.example.com'],
  internet: false,
  except: [],
  port: 443,
  protocol: 'TCP',
  ports: [],
};

/** Values of an application about names and messages, each with one fault, and the one value that the message names. */
export const refusedResolution = [
  ['the resolver of the node', { dnsPolicy: 'Default' }, '/applications/web/dnsPolicy'],
  ['no resolver at all', { dnsPolicy: 'None' }, 'applications.web.dnsPolicy'],
  ['no short names', { dnsPolicy: 'None', dnsConfig: { nameservers } }, 'applications.web.dnsPolicy'],
  [
    'host names that Cilium cannot learn',
    { egress: { payments }, dnsPolicy: 'None', dnsConfig: { nameservers, searches: ['a'] } },
    'applications.web.dnsPolicy',
  ],
  ['a configuration of DNS that says nothing', { dnsConfig: {} }, 'applications.web.dnsConfig'],
  [
    'a resolver twice',
    { dnsConfig: { nameservers: [...nameservers, ...nameservers] } },
    'applications.web.dnsConfig',
  ],
  [
    'an option of DNS twice',
    { dnsConfig: { options: [{ name: 'rotate' }, { name: 'rotate' }] } },
    'applications.web.dnsConfig',
  ],
  [
    'an alias with two addresses',
    {
      hostAliases: [
        { ip: '192.0.2.10', hostnames: ['legacy'] },
        { ip: '192.0.2.11', hostnames: ['legacy'] },
      ],
    },
    'applications.web.hostAliases',
  ],
  [
    'an alias that is open by its name',
    { egress: { payments }, hostAliases: [{ ip: '192.0.2.10', hostnames: ['api.example.com'] }] },
    'applications.web.hostAliases',
  ],
  [
    'a message in place of a file',
    { terminationMessagePath: '/etc/hosts' },
    'applications.web.terminationMessagePath',
  ],
  [
    'a message among Secrets',
    {
      secretFiles: { tls },
      sidecars: [
        {
          name: 'a',
          image: 'a:1',
          env: {},
          secrets: {},
          resources,
          terminationMessagePath: '/run/tls/message',
        },
      ],
    },
    'applications.web.sidecars[0].terminationMessagePath',
  ],
  [
    'files of a Secret that only root reads',
    { secretFiles: { tls: { ...tls, defaultMode: '0440' } } },
    'applications.web.secretFiles.tls.defaultMode',
  ],
  [
    'a mode with a digit that is not octal',
    { secretFiles: { tls: { ...tls, defaultMode: '0888' } } },
    '/applications/web/secretFiles/tls/defaultMode',
  ],
] as const;
