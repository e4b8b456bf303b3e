import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { ManagedCache } from '../../config/cache.ts';
import type { Environment } from '../../config/environment.ts';
import { sentinelCount, sentinelLabels, sentinelName, sentinelPodNames, sentinelPort } from './endpoints.ts';
import { exporterContainer, namesContainer, resourcesOf, script, serverContainer } from './pod.ts';
import { sentinelResources, sentinelStorage } from './resources.ts';
import { addServers } from './servers.ts';
import { apartFrom } from './stateful-set.ts';

const port = { name: 'sentinel', number: sentinelPort };

/** The pods that watch the data pods, name the primary to clients, and replace it if two of three cannot reach it. */
export function addSentinels(
  scope: Construct,
  environment: Environment,
  cache: ManagedCache,
  configurationChecksum: string,
): void {
  addServers(scope, {
    cluster: environment.cluster,
    name: sentinelName,
    labels: sentinelLabels,
    count: sentinelCount,
    podNames: sentinelPodNames,
    port,
    affinity: apartFrom(sentinelLabels, environment.cluster),
    placement: cache,
    storage: sentinelStorage,
    configurationChecksum,
    terminationGraceSeconds: 30,
    names: namesContainer(environment, cache, sentinelName, sentinelResources),
    containers: [sentinelContainer(environment, cache), exporterContainer(sentinelPort)],
  });
}

function sentinelContainer(environment: Environment, cache: ManagedCache): k8s.Container {
  return {
    ...serverContainer(environment, cache, sentinelName),
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
