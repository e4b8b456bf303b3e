import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { operation } from '../../config/units/operation.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { PodShare } from '../pod-share.ts';
import { footprintOf } from './footprint.ts';

/**
 * Percent of the footprint that may run: a pod that ends counts until it is gone, while the one that replaces it is
 * there already. Beyond that, whatever asks for more is not of this environment.
 */
const quotaPercent = 110;

/**
 * All that the namespace may ask for: every application at its maximum with all colours, the database with a restore
 * beside it, the cache, and the pods of cert-manager. So it never holds back what the environment file describes.
 */
export function addResourceQuota(scope: Construct, shares: readonly PodShare[]): void {
  new k8s.KubeResourceQuota(scope, 'resourcequota-quota', {
    metadata: { name: 'quota' },
    spec: {
      hard: Object.fromEntries(
        Object.entries(hardLimits(shares)).map(([name, amount]) => [name, k8s.Quantity.fromString(amount)]),
      ),
    },
  });
}

const hardLimits = operation('hardLimits', (shares: readonly PodShare[]): Record<string, string> => {
  const { requests, limits, pods, claims, storage } = footprintOf(shares);
  const hard = {
    'requests.cpu': requests.cpu.percent(quotaPercent, 'm'),
    'requests.memory': requests.memory.percent(quotaPercent, 'Mi').asBytes(),
    'limits.cpu': limits.cpu.percent(quotaPercent, 'm'),
    'limits.memory': limits.memory.percent(quotaPercent, 'Mi').asBytes(),
    pods: Quantity.parse(Math.ceil((pods * quotaPercent) / 100)),
    persistentvolumeclaims: Quantity.parse(claims),
    'requests.storage': storage.asBytes(),
  };
  return Object.fromEntries(Object.entries(hard).map(([name, amount]) => [name, String(amount)]));
});
