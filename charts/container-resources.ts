import type { Resources } from '../config/resources.ts';

/** Local disk of a container: its log, and what it writes to volumes that are deleted with the pod. */
export interface LocalDisk {
  readonly requests: string;
  /** Above the sum of its containers' limits the kubelet evicts the pod (`pkg/kubelet/eviction/eviction_manager.go`). */
  readonly limits: string;
}

/**
 * For a container that writes only its log. The kubelet keeps five log files, of 10Mi each by default (kubernetes
 * `pkg/kubelet/apis/config/v1beta1/defaults.go`) and of 50Mi in AKS, and compresses all but two. So the limit stops a
 * container that writes elsewhere, never one that only logs.
 */
export const diskOfLog: LocalDisk = { requests: '64Mi', limits: '512Mi' };

/** The resources in the type of an object. `amount` converts a text, because the generated types of kinds differ. */
export function containerResources<T>(
  { requests, limits }: Resources,
  disk: LocalDisk,
  amount: (text: string) => T,
) {
  const amounts = ({ cpu, memory }: Resources['requests'], storage: string): Record<string, T> => ({
    cpu: amount(String(cpu)),
    memory: amount(String(memory)),
    'ephemeral-storage': amount(storage),
  });
  return { requests: amounts(requests, disk.requests), limits: amounts(limits, disk.limits) };
}
