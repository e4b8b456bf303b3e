import { scalingTarget } from '../../../../charts/application/scaling/target.ts';
import type { ScaleRange } from '../../../../config/application/scale.ts';
import type { KubernetesMinor } from '../../../../config/kubernetes.ts';
import { type ApplicationInput, environmentOf } from '../manifests.ts';

export type RangeInput = Exclude<ApplicationInput['scale'], number | undefined>;

/** The rules of the reference. */
export const rules: RangeInput['rules'] = [
  { metric: 'CPUUtilization', threshold: 70, cooldown: 300, adjustment: 1 },
  { metric: 'MemoryUtilization', threshold: 80, cooldown: 300, adjustment: 1 },
  { metric: 'RequestCount', threshold: 1000, cooldown: 180, adjustment: 2 },
];

/** A Prometheus rule: a queue, of which each replica should have 50 messages. */
export const queue: Extract<RangeInput['rules'][number], { metric: 'Prometheus' }> = {
  metric: 'Prometheus',
  name: 'queue',
  query: 'sum(queue_length)',
  unit: 'messages',
  threshold: 50,
  cooldown: 60,
  adjustment: 3,
};

/** A parsed range from 3 to 12, and the target that it scales. */
export function scaling(
  input: Partial<RangeInput> = {},
  application: Partial<ApplicationInput> = {},
  kubernetes: KubernetesMinor = '1.36',
) {
  const scale = { min: 3, max: 12, rules, ...input };
  const environment = environmentOf({ ...application, scale }, { kubernetes });
  const web = environment.applications.web;
  if (!web) throw new Error('no application web');
  return {
    target: scalingTarget({ environment, name: 'web', application: web }),
    range: web.scale as ScaleRange,
  };
}
