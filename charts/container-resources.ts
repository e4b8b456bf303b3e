import type { LocalDisk, Resources } from '../config/resources.ts';

/** The resources in the type of an object. `amount` converts a text, because the generated types of kinds differ. */
export function containerResources<T>(
  { requests, limits }: Resources,
  disk: LocalDisk,
  amount: (text: string) => T,
) {
  const amounts = ({ cpu, memory, ephemeralStorage }: Resources['limits'], storage: string) => ({
    ...(cpu && { cpu: amount(String(cpu)) }),
    memory: amount(String(memory)),
    'ephemeral-storage': amount(ephemeralStorage ? String(ephemeralStorage) : storage),
  });
  return { requests: amounts(requests, disk.requests), limits: amounts(limits, disk.limits) };
}
