/**
 * Kubernetes minors that every manifest is proven against: 1.27 is the floor of cdk8s-plus-27, the others are
 * those that can be had today.
 */
export const kubernetesMinors = ['1.27', '1.34', '1.35', '1.36', '1.37'] as const;

export type KubernetesMinor = (typeof kubernetesMinors)[number];

export const newestKubernetesMinor: KubernetesMinor = '1.37';

/** Whether a Kubernetes minor has what came with the minor `floor`, such as `1.30`. */
export function isAtLeast(kubernetes: KubernetesMinor, floor: `1.${number}`): boolean {
  return minorNumber(kubernetes) >= minorNumber(floor);
}

function minorNumber(version: string): number {
  return Number(version.slice(version.indexOf('.') + 1));
}
