import fc from 'fast-check';
import { type EnvironmentInput, environmentSchema } from '../../../config/environment.ts';
import { cache, caches, cachesWithUsers, namesOfCaches, usesOfCaches } from './arbitrary/cache.ts';
import { container, resources } from './arbitrary/container.ts';
import {
  type Connections,
  clusterName,
  connections,
  databasesOf,
  usableConnections,
} from './arbitrary/databases.ts';
import { egress } from './arbitrary/egress.ts';
import { analysisJob, jobs } from './arbitrary/jobs.ts';
import { kinds, listening, withKind } from './arbitrary/kinds.ts';
import { drawnListeners, withListeners } from './arbitrary/listeners.ts';
import { objects } from './arbitrary/objects.ts';
import { withPatches } from './arbitrary/patches.ts';
import { imagePullSecrets, pod } from './arbitrary/pod.ts';
import { ports, protocol, withProtocol } from './arbitrary/ports.ts';
import { resolution, resolvable, termination } from './arbitrary/resolution.ts';
import { type DrawnRoutes, drawnRoutes, type Traffic, withRoutes } from './arbitrary/routes.ts';
import { scale } from './arbitrary/scale.ts';
import { sound } from './arbitrary/sound.ts';
import { database } from './databases.ts';
import { furtherHosts, smallWithHosts } from './many-hosts.ts';
import {
  annotation,
  cidr,
  duration,
  environmentVariable,
  labels,
  placement,
  someLabels,
  text,
  variableValue,
} from './scalars.ts';

type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];

const names = ['api', 'on', 'shop', 'shop-worker', 'web', 'yes'];
const name = fc.constantFrom(...names);

const delivery = fc.oneof(
  fc.record(
    {
      strategy: fc.constant('blueGreen' as const),
      autoPromotion: fc.boolean(),
      analysis: fc.record({
        interval: duration('1s', '30s', '3m'),
        count: fc.integer({ min: 1, max: 9 }),
        successRate: fc.constantFrom(0, 0.5, 0.99, 1),
        job: analysisJob,
      }),
      scaleDownDelay: duration('1h', '90m'),
    },
    { requiredKeys: ['strategy'] },
  ),
  fc.record(
    {
      strategy: fc.constant('rollingUpdate' as const),
      maxSurge: fc.integer({ min: 1, max: 5 }),
      maxUnavailable: fc.integer({ min: 0, max: 5 }),
    },
    { requiredKeys: ['strategy'] },
  ),
);

const application = fc.record(
  {
    ...kinds,
    image: fc.constantFrom('registry.example.com/web:1.2.3', `app@sha256:${'0123456789abcdef'.repeat(4)}`),
    container: fc.constantFrom('main', 'on'),
    command: fc.array(text, { minLength: 1, maxLength: 3 }),
    ...jobs,
    traffic: drawnRoutes,
    listeners: drawnListeners,
    port: fc.integer({ min: 1, max: 65535 }),
    health: fc.constantFrom('/', '/healthz', '/a,b', '/a%20b', '/~me/'),
    resources,
    ephemeralStorage: fc.constantFrom(
      '1Mi',
      '100M',
      '512Mi',
      '960Mi',
      '010Mi',
      '1.5Mi',
      '1.5Gi',
      '268435457',
      '1999999Mi',
    ),
    scale,
    delivery,
    uses: fc.uniqueArray(
      fc.oneof(fc.constantFrom('database', 'reports', 'a', 'cache', ...namesOfCaches), name),
      { maxLength: 5 },
    ),
    connections,
    ...egress,
    env: fc.dictionary(environmentVariable, variableValue),
    secrets: fc.dictionary(
      environmentVariable,
      fc.record({
        secret: fc.constantFrom('a-secret', 'on'),
        key: fc.constantFrom('on', '1', 'tls.crt', '.env', 'a_b-c'),
      }),
    ),
    ...ports,
    ...protocol,
    ...container,
    identity: fc.dictionary(annotation, text),
    labels,
    annotations: fc.dictionary(fc.constantFrom('example.com/owner', 'on'), text),
    ...placement,
    shutdown: fc.record({ drain: duration('0s', '10s', '90s', '10m'), grace: duration('1s', '1m', '1h') }),
    ...pod,
    ...resolution,
    ...termination,
  },
  { requiredKeys: ['image', 'resources', 'uses'] },
);

