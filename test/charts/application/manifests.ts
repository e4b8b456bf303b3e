import { App } from 'cdk8s';
import { ApplicationTier } from '../../../charts/application/application-tier.ts';
import { type Connection, ConnectionGraph } from '../../../charts/network/connection-graph.ts';
import { connectionsOf } from '../../../charts/network/connections.ts';
import { applicationPods } from '../../../charts/network/peers.ts';
import type { Environment, EnvironmentInput } from '../../../config/environment.ts';
import { environmentWith, smallApplication } from '../../support/environment.ts';
import { type Manifest, manifestsOf } from '../../support/manifests.ts';

export type ApplicationInput = NonNullable<EnvironmentInput['applications']>[string];

/** The objects of the application tier of an environment. */
export function tierOf(environment: Environment, connections = connectionsOf(environment)): Manifest[] {
  return manifestsOf(new ApplicationTier(new App(), environment, connections));
}

/** The objects of one small application `web` with the fields of `input`. */
export function web(
  input: Partial<ApplicationInput> = {},
  cluster: Partial<EnvironmentInput['cluster']> = {},
) {
  return tierOf(environmentOf(input, cluster));
}

export function environmentOf(
  input: Partial<ApplicationInput> = {},
  cluster: Partial<EnvironmentInput['cluster']> = {},
): Environment {
  return environmentWith({
    cluster: { storageClass: 'encrypted-ssd', ...cluster },
    applications: { web: { ...smallApplication, ...input } },
  });
}

/** The same application with the connections of a test. */
export function webWith(
  connections: readonly Omit<Connection, 'from' | 'to' | 'ports' | 'purpose'>[],
  input: Partial<ApplicationInput> = {},
): Manifest[] {
  const environment = environmentOf(input);
  const graph = connections.map(connection => ({
    from: applicationPods('web'),
    to: applicationPods('other'),
    ports: [],
    purpose: 'test',
    ...connection,
  }));
  return tierOf(environment, new ConnectionGraph(graph));
}

/** The object that runs pods. */
export function workload(manifests: readonly Manifest[]): Manifest {
  const found = manifests.find(({ kind }) => ['Rollout', 'Deployment', 'StatefulSet'].includes(kind));
  if (!found) throw new Error('no workload');
  return found;
}

export function podSpec(manifests: readonly Manifest[]): Manifest {
  return workload(manifests).spec.template.spec;
}

export function container(manifests: readonly Manifest[]): Manifest {
  return podSpec(manifests).containers[0];
}
