import { validate } from '../../../config/validate.ts';
import { cacheFaults } from './cache-faults.ts';
import { helms, ownValues, renderedWith, type Values } from './chart.ts';
import { databaseFaults } from './database-faults.ts';
import { listenerFaults } from './listener-faults.ts';
import { namedIn } from './named-in.ts';
import { portFaults } from './port-faults.ts';
import { faultsOfContainers } from './refused-containers.ts';
import { faultsOfJobs } from './refused-jobs.ts';
import { faultsOfObjects } from './refused-objects.ts';
import { refusedPods } from './refused-pods.ts';
import { refusedResolution } from './refused-resolution.ts';
import { faultsOfScale } from './refused-scale.ts';
import { faultsOfUsers } from './refused-users.ts';
import { trafficFaults } from './traffic-faults.ts';

type Json = Values[string];

const web = (value: { readonly [key: string]: Json }): Values => ({ applications: { web: value } });
/** An application like web, without its own hosts. */
const { host: _host, ...likeWeb } = (ownValues.applications as Record<string, Values>).web ?? {};
const hidden: Values = {
  ...likeWeb,
  delivery: { strategy: 'rollingUpdate', maxSurge: 1, maxUnavailable: 0 },
};

const requested = { kind: 'web', port: 8080, health: '/health', servicePort: 80 };
const onePort = { port: 4369, protocol: 'TCP' };
const { port: _port, health: _health, servicePort: _servicePort, ...silent } = hidden;
const mailer = (value: Values = {}) => ({ mailer: { ...silent, kind: 'worker', scale: 1, ...value } });
const worker = (value: Values): Values => ({ applications: mailer(value) });
const { delivery: blueGreen = null, scale: byRequests = null } = likeWeb;

