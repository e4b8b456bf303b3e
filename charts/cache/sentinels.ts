import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { NamedCache } from '../../config/caches.ts';
import type { Environment } from '../../config/environment.ts';
import { pullSecretsOf } from '../pull-secrets.ts';
import { sentinelCount, sentinelLabels, sentinelName, sentinelPodNames, sentinelPort } from './endpoints.ts';
import { exporterContainer, namesContainer, resourcesOf, script, serverContainer } from './pod.ts';
import { sentinelResources, sentinelStorage } from './resources.ts';
import { addServers } from './servers.ts';
import { apartFrom } from './stateful-set.ts';
import { userVolumes } from './users/mounts.ts';

const port = { name: 'sentinel', number: sentinelPort };

/** The pods that watch the data pods, name the primary to clients, and replace it if two of three cannot reach it. */
export function addSentinels(
  scope: Construct,
  environment: Environment,
  cache: NamedCache,
  configurationChecksum: string,
): void {
  const [name, managed] = cache;
  const labels = sentinelLabels(name);
  addServers(scope, {
    cluster: environment.cluster,
    cache: name,
    name: sentinelName(name),
    labels,
    count: sentinelCount,
    podNames: sentinelPodNames(name),
    port,
    affinity: apartFrom(labels, environment.cluster),
    placement: managed,
    pullSecrets: pullSecretsOf(environment),
    storage: sentinelStorage,
    configurationChecksum,
    terminationGraceSeconds: 30,
    users: userVolumes(cache),
    names: namesContainer(environment, cache, sentinelName(name), sentinelResources),
    containers: [sentinelContainer(environment, cache), exporterContainer(cache, sentinelPort)],
  });
}

function sentinelContainer(environment: Environment, cache: NamedCache): k8s.Container {
  return {
    ...serverContainer(environment, cache, sentinelName(cache[0])),
    name: 'sentinel',
    command: script('start-sentinel.sh'),
    ports: [{ name: port.name, containerPort: port.number, protocol: 'TCP' }],
    resources: resourcesOf(sentinelResources),
    readinessProbe: {
      exec: { command: script('ready-sentinel.sh') },
      periodSeconds: 10,
      timeoutSeconds: 5,
    },
    livenessProbe: {
      exec: { command: script('alive.sh', String(sentinelPort)) },
      periodSeconds: 20,
      timeoutSeconds: 5,
      failureThreshold: 5,
    },
  };
}
