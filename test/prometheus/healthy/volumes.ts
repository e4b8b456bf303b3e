import { Quantity } from '../../../config/units/quantity.ts';
import { type HealthySeries, seriesOf } from './series.ts';

/** What a file system takes of its volume for itself, and keeps for root. */
const usable = 0.95;

/** The volume of a claim, of which so many bytes are in use, each for so many minutes. */
export function volumeSeries(
  owner: string,
  { namespace, claim, size }: { readonly namespace: string; readonly claim: string; readonly size: string },
  used: (write: (bytes: number) => number) => string,
): HealthySeries[] {
  const capacity = Quantity.parse(size).in('') * usable;
  const labels = { namespace, persistentvolumeclaim: claim };
  const series = seriesOf(owner);
  return [
    series('kubelet_volume_stats_capacity_bytes', labels, capacity),
    series(
      'kubelet_volume_stats_available_bytes',
      labels,
      used(bytes => Math.max(0, capacity - bytes)),
    ),
  ];
}