/** Values over those of production, each with one fault, and the one value that the message names. */
const faults: readonly (readonly [what: string, values: Values, named: string])[] = [
  ['an unknown key', { databse: {} }, '/databse'],
  ['an unknown key of an application', web({ imge: 'x' }), '/applications/web/imge'],
  ['an unknown key of the cluster', { cluster: { zone: 3 } }, '/cluster/zone'],
  ['an image without a version', web({ image: 'registry/web' }), 'applications.web.image'],
  ['latest', web({ image: 'registry/web:latest' }), 'applications.web.image'],
  ['an image with blanks', web({ image: 'registry/web :1' }), '/applications/web/image'],
  ['a worker with a port', worker({ port: 8080 }), 'applications.mailer.port'],
  ['a worker with a host', worker({ host: 'mail.example.com' }), 'applications.mailer.host'],
  [
    'a metrics path of a worker without a port',
    worker({ metrics: { path: '/stats', requests: false, statusLabel: 'code' } }),
    'applications.mailer.metrics.port',
  ],
  [
    'a counter of a worker',
    worker({ metrics: { port: 9464, path: '/metrics', requests: 'jobs_total', statusLabel: 'code' } }),
    'applications.mailer.metrics.requests',
  ],
  ['a worker in two colors', worker({ delivery: blueGreen }), 'applications.mailer.delivery.strategy'],
  ['a worker scaled by its requests', worker({ scale: byRequests }), 'applications.mailer.scale.rules'],
  [
    'a worker that is used',
    { applications: { web: { uses: ['mailer'] }, ...mailer() } },
    'applications.web.uses',
  ],
  ['peers at one port', web({ peers: { a: onePort, b: onePort } }), 'applications.web.peers.b'],
  ['a singleton of two', worker({ singleton: true, scale: 2 }), 'applications.mailer.scale'],
  ['a singleton of kind web', worker({ ...requested, singleton: true }), 'applications.mailer.singleton'],
  [
    'a singleton that is recreated',
    worker({ singleton: true, delivery: { strategy: 'recreate' } }),
    'applications.mailer.delivery.strategy',
  ],
  [
    'a policy of pods that have none',
    web({ podManagementPolicy: 'Parallel' }),
    'applications.web.podManagementPolicy',
  ],
  [
    'an application with the name of a headless Service',
    { applications: { web: { peers: { epmd: { port: 4369, protocol: 'TCP' } } }, 'web-peers': hidden } },
    'applications.web.peers',
  ],
  ['an application of kind web without a port', web({ port: null }), 'applications.web.port'],
  ['a port that does not exist', web({ port: 70000 }), '/applications/web/port'],
  ['a port as a text', web({ port: '8080' }), '/applications/web/port'],
  ['a health path without a slash', web({ health: 'health' }), '/applications/web/health'],
  ['a host with a scheme', web({ host: 'https://app.example.com' }), '/applications/web/host'],
  [
    'memory without a known unit',
    web({ resources: { limits: { memory: '1 GB' } } }),
    '/applications/web/resources/limits/memory',
  ],
  [
    'CPU in bytes',
    web({ resources: { requests: { cpu: '1Gi' } } }),
    '/applications/web/resources/requests/cpu',
  ],
  [
    'a limit below the request',
    web({ resources: { limits: { cpu: '100m' } } }),
    'applications.web.resources.limits.cpu',
  ],
  ['a pull secret of all pods twice', { imagePullSecrets: ['a', 'a'] }, 'imagePullSecrets'],
  [
    'a pull secret of all pods and of an application',
    { imagePullSecrets: ['a'], ...web({ imagePullSecrets: ['a'] }) },
    'applications.web.imagePullSecrets',
  ],
  ...faultsOfScale,
  ...[...refusedPods, ...refusedResolution].map(([what, value, named]) => [what, web(value), named] as const),
  ['an unknown strategy', web({ delivery: { strategy: 'canary' } }), '/applications/web/delivery/strategy'],
  [
    'an old color that goes too early',
    web({ delivery: { scaleDownDelay: '1m' } }),
    'applications.web.delivery.scaleDownDelay',
  ],
  ...faultsOfJobs(hidden),
  [
    'a host twice',
    web({
      delivery: {
        preview: { host: 'app.example.com', allow: ['192.0.2.0/24'], ingressAnnotations: {} },
      },
    }),
    'applications.web.host',
  ],
  ['a reference to no variable', web({ env: { URL: '$(PGPASSWROD)' } }), 'applications.web.env.URL'],
  ['a reference to itself', web({ env: { PATH: '$(PATH):/opt' } }), 'applications.web.env.PATH'],
  ['two dollars of which one stays', web({ env: { PRICE: '5 US$$' } }), 'applications.web.env.PRICE'],
  [
    'a reference of a command to no variable',
    web({ command: ['run', '$(LEVEL)'] }),
    'applications.web.command[1]',
  ],
  ...portFaults,
  ...trafficFaults,
  ...listenerFaults,
  ['a use of what is not there', web({ uses: ['queue'] }), 'applications.web.uses'],
  ['a use of a cache that is not there', { cache: null }, 'applications.web.uses'],
  [
    'a variable that is set twice',
    web({ env: { A: 'b' }, secrets: { A: { secret: 's', key: 'k' } } }),
    'applications.web.secrets.A',
  ],
  ...faultsOfContainers,
  ...faultsOfObjects,
  [
    'a key of a Secret with a blank',
    web({ secrets: { A: { secret: 's', key: 'a b' } } }),
    '/applications/web/secrets/A/key',
  ],
  [
    'a hook in an identity',
    web({ identity: { 'argocd.argoproj.io/hook': 'PreSync' } }),
    'applications.web.identity.argocd.argoproj.io/hook',
  ],
  [
    'a hook in monitor labels',
    { cluster: { monitorLabels: { 'helm.sh/hook': 'a' } } },
    'cluster.monitorLabels.helm.sh/hook',
  ],
  [
    'a hook in the identity of the database',
    { database: { identity: { 'helm.sh/hook': 'a' } } },
    'database.identity.helm.sh/hook',
  ],
  [
    'the name of a ServiceAccount that is there',
    { applications: { default: hidden } },
    'applications.default',
  ],
  [
    'a parameter with a backslash',
    { database: { parameters: { log_line_prefix: '\\t' } } },
    '/database/parameters/log_line_prefix',
  ],
  ['a password', web({ env: { DB_PASSWORD: 'hunter2' } }), 'applications.web.env.DB_PASSWORD'],
  ['an access key', web({ env: { A: `AKIA${'IOSFODNN7EXAMPLE'}` } }), 'applications.web.env.A'],
  [
    'a password in a command',
    web({ command: ['serve', '--password', 'hunter2'] }),
    'applications.web.command',
  ],
  [
    'a URL with a password',
    web({ annotations: { a: 'https://me:hunter2@example.com' } }),
    'applications.web.annotations.a',
  ],
  ['a control character', web({ env: { A: 'a\u0007b' } }), '/applications/web/env/A'],
  ['a prefix of no store', { cluster: { secretPrefix: 'shop/' } }, 'cluster.secretPrefix'],
  ['a label that a selector asks for', web({ labels: { app: 'shop' } }), 'applications.web.labels.app'],
  [
    'an annotation of Argo CD',
    web({ annotations: { 'argocd.argoproj.io/sync-wave': '9' } }),
    'applications.web.annotations.argocd.argoproj.io/sync-wave',
  ],
  ['a label with a blank', web({ labels: { team: 'a b' } }), '/applications/web/labels/team'],
  ['a node label as a number', web({ nodeSelector: { pool: 3 } }), '/applications/web/nodeSelector/pool'],
  [
    'a toleration of nothing',
    web({ tolerations: [{ operator: 'Equal', value: 'a' }] }),
    'applications.web.tolerations[0].key',
  ],
  [
    'a toleration with a value too many',
    { database: { tolerations: [{ key: 'a', operator: 'Exists', value: 'b' }] } },
    'database.tolerations[0].value',
  ],
  [
    'a toleration for a while of an effect that takes no pod away',
    { cache: { tolerations: [{ key: 'a', operator: 'Exists', tolerationSeconds: 60 }] } },
    'cache.tolerations[0].tolerationSeconds',
  ],
  [
    'a name of an object of the environment',
    { applications: { environment: hidden } },
    'applications.environment',
  ],
  ['a wait that is too long', web({ shutdown: { drain: '11m' } }), 'applications.web.shutdown.drain'],
  ['a wait beyond all clocks', web({ shutdown: { drain: '999999999h' } }), 'applications.web.shutdown.drain'],
  ['an age of backups in minutes', { database: { backup: { maxAge: '59m' } } }, 'database.backup.maxAge'],
  [
    'a sidecar that may have less memory than it asks for',
    { database: { backup: { resources: { requests: { memory: '2Gi' } } } } },
    'database.backup.resources.limits.memory',
  ],
  [
    'a sidecar that is killed in every backup',
    { database: { backup: { resources: { limits: { memory: '255Mi' } } } } },
    'database.backup.resources.limits.memory',
  ],
  ['a duration without a unit', web({ shutdown: { grace: '30' } }), '/applications/web/shutdown/grace'],
  ['a name in capitals', { applications: { Web: hidden } }, 'Web'],
  [
    'a backup without a destination',
    { database: { backup: { destination: null } } },
    '/database/backup/destination',
  ],
  [
    'a parameter that CloudNativePG sets',
    { database: { parameters: { archive_command: '/bin/true' } } },
    'database.parameters.archive_command',
  ],
  ['a volume too small for the log', { database: { walStorage: '1Gi' } }, 'database.walStorage'],
  ['an eviction of a queue', { cache: { profile: 'queue', eviction: 'allkeys-lru' } }, 'cache.eviction'],
  ['a use of an endpoint that is not there', web({ uses: ['cache-endpoint'] }), 'applications.web.uses'],
  ['sessions on two data pods', { cache: { profile: 'session', replicas: 2 } }, 'cache.replicas'],
  ['a cache that does not fit its volume', { cache: { storage: '1Gi' } }, 'cache.storage'],
  ['a Gateway together with an Ingress', { cluster: { ingressClass: 'nginx' } }, 'cluster.ingressClass'],
  ['a namespace of the cluster', { namespace: 'kube-system' }, 'namespace'],
  [
    'a label of monitors that every object has',
    { cluster: { monitorLabels: { 'app.kubernetes.io/part-of': 'kube-prometheus' } } },
    'cluster.monitorLabels.app.kubernetes.io/part-of',
  ],
  ['an age of backups without a unit', { database: { backup: { maxAge: '30' } } }, '/database/backup/maxAge'],
  ...cacheFaults,
  ...databaseFaults,
  ...faultsOfUsers(hidden),
  ['no instance', { database: { instances: 0 } }, '/database/instances'],
  ['a Kubernetes that is not supported', { cluster: { kubernetes: '1.20' } }, '/cluster/kubernetes'],
];

describe.each(helms)('%s', helm => {
  test.each(faults)('refuses %s, and names that value alone', async (_what, values, named) => {
    const refusal = await renderedWith(helm, values).catch((error: Error) => error.message);
    expect(namedIn(String(refusal))).toEqual([named]);
  });

  test('says of a volume of the cache what it must hold, in the words of slipway synth', async () => {
    const sizes: Values = { cache: { memory: '16Gi', storage: '16Gi' } };
    const refusal = await renderedWith(helm, sizes).catch((error: Error) => error.message);
    const { faults } = validate({ name: 'one', cluster: { storageClass: 'fast' }, ...sizes });
    expect(faults.map(({ message }) => message)).toEqual([expect.stringContaining('at least 36Gi')]);
    expect(refusal).toContain(`cache.storage: ${faults[0]?.message}\n`);
  });
});
