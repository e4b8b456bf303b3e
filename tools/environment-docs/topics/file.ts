import { environmentFields } from '../../../config/fields.ts';
import type { Topic } from '../topic.ts';

const filesAndTheirBases = `\`applications\` has one entry for each application. Its name is part of the names of its objects. The chapters above say what an application may have.

Files whose name begins with \`_\` only serve as a base for others. With \`extends: ./production.yaml\` a file holds only its differences from another file. Objects are merged key by key, a list or a scalar replaces the whole value, and \`null\` removes a key (JSON Merge Patch, RFC 7396).

All faults are reported at once, before anything is written. Each message says where the fault is, what was found, what is allowed and what to change. \`test/invalid/\` has an example of every fault and its message.

For suggestions in an editor:

- YAML: \`# yaml-language-server: $schema=../config/environment.schema.json\` as the first line
- JSON: \`"$schema": "../config/environment.schema.json"\`
- TypeScript: \`environment({ … })\` from \`config/define.ts\`; a part in a constant of its own needs \`as const\`, since its units are checked`;

/** Those of these keys that a file may have. */
function present(...keys: readonly string[]): string[] {
  return keys.filter(key => key in environmentFields.shape);
}

/** What an environment has once, for all of its applications. */
export const fileTopics: readonly Topic[] = [
  {
    title: 'The file',
    need: 'a second environment that differs a little, suggestions in an editor, another namespace',
    text: filesAndTheirBases,
    of: 'file',
    keys: ['name', 'namespace', 'applications', ...present('objects', 'patches')],
    example: { file: 'namespace: shop-blue' },
    shown: [{ kind: 'Namespace', name: 'shop-blue', at: 'metadata', keys: ['name', 'labels'] }],
    page: 'platform.md',
  },
  {
    title: 'The cluster',
    need: 'an Ingress, a private registry, a secret store, another DNS, operators in other namespaces',
    text: 'What the cluster offers and where, and how its nodes read images.',
    of: 'file',
    keys: ['cluster', 'imagePullSecrets'],
    example: {
      file: `
cluster:
  zones: 2
  ingressClass: nginx
  clusterIssuer: letsencrypt-dns
imagePullSecrets: [registry]`,
    },
    shown: [
      { kind: 'Ingress', name: 'web', at: '', keys: ['spec'] },
      { kind: 'Rollout', name: 'web', at: 'spec.template.spec', keys: ['imagePullSecrets'] },
    ],
    page: 'load-balancing.md#ingress',
  },
  {
    title: 'PostgreSQL',
    need: 'backups, more databases, extensions, a database that runs elsewhere',
    text: 'PostgreSQL in the cluster, or a managed service. Applications connect with `uses: [database]`.',
    of: 'file',
    keys: present('database', 'databases'),
    example: {
      file: `
database:
  storage: 100Gi
  extensions: [pg_trgm]
  backup: { destination: 's3://example-backups/shop', schedule: '0 0 2 * * *', retention: 30d }`,
    },
    shown: [
      { kind: 'Cluster', name: 'database', at: 'spec', keys: ['instances', 'storage', 'plugins'] },
      { kind: 'ScheduledBackup', name: 'database-17', at: 'spec', keys: ['schedule'] },
    ],
    page: 'data.md',
  },
  {
    title: 'Valkey',
    need: 'a queue or sessions that are never evicted, a plain endpoint, a user for each application, a cache that runs elsewhere',
    text: 'Valkey with Sentinel in the cluster, or a managed service. Applications connect with `uses: [cache]`.',
    of: 'file',
    keys: present('cache', 'caches'),
    example: { file: 'cache: { profile: queue, memory: 2Gi }' },
    shown: [
      { kind: 'StatefulSet', name: 'cache', at: 'spec', keys: ['replicas'] },
      { kind: 'StatefulSet', name: 'cache', at: 'spec.template.spec.containers.0', keys: ['resources'] },
    ],
    page: 'cache.md',
  },
  {
    title: 'Argo CD and Prometheus',
    need: 'Argo CD, a cluster without the Prometheus operator',
    text: 'With `gitops`, Argo CD syncs the environment from a repository. `observability: false` leaves out monitors, alerts and the dashboard.',
    of: 'file',
    keys: ['observability', 'gitops'],
    example: { file: "gitops: { repository: 'https://git.example.com/platform/shop.git' }" },
    shown: [{ kind: 'AppProject', name: 'shop', at: 'spec', keys: ['sourceRepos', 'destinations'] }],
    page: 'gitops.md',
  },
];
