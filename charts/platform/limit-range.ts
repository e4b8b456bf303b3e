import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Resources } from '../../config/resources.ts';
import { operation } from '../../config/units/operation.ts';
import { Quantity } from '../../config/units/quantity.ts';
import { containerResources, diskOfLog } from '../container-resources.ts';
import type { PodShare } from '../pod-share.ts';

/**
 * The resources of a container that requests none: a debug container, or the one that copies CloudNativePG's program into
 * a pooler (cloudnative-pg `pkg/specs/pgbouncer/deployments.go`). Without them the quota would refuse the pod, because a
 * quota on CPU and memory requires both of every container.
 */
const defaultResources: Resources = {
  requests: { cpu: Quantity.parse('10m'), memory: Quantity.parse('64Mi') },
  limits: { cpu: Quantity.parse('500m'), memory: Quantity.parse('256Mi') },
};

const defaultQuantities = containerResources(defaultResources, diskOfLog, k8s.Quantity.fromString);

/**
 * Defaults for containers that request nothing, and the largest container and volume of the environment as maximum.
 *
 * Local disk has no maximum and no quota. The kubelet evicts a pod above its own limit, and a node runs only pods whose
 * requests fit.
 */
export class EnvironmentLimitRange extends k8s.KubeLimitRange {
  constructor(scope: Construct, shares: readonly PodShare[], hasVolumes: boolean) {
    super(scope, 'limitrange-limits', {
      metadata: { name: 'limits' },
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: defaultQuantities.requests,
            default: defaultQuantities.limits,
            max: quantities(largestContainer(shares, defaultResources)),
          },
          ...(hasVolumes ? [{ type: 'PersistentVolumeClaim', max: quantities(largestVolume(shares)) }] : []),
        ],
      },
    });
  }
}

/**
 * The largest limits of all containers and of `least`. Equal amounts may be written differently (1G, 1000M, 1000000000),
 * so memory is written in bytes.
 */
const largestContainer = operation(
  'largestContainer',
  (shares: readonly PodShare[], least: Resources): Record<string, string> => {
    const containers = [least, ...shares.flatMap(allContainers)];
    return {
      cpu: String(largest(containers.map(({ limits }) => limits.cpu))),
      memory: String(largest(containers.map(({ limits }) => limits.memory)).asBytes()),
    };
  },
);

function allContainers({ containers, sidecars = [], initContainers = [] }: PodShare): readonly Resources[] {
  return [...containers, ...sidecars, ...initContainers];
}

const largestVolume = operation('largestVolume', (shares: readonly PodShare[]): Record<string, string> => {
  return { storage: String(largest(shares.flatMap(({ storage }) => storage)).asBytes()) };
});

function largest(quantities: readonly Quantity[]): Quantity {
  return quantities.reduce((most, quantity) => (quantity.compare(most) > 0 ? quantity : most));
}

function quantities(texts: Readonly<Record<string, string>>): Record<string, k8s.Quantity> {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, k8s.Quantity.fromString(text)]),
  );
}
