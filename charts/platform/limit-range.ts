import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { diskOfLog, type Resources } from '../../config/resources.ts';
import { operation } from '../../config/units/operation.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { PodShare } from '../pod-share.ts';
import { allContainers, isCpuLimited } from './footprint.ts';

/**
 * The resources of a container that requests none: a debug container, or the one that copies CloudNativePG's program into
 * a pooler (cloudnative-pg `pkg/specs/pgbouncer/deployments.go`). Without them the quota would refuse the pod, because a
 * quota on CPU and memory requires both of every container.
 */
const defaultResources: Resources = {
  requests: { cpu: Quantity.parse('10m'), memory: Quantity.parse('64Mi') },
  limits: { cpu: Quantity.parse('500m'), memory: Quantity.parse('256Mi') },
};

/**
 * Defaults for containers that request nothing, and the largest container and volume of the environment as maximum.
 *
 * If a container of the environment has no limit on CPU, there is no default and no maximum of it. The API server would give
 * that container the default, and refuse it for the maximum (kubernetes `plugin/pkg/admission/limitranger/admission.go`).
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
            defaultRequest: quantities(amountsOf(defaultResources.requests, diskOfLog.requests)),
            default: quantities(defaultLimits(shares, amountsOf(defaultResources.limits, diskOfLog.limits))),
            max: quantities(largestContainer(shares, defaultResources)),
          },
          ...(hasVolumes ? [{ type: 'PersistentVolumeClaim', max: quantities(largestVolume(shares)) }] : []),
        ],
      },
    });
  }
}

function amountsOf({ cpu, memory }: Resources['limits'], disk: string): Record<string, string> {
  return { cpu: String(cpu), memory: String(memory), 'ephemeral-storage': disk };
}

/** Those limits, without CPU if a container has no limit on it. */
const defaultLimits = operation(
  'defaultLimits',
  (shares: readonly PodShare[], limits: Record<string, string>): Record<string, string> => {
    const { cpu: _cpu, ...others } = limits;
    return isCpuLimited(shares) ? limits : others;
  },
);

/**
 * The largest limits of all containers and of `least`. Equal amounts may be written differently (1G, 1000M, 1000000000),
 * so memory is written in bytes.
 */
const largestContainer = operation(
  'largestContainer',
  (shares: readonly PodShare[], least: Resources): Record<string, string> => {
    const containers = [least, ...shares.flatMap(allContainers)];
    const cpu = containers.flatMap(({ limits }) => limits.cpu ?? []);
    return {
      ...(isCpuLimited(shares) && { cpu: String(largest(cpu)) }),
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
