import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import type { Resources } from '../../config/resources.ts';
import { operation } from '../../config/units/operation.ts';
import { Quantity } from '../../config/units/quantity.ts';
import { containerResources, diskOfLog } from '../container-resources.ts';
import type { PodShare } from '../pod-share.ts';

/**
 * What a container gets that asks for nothing: one for debugging, or the one that puts CloudNativePG's program into a
 * pooler (cloudnative-pg `pkg/specs/pgbouncer/deployments.go`). Without it the quota would refuse the pod, since a
 * quota on CPU and memory demands that every container names them.
 */
const unnamed: Resources = {
  requests: { cpu: Quantity.parse('10m'), memory: Quantity.parse('64Mi') },
  limits: { cpu: Quantity.parse('500m'), memory: Quantity.parse('256Mi') },
};

const unnamedResources = containerResources(unnamed, diskOfLog, k8s.Quantity.fromString);

/**
 * Defaults for containers that ask for nothing, and as upper bounds the largest container and volume there are.
 *
 * Local disk has no upper bound and no quota: a pod is evicted beyond its own limit, and a node takes only pods whose
 * requests it has room for.
 */
export class EnvironmentLimitRange extends k8s.KubeLimitRange {
  constructor(scope: Construct, shares: readonly PodShare[], hasVolumes: boolean) {
    super(scope, 'limitrange-limits', {
      metadata: { name: 'limits' },
      spec: {
        limits: [
          {
            type: 'Container',
            defaultRequest: unnamedResources.requests,
            default: unnamedResources.limits,
            max: quantities(largestContainer(shares, unnamed)),
          },
          ...(hasVolumes ? [{ type: 'PersistentVolumeClaim', max: quantities(largestVolume(shares)) }] : []),
        ],
      },
    });
  }
}

/**
 * The largest limits that a container has, `least` among them. Two may be equal and written differently (1G and
 * 1000M of one container, 1000000000 of another): the text is that of the amount.
 */
const largestContainer = operation(
  'largestContainer',
  (shares: readonly PodShare[], least: Resources): Record<string, string> => {
    const containers = [least, ...shares.flatMap(share => share.containers)];
    return {
      cpu: String(largest(containers.map(({ limits }) => limits.cpu))),
      memory: String(largest(containers.map(({ limits }) => limits.memory)).asBytes()),
    };
  },
);

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
