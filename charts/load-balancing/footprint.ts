import type { Environment } from '../../config/environment.ts';
import type { Resources } from '../../config/resources.ts';
import { count } from '../../config/units/data.ts';
import { smallest } from '../../config/units/numbers.ts';
import { Quantity } from '../../config/units/quantity.ts';
import type { PodShare } from '../pod-share.ts';
import { hostsOf } from './hosts.ts';

/** Challenges that cert-manager handles at once. Source: `internal/apis/config/controller/v1alpha1/defaults.go`. */
const mostChallenges = 60;

/** The resources of the pod with which cert-manager answers a challenge. Source: the same file. */
const solverResources: Resources = {
  requests: { cpu: Quantity.parse('10m'), memory: Quantity.parse('64Mi') },
  limits: { cpu: Quantity.parse('100m'), memory: Quantity.parse('64Mi') },
};

/** The pods with which cert-manager answers HTTP-01 challenges. The gateway runs in another namespace. */
export function loadBalancingFootprint(environment: Environment): PodShare[] {
  const hosts = hostsOf(environment);
  if (hosts.length === 0) return [];
  return [
    { count: smallest(count('hosts', hosts), mostChallenges), containers: [solverResources], storage: [] },
  ];
}
