import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { endpointName, type NamedCache } from '../../../config/caches.ts';
import type { Environment } from '../../../config/environment.ts';
import { images } from '../../../config/images.ts';
import { containerSecurity } from '../../application/pod/security.ts';
import { placementOf } from '../../placement.ts';
import { pullSecretsOf } from '../../pull-secrets.ts';
import {
  cacheAuthority,
  cacheMetricsPort,
  cacheMetricsPortName,
  cachePort,
  endpointCertificate,
  endpointCommandPort,
  endpointLabels,
} from '../endpoints.ts';
import { resourcesOf } from '../pod.ts';
import { endpointPods, endpointResources } from '../resources.ts';
import { passwordOf } from '../users/mounts.ts';
import {
  aliveScript,
  certificateFile,
  certificateName,
  configurationFile,
  folders,
  hardStopSeconds,
  keyName,
} from './settings.ts';

/** The user and group of the image. Source: docker-library/haproxy `3.2/Dockerfile`. */
const haproxyUser = 99;

/** How long a pod that stops still gets new connections, until every node knows that it stops. */
const drainSeconds = 5;

/** HAProxy takes a server as up until it has answered for the first time, which a replica must not be for a client. */
const checkSeconds = 5;

/** The pods of the endpoint. Any of them leads to the primary, so a client needs only one. */
export class EndpointDeployment extends k8s.KubeDeployment {
  constructor(scope: Construct, environment: Environment, cache: NamedCache, configurationChecksum: string) {
    const name = endpointName(cache[0]);
    const labels = endpointLabels(cache[0]);
    super(scope, `deployment-${name}`, {
      metadata: { name },
      spec: {
        replicas: endpointPods,
        revisionHistoryLimit: 3,
        selector: { matchLabels: labels },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: {
            maxSurge: k8s.IntOrString.fromNumber(1),
            maxUnavailable: k8s.IntOrString.fromNumber(0),
          },
        },
        template: {
          metadata: {
            labels,
            annotations: { 'checksum/configuration': configurationChecksum },
          },
          spec: podSpec(environment, cache),
        },
      },
    });
  }
}

function podSpec(environment: Environment, [name, cache]: NamedCache): k8s.PodSpec {
  const { secret, key } = cacheAuthority(name);
  return {
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: haproxyUser,
      runAsGroup: haproxyUser,
      fsGroup: haproxyUser,
      fsGroupChangePolicy: 'OnRootMismatch',
      seccompProfile: { type: 'RuntimeDefault' },
    },
    terminationGracePeriodSeconds: drainSeconds + hardStopSeconds + 5,
    ...placementOf(cache),
    ...pullSecretsOf(environment),
    topologySpreadConstraints: [
      ...(environment.cluster.zones > 1 ? [evenly(name, 'topology.kubernetes.io/zone')] : []),
      evenly(name, 'kubernetes.io/hostname'),
    ],
    volumes: [
      { name: 'configuration', configMap: { name: endpointName(name) } },
      {
        name: 'authority',
        secret: {
          secretName: secret,
          items: [{ key, path: key }],
          defaultMode: 0o440,
        },
      },
      ...(cache.endpoint?.tls ? [ownCertificate(name)] : []),
    ],
    containers: [container([name, cache])],
  };
}

/** HAProxy finds the key of a certificate next to it. */
function ownCertificate(cache: string): k8s.Volume {
  return {
    name: 'certificate',
    secret: {
      secretName: endpointCertificate(cache),
      items: [
        { key: 'tls.crt', path: certificateName },
        { key: 'tls.key', path: keyName },
      ],
      defaultMode: 0o440,
    },
  };
}

function evenly(cache: string, topologyKey: string): k8s.TopologySpreadConstraint {
  return {
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: endpointLabels(cache) },
    matchLabelKeys: ['pod-template-hash'],
  };
}

/** Asks for more than health: HAProxy must have the certificate that is mounted. The image has bash. */
const renewal = [
  'bash',
  `${folders.configuration}/${aliveScript}`,
  certificateFile,
  String(endpointCommandPort),
];

/**
 * Ready does not ask for a primary: a failover would then last as long as the probe is slow. The image stops with
 * SIGUSR1: HAProxy takes no new connections and ends when all are closed.
 */
function container(cache: NamedCache): k8s.Container {
  const isTls = cache[1].endpoint?.tls === true;
  const { secret, key } = passwordOf(cache, 'endpoint');
  const health: k8s.HttpGetAction = {
    path: '/health',
    port: k8s.IntOrString.fromString(cacheMetricsPortName),
  };
  return {
    name: 'haproxy',
    image: images.haproxy.reference,
    command: ['haproxy', '-db', '-f', `${folders.configuration}/${configurationFile}`],
    env: [
      { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
      {
        name: 'REDIS_PASSWORD',
        valueFrom: { secretKeyRef: { name: secret, key } },
      },
    ],
    ports: [
      { name: 'cache', containerPort: cachePort, protocol: 'TCP' },
      { name: cacheMetricsPortName, containerPort: cacheMetricsPort, protocol: 'TCP' },
    ],
    resources: resourcesOf(endpointResources),
    readinessProbe: { httpGet: health, initialDelaySeconds: checkSeconds, periodSeconds: 5 },
    livenessProbe: isTls
      ? { exec: { command: renewal }, periodSeconds: 20, timeoutSeconds: 5 }
      : { httpGet: health, periodSeconds: 20 },
    lifecycle: { preStop: { exec: { command: ['sleep', String(drainSeconds)] } } },
    securityContext: containerSecurity,
    volumeMounts: [
      { name: 'configuration', mountPath: folders.configuration, readOnly: true },
      { name: 'authority', mountPath: folders.certificates, readOnly: true },
      ...(isTls ? [{ name: 'certificate', mountPath: folders.ownCertificate, readOnly: true }] : []),
    ],
  };
}
