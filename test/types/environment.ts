/**
 * What an environment file in TypeScript must say, and must not. Each row that must not compile names the code of the
 * compiler's error and the promise; `rows.test.ts` reads them.
 */

import { type EnvironmentFile, environment } from '../../config/define.ts';

type File = EnvironmentFile<undefined>;
type Application = NonNullable<File['applications']>[string];
type Range = Exclude<Application['scale'], number | undefined>;

// Parts of an environment file, so that a row is one line.
declare function application(part: Application): void;
declare function delivery(part: Application['delivery']): void;
declare function shutdown(part: Application['shutdown']): void;
declare function range(part: Range): void;
declare function rule(part: Range['rules'][number]): void;
declare function database(part: File['database']): void;
declare function cache(part: File['cache']): void;

const image = 'registry.example.com/web:1.0.0';
const resources = { requests: { cpu: '500m', memory: '256Mi' } } as const;
const web = { image, resources };
const name = 'production';
const cluster = { storageClass: 'ssd' };
const network = '10.0.0.0/8';
const backup = { destination: 's3://b', schedule: '0 0 2 * * *' };
const step = { threshold: 70, cooldown: 300, adjustment: 1 };
const cpuRule = { metric: 'CPUUtilization', ...step } as const;

// The smallest environment, and one with every form of what has several.
environment({ name, cluster });
environment({
  name,
  cluster: { storageClass: 'ssd', kubernetes: '1.36' },
  applications: {
    fixed: { image, resources, scale: 0 },
    ranged: {
      image,
      resources: { requests: { cpu: 0.5, memory: '1.5Gi' }, limits: { cpu: '1', memory: 536870912 } },
      scale: {
        min: 2,
        max: 5,
        mode: 'step',
        rules: [
          cpuRule,
          { metric: 'MemoryUtilization', ...step },
          { metric: 'RequestCount', ...step },
          { metric: 'Prometheus', name: 'queue', query: 'sum(queue)', unit: 'messages', ...step },
        ],
        down: { stabilization: '5m', period: '1m30s' },
      },
      delivery: { strategy: 'blueGreen', analysis: { interval: '1h' }, scaleDownDelay: '1h2m3s' },
      shutdown: { drain: '10s' },
    },
    rolling: { image, resources, delivery: { strategy: 'rollingUpdate', maxSurge: 1 } },
  },
  database: {
    storage: '100Gi',
    backup: { destination: 's3://b', schedule: '0 0 2 * * *', retention: '30d' },
  },
  cache: { external: true, host: 'cache.example.com', network: '10.0.0.0/8', secret: 'cache' },
});

// A part of it in constants that are never changed, with lists.
const tolerations = [{ key: 'pool', operator: 'Exists', effect: 'NoSchedule' }] as const;
const api = { image, resources, uses: ['database'], tolerations } as const;
environment({ name, cluster, applications: { api }, database: { storage: '1Gi' } });

// A unit from a computed number.
const size: number = 10;
environment({ name, cluster, database: { storage: `${size}Gi` } });

// @ts-expect-error 2561 a key that no environment has
environment({ name, cluster, aplications: {} });

// @ts-expect-error 2353 a misspelled key of an application
environment({ name, cluster, applications: { web: { image, resources, replica: 3 } } });

// @ts-expect-error 2353 a misspelled key deep inside
shutdown({ gracePeriod: '30s' });

// @ts-expect-error 2345 an environment without a required key
environment({ name });

// @ts-expect-error 2741 an application without its image
application({ resources });

// @ts-expect-error 2322 memory with a unit that Kubernetes does not know
environment({ name, cluster, cache: { memory: '256MB' } });

// @ts-expect-error 2322 memory in thousandths
cache({ memory: '256m' });

// @ts-expect-error 2322 CPU in a unit of memory
cache({ cpu: '1Gi' });

// @ts-expect-error 2322 CPU in words
cache({ cpu: 'half' });

// @ts-expect-error 2322 storage without a number
database({ storage: 'Gi' });

// @ts-expect-error 2322 a duration without a unit
shutdown({ drain: '10' });

// @ts-expect-error 2322 a duration as a number
shutdown({ drain: 10 });

// @ts-expect-error 2322 a duration in days
delivery({ scaleDownDelay: '1d' });

// @ts-expect-error 2322 a cooldown as a duration: it is a number of seconds
rule({ ...cpuRule, cooldown: '300s' });

// @ts-expect-error 2322 a retention in hours
database({ storage: '1Gi', backup: { ...backup, retention: '30h' } });

// @ts-expect-error 2322 a metric that does not exist
rule({ ...step, metric: 'DiskUtilization' });

// @ts-expect-error 2345 a rule of Prometheus without its query
rule({ ...step, metric: 'Prometheus', name: 'queue', unit: 's' });

// @ts-expect-error 2353 a query with a metric that has none
rule({ ...step, metric: 'RequestCount', query: 'sum(up)' });

// @ts-expect-error 2741 a range without rules
range({ min: 1, max: 3 });

// @ts-expect-error 2322 a number of replicas as text
application({ ...web, scale: '3' });

// @ts-expect-error 2820 a mode of scaling that does not exist
range({ min: 1, max: 3, mode: 'steps', rules: [cpuRule] });

// @ts-expect-error 2353 an analysis of a Deployment, which has none
delivery({ strategy: 'rollingUpdate', analysis: {} });

// @ts-expect-error 2353 a surge of a Rollout with two colors, which has none
delivery({ strategy: 'blueGreen', maxSurge: 1 });

// @ts-expect-error 2322 a strategy that does not exist
delivery({ strategy: 'canary' });

// @ts-expect-error 2353 a managed service with the size of one that runs here
database({ external: true, host: 'db.example.com', network, secret: 's', storage: '1Gi' });

// @ts-expect-error 2353 a host of a database that runs here
database({ external: false, storage: '1Gi', host: 'db.example.com' });

// @ts-expect-error 2322 a Kubernetes minor that is not supported
environment({ name, cluster: { storageClass: 'ssd', kubernetes: '1.20' } });

// @ts-expect-error 2322 a port as text
application({ ...web, port: '8080' });

// @ts-expect-error 2322 an eviction that Valkey does not have
cache({ eviction: 'lru' });

// @ts-expect-error 2322 a plain endpoint without a reason
cache({ endpoint: {} });

// @ts-expect-error 2322 a cache that never evicts, which another profile is
cache({ eviction: 'noeviction' });

// @ts-expect-error 2322 null outside of a file that extends another
environment({ name, cluster, database: null });
