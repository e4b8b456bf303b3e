import type { Resources } from '../config/resources.ts';
import { plusBytes } from '../config/units/bytes.ts';
import type { Quantity } from '../config/units/quantity.ts';

/** Local disk of a container: its log, and what it writes to volumes that go with the pod. */
export interface LocalDisk {
  readonly requests: string;
  /** The kubelet evicts the pod beyond the sum of its containers' limits (`pkg/kubelet/eviction/eviction_manager.go`). */
  readonly limits: string;
}

/**
 * For a container that writes nothing but its log. The kubelet keeps five files of it, of 10Mi each by default
 * (kubernetes `pkg/kubelet/apis/config/v1beta1/defaults.go`) and of 50Mi in AKS, and compresses all but two. So the
 * limit stops a container that writes elsewhere, never one that only talks.
 */
export const diskOfLog: LocalDisk = { requests: '64Mi', limits: '512Mi' };

/** For a container that fills a volume of this size besides. */
export function diskBeside(volume: Quantity): LocalDisk {
  return {
    requests: plusBytes(volume, diskOfLog.requests),
    limits: plusBytes(volume, diskOfLog.limits),
  };
}

/** Resources as an object writes them, with `amount` for a type of its own: generated types differ from kind to kind. */
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
