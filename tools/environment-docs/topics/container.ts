import { container } from '../../../config/application/container.ts';
import { containers } from '../../../config/application/containers.ts';
import { files } from '../../../config/application/files.ts';
import { folders } from '../../../config/application/folders.ts';
import { pod } from '../../../config/application/pod.ts';
import { resolution } from '../../../config/application/resolution.ts';
import { securityContext } from '../../../config/application/security-context.ts';
import { termination } from '../../../config/application/termination.ts';
import { variableSources } from '../../../config/application/variable-sources.ts';
import { volumes } from '../../../config/application/volumes.ts';
import type { Topic } from '../topic.ts';

/** The keys of a container that are about its variables. */
const variables = ['env', 'secrets', 'notSecret'];

const containerOfWeb = 'spec.template.spec.containers.0';

/** What runs in the pods of an application. */
export const containerTopics: readonly Topic[] = [
  {
    title: 'The container',
    need: 'arguments, another command, more memory, a larger `/tmp`',
    text: 'Which image runs, with which command, and what it may use of its node.',
    of: 'application',
    keys: [...Object.keys(container).filter(key => !variables.includes(key)), ...Object.keys(termination)],
    example: {
      application: `
args: [serve, --workers=4]
ephemeralStorage: 1Gi
resources:
  limits: { cpu: '1', memory: 512Mi }`,
    },
    shown: [
      { kind: 'Rollout', name: 'web', at: containerOfWeb, keys: ['name', 'image', 'args', 'resources'] },
    ],
    page: 'container.md',
  },
  {
    title: 'Variables',
    need: 'environment variables, some from Secrets',
    text: 'Variables of the container. Those of connections come in addition.',
    of: 'application',
    keys: [...variables, ...Object.keys(variableSources)],
    example: {
      application: `
env: { LOG_LEVEL: info, BASE_URL: 'https://$(PUBLIC_HOST)/', PUBLIC_HOST: shop.example.com }
secrets: { SESSION_KEY: { secret: shop-session, key: key } }
podFields: { POD_IP: status.podIP }`,
    },
    shown: [{ kind: 'Rollout', name: 'web', at: containerOfWeb, keys: ['env'] }],
    page: 'container.md#variables',
  },
  {
    title: 'Files',
    need: 'a configuration file, a Secret as a file',
    text: 'Files that the container finds, read-only.',
    of: 'application',
    keys: Object.keys(files),
    example: {
      application: `
files:
  config: { mountPath: /etc/shop/shop.toml, text: 'theme = "dark"' }
secretFiles:
  signing: { mountPath: /run/secrets/signing, secret: shop-signing }`,
    },
    shown: [
      { kind: 'Rollout', name: 'web', at: 'spec.template.spec', keys: ['volumes'] },
      { kind: 'Rollout', name: 'web', at: containerOfWeb, keys: ['volumeMounts'] },
    ],
    page: 'container.md#files',
  },
  {
    title: 'Folders and volumes',
    need: 'a folder to write to, data that stays, more `/dev/shm`',
    text: 'The root file system is read-only, so name each folder other than `/tmp` that the container writes to.',
    of: 'application',
    keys: [...Object.keys(folders), ...Object.keys(volumes)],
    example: {
      application: `
emptyDirs: { cache: { mountPath: /app/cache, sizeLimit: 1Gi } }
volumes: { uploads: { mountPath: /app/uploads, size: 50Gi, accessMode: ReadWriteMany } }
securityContext: { fsGroup: 1000 }`,
    },
    shown: [
      { kind: 'PersistentVolumeClaim', name: 'web-uploads', at: '', keys: ['spec'] },
      { kind: 'Rollout', name: 'web', at: 'spec.template.spec', keys: ['volumes'] },
    ],
    page: 'pod.md#folders-to-write-to',
  },
  {
    title: 'Users and rights',
    need: 'an image whose `USER` is a name or root, a writable root, a capability',
    text: 'All containers run under the restricted profile of Pod Security. What goes beyond it needs a reason.',
    of: 'application',
    keys: Object.keys(securityContext),
    example: { application: 'securityContext: { runAsUser: 1000, fsGroup: 1000 }' },
    shown: [
      { kind: 'Rollout', name: 'web', at: 'spec.template.spec', keys: ['securityContext'] },
      { kind: 'Rollout', name: 'web', at: containerOfWeb, keys: ['securityContext'] },
    ],
    page: 'pod.md#the-user-and-what-it-may-do',
  },
  {
    title: 'Further containers',
    need: 'an init container, a sidecar',
    text: 'Containers before the application starts, or next to it.',
    of: 'application',
    keys: Object.keys(containers),
    example: {
      application: `
initContainers: [{ name: assets, args: [copy-assets] }]
sidecars:
  - name: proxy
    image: registry.example.com/proxy:1.0.0
    resources: { requests: { cpu: 50m, memory: 64Mi } }`,
    },
    shown: [
      {
        kind: 'Rollout',
        name: 'web',
        at: 'spec.template.spec.initContainers.1',
        keys: ['name', 'image', 'restartPolicy'],
      },
      { kind: 'Rollout', name: 'web', at: 'spec.template.spec.initContainers.0', keys: ['name', 'args'] },
    ],
    page: 'container.md#further-containers',
  },
  {
    title: 'Pods',
    need: 'labels and annotations, certain nodes, a cloud identity',
    text: 'Where the pods run, and what others know them by. [Labels and annotations](application.md#labels-annotations-and-nodes) come in addition.',
    of: 'application',
    keys: Object.keys(pod).filter(key => key !== 'shutdown'),
    example: {
      application: `
labels: { team: checkout }
nodeSelector: { example.com/pool: web }
tolerations: [{ key: example.com/pool, operator: Equal, value: web, effect: NoSchedule }]
identity: { eks.amazonaws.com/role-arn: 'arn:aws:iam::111122223333:role/shop' }`,
    },
    shown: [
      { kind: 'Rollout', name: 'web', at: 'spec.template.metadata', keys: ['labels'] },
      { kind: 'Rollout', name: 'web', at: 'spec.template.spec', keys: ['nodeSelector', 'tolerations'] },
      { kind: 'ServiceAccount', name: 'web', at: 'metadata', keys: ['annotations'] },
    ],
    page: 'nodes.md',
  },
  {
    title: 'Names and resolvers',
    need: 'a line in `/etc/hosts`, another DNS server, `ndots`',
    text: 'How the containers find the addresses of names. Port 53 to the named resolvers is opened.',
    of: 'application',
    keys: Object.keys(resolution),
    example: {
      application: `
hostAliases: [{ ip: 192.0.2.10, hostnames: [legacy.example.com] }]
dnsConfig: { nameservers: [192.0.2.53] }`,
    },
    shown: [
      { kind: 'Rollout', name: 'web', at: 'spec.template.spec', keys: ['dnsConfig', 'hostAliases'] },
      { kind: 'NetworkPolicy', name: 'web', at: 'spec.egress.1', keys: ['ports', 'to'] },
    ],
    page: 'pod.md#names',
  },
];