const cluster = fc.record(
  {
    storageClass: fc.constantFrom('encrypted-ssd', 'on'),
    kubernetes: fc.constantFrom(
      '1.27' as const,
      '1.34' as const,
      '1.35' as const,
      '1.36' as const,
      '1.37' as const,
    ),
    zones: fc.integer({ min: 1, max: 4 }),
    traffic: fc.constantFrom({}, { ingressClass: 'nginx' }, { gatewayClass: 'cilium' }),
    monitorLabels: labels,
    clusterIssuer: fc.constantFrom('letsencrypt', 'internal'),
    secrets: fc.constantFrom(
      {},
      { secretStore: 'vault' },
      { secretStore: 'on', secretPrefix: 'shop-' },
      { secretStore: 'vault', secretPrefix: '' },
    ),
    dns: fc.record(
      {
        namespace: fc.constantFrom('openshift-dns', 'on'),
        podLabels: someLabels,
        port: fc.constantFrom(53, 5353),
        cidrs: fc.array(cidr, { maxLength: 3 }),
        nodeLocal: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    apiServer: fc.record(
      {
        cidrs: fc.array(cidr, { maxLength: 3 }),
        ports: fc.array(fc.integer({ min: 1, max: 65535 }), { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
    namespaces: fc.record({ gateway: fc.constantFrom('gateways', 'envoy', 'envoy-gateway-system') }),
    podLabels: fc.record({ gateway: someLabels, monitoring: someLabels }, { requiredKeys: [] }),
  },
  { requiredKeys: ['storageClass', 'traffic', 'secrets'] },
);

const described = fc.record(
  {
    name: fc.constantFrom('production', 'on', 'blue'),
    namespace: fc.constantFrom('live', 'null'),
    imagePullSecrets,
    cluster,
    applications: fc.dictionary(name, application, { maxKeys: 4 }),
    database,
    databases: fc.dictionary(clusterName, database, { maxKeys: 3 }),
    cache,
    caches,
    ...objects,
    observability: fc.boolean(),
    gitops: fc.constant({ repository: 'https://git.example.com/platform.git' }),
    furtherHosts,
  },
  { requiredKeys: ['name', 'cluster', 'applications'] },
);

/** Environments at random, as their files say them, small ones first; what the schema refuses is left out. */
export const environments: fc.Arbitrary<EnvironmentInput> = withPatches(
  described
    .map(
      ({ cluster: { traffic, secrets, ...rest }, applications, furtherHosts: small = 0, ...environment }) => {
        const isThere = new Set([
          ...listening(applications),
          ...Object.keys(environment),
          ...Object.keys(environment.databases ?? {}),
          ...namesOfCaches,
        ]);
        const { cache, caches } = environment;
        const hosts = Object.entries(applications).flatMap(([key, { kind, traffic }]) =>
          traffic?.hasHost && kind !== 'worker' ? [`${key}.example.com`] : [],
        );
        const isIngress = 'ingressClass' in traffic;
        const isEnvoy = !isIngress && [undefined, 'envoy-gateway-system'].includes(rest.namespaces?.gateway);
        const written = {
          ...Object.fromEntries(
            Object.entries(applications).map(([key, application]) => [
              key,
              asWritten(
                key,
                withProtocol(
                  withKind({ ...application, uses: usesOfCaches(application.uses, { ...caches, cache }) }),
                  isIngress,
                ),
                { isThere, hosts, isIngress, isEnvoy, databases: databasesOf(environment) },
              ),
            ]),
          ),
          ...smallWithHosts(small),
        };
        return {
          ...environment,
          ...cachesWithUsers({ cache, caches }, written),
          // Destinations may be host names.
          cluster: { networkPlugin: 'cilium', ...rest, ...traffic, ...secrets },
          applications: written,
        } as EnvironmentInput;
      },
    )
    .map(sound)
    .filter(input => environmentSchema.safeParse(input).success),
);

interface Neighbors extends Traffic {
  readonly databases: Readonly<Record<string, object>>;
  /** What applications may use. */
  readonly isThere: ReadonlySet<string>;
  readonly hosts: readonly string[];
}

function asWritten(
  key: string,
  {
    traffic = {},
    uses: drawnUses,
    connections: drawnConnections,
    listeners = {},
    ...rest
  }: {
    traffic?: DrawnRoutes;
    uses: string[];
    connections?: Connections;
    listeners?: Readonly<Record<string, boolean>>;
  },
  { isThere, hosts, databases, ...gateway }: Neighbors,
): ApplicationInput {
  const uses = drawnUses.filter(used => used !== key && isThere.has(used));
  const described = {
    ...rest,
    uses,
    ...usableConnections(drawnConnections, uses, databases),
  } as ApplicationInput;
  const application = gateway.isIngress ? described : withListeners(described, key, listeners);
  const foreign = hosts.filter(host => host !== `${key}.example.com`);
  return withRoutes(resolvable(application), key, traffic, foreign, gateway);
}
