import fc from 'fast-check';
import type { EnvironmentInput } from '../../../config/environment.ts';
import { smallApplication } from '../../support/environment.ts';

const names = ['web', 'shop', 'mail-out'] as const;

const database = fc.constantFrom<EnvironmentInput['database']>(
  { storage: '1Gi' },
  { storage: '1Gi', instances: 1 },
  {
    storage: '1Gi',
    backup: { destination: 's3://bucket', schedule: '0 0 2 * * *', retention: '7d', secret: 'keys' },
  },
  {
    storage: '1Gi',
    backup: {
      destination: 's3://bucket',
      schedule: '0 0 2 * * *',
      retention: '7d',
      endpoint: 'http://store:9000',
      cidrs: ['10.40.0.0/16', 'fd00:40::/64'],
    },
  },
  {
    external: true,
    host: 'db.example.com',
    network: ['10.20.0.0/16', 'fd00:20::/64'],
    secret: 'db',
  },
);

const cache = fc.constantFrom<EnvironmentInput['cache']>(
  {},
  { replicas: 2 },
  { external: true, host: 'redis.example.com', port: 6380, network: '10.30.0.0/16', secret: 'redis' },
);

type Egress = NonNullable<EnvironmentInput['applications']>[string]['egress'];

const application = fc.record({
  uses: fc.subarray(['database', 'cache', ...names]),
  host: fc.option(fc.constant('app'), { nil: undefined }),
  port: fc.constantFrom(8080, 3000),
  strategy: fc.constantFrom('blueGreen' as const, 'rollingUpdate' as const),
  egress: fc.constantFrom<Egress>(
    {},
    { payments: { network: ['192.0.2.0/24', '2001:db8:7::/48'] } },
    {
      mail: { network: '198.51.100.0/24', port: 465, ports: [{ port: 587 }, { port: 53, protocol: 'UDP' }] },
    },
    { any: { internet: true, except: ['203.0.113.0/24', '2001:db8:1::/48'] } },
    { partner: { hosts: ['api.example.com'], port: 8443 } },
  ),
});

const applications = fc.record(Object.fromEntries(names.map(name => [name, application]))).map(described =>
  Object.fromEntries(
    Object.entries(described).map(([name, { strategy, host, ...rest }]) => [
      name,
      {
        ...smallApplication,
        ...rest,
        uses: rest.uses.filter(used => used !== name),
        ...(host && { host: `${name}.example.com` }),
        delivery: { strategy },
      },
    ]),
  ),
);

const cluster: fc.Arbitrary<EnvironmentInput['cluster']> = fc.record(
  {
    storageClass: fc.constant('ssd'),
    networkPlugin: fc.constant('cilium' as const),
    apiServer: fc.constantFrom<EnvironmentInput['cluster']['apiServer']>(
      { cidrs: ['172.16.0.1/32', 'fd00:10::1/128'], ports: [443, 16443] },
      {},
    ),
    dns: fc.constantFrom<EnvironmentInput['cluster']['dns']>(
      { nodeLocal: true },
      { cidrs: ['10.100.0.10/32', 'fd00:100::10/128'] },
      {
        namespace: 'openshift-dns',
        podLabels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
        port: 5353,
      },
    ),
    ingressClass: fc.constant('nginx'),
    podLabels: fc.constantFrom<EnvironmentInput['cluster']['podLabels']>(
      { gateway: { 'app.kubernetes.io/name': 'ingress-nginx' } },
      {},
    ),
  },
  { requiredKeys: ['storageClass', 'networkPlugin'] },
);

/** Environments with three applications, a database and a cache, in every combination of connections. */
export const environments: fc.Arbitrary<Partial<EnvironmentInput>> = fc.record({
  applications,
  database,
  cache,
  cluster,
});
