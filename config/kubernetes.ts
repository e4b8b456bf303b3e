/**
 * Kubernetes minors that every manifest is tested against: 1.27 is the lowest one of cdk8s-plus-27, the others are
 * available today.
 */
export const kubernetesMinors = ['1.27', '1.34', '1.35', '1.36', '1.37'] as const;

export type KubernetesMinor = (typeof kubernetesMinors)[number];

export const newestKubernetesMinor: KubernetesMinor = '1.37';

/** Whether a Kubernetes minor has what was added in the minor `floor`, such as `1.30`. */
export function isAtLeast(kubernetes: KubernetesMinor, floor: `1.${number}`): boolean {
  return minorNumber(kubernetes) >= minorNumber(floor);
}

function minorNumber(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
