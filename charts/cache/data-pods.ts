import type { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { NamedCache } from '../../config/caches.ts';
import type { Environment } from '../../config/environment.ts';
import { pullSecretsOf } from '../pull-secrets.ts';
import { cachePort, dataLabels, dataPodNames } from './endpoints.ts';
import { exporterContainer, namesContainer, resourcesOf, script, serverContainer } from './pod.ts';
import { serverResources } from './resources.ts';
import { addServers } from './servers.ts';
import { apartFrom } from './stateful-set.ts';
import { userVolumes } from './users/mounts.ts';

const port = { name: 'cache', number: cachePort };

/** CACHE_STOP_SECONDS for the failover, 10 s in which the server waits for its replicas, and a reserve. */
const terminationGraceSeconds = 75;

/** The pods with the data: a primary and its replicas. Only the sentinels know which pod is the primary. */
export function addDataPods(
  scope: Construct,
  environment: Environment,
  cache: NamedCache,
  configurationChecksum: string,
): void {
  const [name, managed] = cache;
  const labels = dataLabels(name);
  addServers(scope, {
    cluster: environment.cluster,
    cache: name,
    name,
    labels,
    count: managed.replicas,
    podNames: dataPodNames(cache),
    port,
    affinity: apartFrom(labels, environment.cluster),
    placement: managed,
    pullSecrets: pullSecretsOf(environment),
    storage: managed.storage,
    configurationChecksum,
    terminationGraceSeconds,
    users: userVolumes(cache),
    names: namesContainer(environment, cache, name, serverResources(managed)),
    containers: [dataContainer(environment, cache), exporterContainer(cache, cachePort)],
  });
}

function dataContainer(environment: Environment, cache: NamedCache): k8s.Container {
  const [name, managed] = cache;
  return {
    ...serverContainer(environment, cache, name),
    name: 'valkey',
    command: script('start-data.sh'),
    ports: [{ name: port.name, containerPort: port.number, protocol: 'TCP' }],
    resources: resourcesOf(serverResources(managed)),
    readinessProbe: {
      exec: { command: script('ready-data.sh') },
      periodSeconds: 10,
      timeoutSeconds: 5,
    },
    livenessProbe: {
      exec: { command: script('alive.sh', String(cachePort)) },
      periodSeconds: 20,
      timeoutSeconds: 5,
      failureThreshold: 5,
    },
    lifecycle: { preStop: { exec: { command: script('stop-data.sh') } } },
  };
}
