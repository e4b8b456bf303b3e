import { k8s } from 'cdk8s-plus-27';
import type { NamedCache } from '../../config/caches.ts';
import type { Environment } from '../../config/environment.ts';
import { images } from '../../config/images.ts';
import { diskOfLog, type Resources } from '../../config/resources.ts';
import { joined } from '../../config/units/text.ts';
import { containerSecurity } from '../application/pod/security.ts';
import { containerResources } from '../container-resources.ts';
import {
  authorityKey,
  cacheAuthority,
  cacheHosts,
  cacheMetricsPort,
  cacheMetricsPortName,
  cachePassword,
  podDomain,
  sentinelHosts,
} from './endpoints.ts';
import { folders } from './folders.ts';
import { exporterResources } from './resources.ts';
import { nameSources, namesFile } from './settings.ts';
import { passwordOf, userMounts, userSettings } from './users/mounts.ts';
import { ownUsers } from './users/names.ts';

/** The user and group of the image. Source: valkey-io/valkey-container `debian/Dockerfile`. */
const valkeyUser = 999;

/** The common fields of all pods of a cache. The group lets the server read its Secrets and write its volume. */
export function podDefaults(cache: string, users: k8s.Volume[]): Omit<k8s.PodSpec, 'containers'> {
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: valkeyUser,
      runAsGroup: valkeyUser,
      fsGroup: valkeyUser,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumes: [
      { name: 'configuration', configMap: { name: cache } },
      { name: 'password', secret: { secretName: cachePassword(cache).secret, defaultMode: 0o440 } },
      { name: 'certificates', secret: { secretName: cacheAuthority(cache).secret, defaultMode: 0o440 } },
      { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: k8s.Quantity.fromString('1Mi') } },
      ...users,
    ],
  };
}

/**
 * A server with its scripts; `service` is the headless Service that names its pod.
 *
 * It looks up names only in a file. Valkey and Sentinel look them up in their only thread, so a silent DNS would stop
 * them: Sentinel for 30 s each time (TILT). The kubelet does not manage /etc/hosts if the container mounts a file there
 * (kubernetes `pkg/kubelet/kubelet_pods.go`, `makeMounts`).
 */
export function serverContainer(
  environment: Environment,
  cache: NamedCache,
  service: string,
): Omit<k8s.Container, 'name'> {
  return {
    image: images.valkey.reference,
    env: serverVariables(environment, cache, service),
    securityContext: containerSecurity,
    volumeMounts: [
      { name: 'data', mountPath: folders.data },
      { name: 'run', mountPath: folders.run },
      { name: 'run', mountPath: '/etc/hosts', subPath: namesFile, readOnly: true },
      { name: 'configuration', mountPath: folders.configuration, readOnly: true },
      { name: 'configuration', mountPath: '/etc/nsswitch.conf', subPath: nameSources, readOnly: true },
      { name: 'password', mountPath: folders.password, readOnly: true },
      { name: 'certificates', mountPath: folders.certificates, readOnly: true },
      ...userMounts(cache[1]),
    ],
  };
}

/** Writes that file before the server starts: a file must be there to be mounted. It may take what the server may. */
export function namesContainer(
  environment: Environment,
  cache: NamedCache,
  service: string,
  resources: Resources,
): k8s.Container {
  return {
    name: 'names',
    image: images.valkey.reference,
    command: script('names.sh'),
    env: serverVariables(environment, cache, service),
    resources: resourcesOf(resources),
    securityContext: containerSecurity,
    volumeMounts: [
      { name: 'run', mountPath: folders.run },
      { name: 'configuration', mountPath: folders.configuration, readOnly: true },
    ],
  };
}

/** The command that runs a script of the ConfigMap. */
export function script(name: string, ...args: string[]): string[] {
  return ['sh', `${folders.configuration}/${name}`, ...args];
}

/** The containers write only their log to the disk of the node: data is on volumes, `/run` is memory. */
export function resourcesOf(resources: Resources): k8s.ResourceRequirements {
  return containerResources(resources, diskOfLog, k8s.Quantity.fromString);
}

/** The settings that the scripts read, documented in docs/cache.md. */
function serverVariables({ namespace }: Environment, cache: NamedCache, service: string): k8s.EnvVar[] {
  const [name, managed] = cache;
  const settings = {
    CACHE_PROGRAM: 'valkey',
    CACHE_SELF: `$(POD_NAME).${podDomain(service, namespace)}`,
    CACHE_LOCAL: '127.0.0.1',
    CACHE_BIND: '* -::*',
    CACHE_MASTER: name,
    CACHE_HOSTS: joined(cacheHosts(cache, namespace), ' '),
    CACHE_SENTINELS: sentinelHosts(name, namespace).join(' '),
    CACHE_CONFIGURATION: folders.configuration,
    CACHE_DATA: folders.data,
    CACHE_RUN: folders.run,
    CACHE_PASSWORD_FILE: `${folders.password}/${cachePassword(name).key}`,
    CACHE_CLI_OPTIONS: `--tls --cacert ${folders.certificates}/${authorityKey}`,
    CACHE_STOP_SECONDS: '45',
    ...userSettings(managed),
  };
  return [
    { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ...Object.entries(settings).map(([variable, value]) => ({ name: variable, value })),
  ];
}

/** The exporter's user may not read settings: CONFIG GET shows the password with which replicas follow. */
const variablesOfUser: k8s.EnvVar[] = [
  { name: 'REDIS_USER', value: ownUsers.exporter },
  { name: 'REDIS_EXPORTER_CONFIG_COMMAND', value: '-' },
];

/** Exports metrics of the server in the same pod, which it reads over TLS with the name `localhost`. */
export function exporterContainer(cache: NamedCache, port: number): k8s.Container {
  const { secret, key } = passwordOf(cache, 'exporter');
  const health: k8s.HttpGetAction = {
    path: '/health',
    port: k8s.IntOrString.fromString(cacheMetricsPortName),
  };
  return {
    name: 'metrics',
    image: images.redisExporter.reference,
    env: [
      { name: 'REDIS_ADDR', value: `rediss://localhost:${port}` },
      ...(cache[1].users === undefined ? [] : variablesOfUser),
      {
        name: 'REDIS_PASSWORD',
        valueFrom: { secretKeyRef: { name: secret, key } },
      },
      {
        name: 'REDIS_EXPORTER_TLS_CA_CERT_FILE',
        value: `${folders.certificates}/${authorityKey}`,
      },
    ],
    ports: [{ name: cacheMetricsPortName, containerPort: cacheMetricsPort, protocol: 'TCP' }],
    resources: resourcesOf(exporterResources),
    readinessProbe: { httpGet: health, periodSeconds: 10 },
    livenessProbe: { httpGet: health, periodSeconds: 20 },
    securityContext: containerSecurity,
    volumeMounts: [{ name: 'certificates', mountPath: folders.certificates, readOnly: true }],
  };
}
